import { expect } from "chai";
import type { BaseContract } from "ethers";
import { Figure } from "#protocol/abi/enums.ts";
import { errors as de } from "../../../frontend/src/i18n/de/errors.ts";
import { errors as en } from "../../../frontend/src/i18n/en/errors.ts";
import { nextSteps } from "../../../frontend/src/i18n/refusalNext.ts";
import { errors as zh } from "../../../frontend/src/i18n/zh/errors.ts";
import { askFor } from "../../fixtures/bills.ts";
import { DAY, ethers, HOUR, loadFixture, time } from "../../fixtures/chain.ts";
import { aPayment, propose } from "../../fixtures/decisions.ts";
import { asContract, type Person, person } from "../../fixtures/people.ts";
import { sign } from "../../fixtures/signatures.ts";
import {
  admit,
  aHouseInOffice,
  decided,
  memberOn,
  proposeDirectly,
  seatTheTable,
  sponsorDirectly,
  type WholeHouse,
} from "../../fixtures/wholeHouse.ts";

/** A refusal with the arguments that it must carry, by their names, and how one meets it. */
interface Refusal {
  error: string;
  /** What it carries; what the sentence must show. */
  args: Record<string, unknown>;
  shown: readonly string[];
  by: BaseContract;
  attempt(): Promise<unknown>;
}

type House = WholeHouse & { table: number[] };
const aHouse = (): Promise<House> => aHouseInOffice();
const anything = () => true;

async function theVote({ timelock }: House) {
  return asContract(await timelock.getAddress());
}

/** The owner and the taker both say so, and a stranger brings it. */
async function handOver(house: House, seat: number, from: Person, to: string, price = 0n, taker: Person = from) {
  const { exit, share, persons, stranger } = house;
  const wish = {
    seat,
    to,
    price,
    seatEpoch: await share.epochOf(seat),
    toEpoch: await persons.epochOf(to),
    deadline: (await time.latest()) + HOUR,
  };
  const says = (one: Person) => sign(one, "Runde Exit", exit, "HandOver", wish);
  // With a price the payment is the taker's word; it is looked at last.
  return exit.connect(stranger).handOver(wish, await says(from), await says(taker), price === 0n ? "0x" : "0x01");
}

async function zoe(house: House): Promise<Person> {
  const someone = await person("Zoe");
  await admit(house, someone.address, "Zoe");
  return someone;
}

/** Every line of bad input that a house of members must refuse in words. */
const list: Record<string, (house: House) => Promise<Refusal>> = {
  "a former operator who goes on asking": async (house) => {
    const { registry, payments, operator } = house;
    await registry.connect(await theVote(house)).appointOperator((await person("next operator")).address);
    return {
      error: "NotAProposer",
      args: { account: operator.address },
      shown: ["account"],
      by: payments,
      attempt: () => askFor(house, 1n),
    };
  },
  "a former operator who goes on naming a team": async (house) => {
    const { registry, team, operator, stranger } = house;
    const next = await person("next operator");
    await registry.connect(await theVote(house)).appointOperator(next.address);
    const deadline = (await time.latest()) + DAY;
    const naming = { operator: operator.address, epoch: 0, account: stranger.address, rights: 1, nonce: 0, deadline };
    return {
      error: "NotTheOperator",
      args: { account: operator.address, operator: next.address },
      shown: ["operator"],
      by: team,
      attempt: () => team.connect(operator).name(naming, "0x"),
    };
  },
  "a decision outside the table": async (house) => {
    const { timelock, decisions } = house;
    const call = timelock.interface.encodeFunctionData("updateDelay", [1]);
    const motion = await decided(house, { target: "Timelock", call, words: "No more waiting" });
    for (const seat of [2, 3, 4, 5]) await sponsorDirectly(house, motion.id, seat);
    return {
      error: "NotAHouseDecision",
      args: { target: await timelock.getAddress(), selector: timelock.interface.getFunction("updateDelay").selector },
      shown: ["target", "selector"],
      by: decisions,
      attempt: () => proposeDirectly(house, motion, 1),
    };
  },
  "a parameter outside its bounds": async (house) => ({
    error: "FigureOutOfBounds",
    args: { which: Figure.Reserve, given: 10_001, least: 3_000, most: 10_000 },
    shown: ["which", "given", "least", "most"],
    by: house.registry,
    attempt: async () => house.registry.connect(await theVote(house)).strengthen(Figure.Reserve, 10_001),
  }),
  "a parameter moved in the wrong class": async (house) => ({
    error: "FigureMovesTheOtherWay",
    args: { which: Figure.Reserve, present: 3_000, given: 4_000 },
    shown: ["which", "present", "given"],
    by: house.registry,
    attempt: async () => house.registry.connect(await theVote(house)).loosen(Figure.Reserve, 4_000),
  }),
  "a parameter that no vote moves": async (house) => ({
    error: "FigureIsFinal",
    args: { which: Figure.Chairs },
    shown: ["which"],
    by: house.registry,
    attempt: async () => house.registry.connect(await theVote(house)).strengthen(Figure.Chairs, 11),
  }),
  "a message of an old epoch": async (house) => {
    const { proposals, persons, share } = house;
    const motion = await decided(house, aPayment(house));
    const owner = memberOn(house, 1);
    const old = await share.epochOf(1);
    const deadline = (await time.latest()) + DAY;
    const epoch = await persons.epochOf(owner.address);
    await persons.connect(owner).raiseEpoch({ account: owner.address, epoch, deadline }, "0x");
    return {
      error: "EpochOutdated",
      args: { subject: 1, given: old, present: await share.epochOf(1) },
      shown: ["given", "present"],
      by: proposals,
      attempt: () => proposals.connect(owner).sponsor({ proposal: motion.id, seat: 1, epoch: old, deadline }, "0x"),
    };
  },
  "a report of two tables": async (house) => {
    const { reports, roster } = house;
    const next = await seatTheTable(house, 2);
    await time.increaseTo((await roster.calendar(2)).start);
    const [author = 0] = house.table;
    const only = next.find((seat) => !house.table.includes(seat)) ?? 0;
    const deadline = (await time.latest()) + DAY;
    const figures = { cashSales: 0, payroll: 0, goods: 0, bankBalance: 0, text: ethers.id("report") };
    const filing = { term: 1, seat: author, epoch: 0, ...figures, nonce: 0, deadline };
    await reports.connect(memberOn(house, author)).file(filing, "0x");
    const signing = { report: 1, seat: only, epoch: 0, agrees: true, reason: ethers.ZeroHash, deadline };
    return {
      error: "NotSeatedInTerm",
      args: { seat: only, term: 1 },
      shown: ["seat", "term"],
      by: reports,
      attempt: () => reports.connect(memberOn(house, only)).sign(signing, "0x"),
    };
  },
  "a second seat after a hand-over": async (house) => {
    const [one, two] = [memberOn(house, 11), memberOn(house, 12)];
    await handOver(house, 11, one, (await zoe(house)).address, 0n, await person("Zoe"));
    return {
      error: "PersonBarred",
      args: { account: one.address, until: BigInt((await time.latest()) + 60 * DAY - 1), nowAt: anything },
      shown: ["until"],
      by: house.persons,
      attempt: () => handOver(house, 12, two, one.address, 0n, one),
    };
  },
  "a hand-over to somebody barred": async (house) => {
    const [leaver, giver] = [memberOn(house, 13), memberOn(house, 14)];
    const leaving = { seat: 13, epoch: await house.share.epochOf(13), deadline: (await time.latest()) + DAY };
    await house.exit.connect(leaver).leaveHouse(leaving, "0x");
    return {
      error: "PersonBarred",
      args: { account: leaver.address, until: BigInt((await time.latest()) + 60 * DAY - 1), nowAt: anything },
      shown: ["until"],
      by: house.persons,
      attempt: () => handOver(house, 14, giver, leaver.address, 0n, leaver),
    };
  },
  "a hand-over above the price": async (house) => {
    const taker = await zoe(house);
    const paid = await house.share.paidFor(11);
    return {
      error: "PriceAbovePaid",
      args: { seat: 11, price: paid + 1n, paid },
      shown: ["seat", "price", "paid"],
      by: house.exit,
      attempt: () => handOver(house, 11, memberOn(house, 11), taker.address, paid + 1n, taker),
    };
  },
  "a hand-over to oneself": async (house) => {
    const owner = memberOn(house, 11);
    return {
      error: "HandOverToSelf",
      args: { seat: 11, account: owner.address },
      shown: ["seat"],
      by: house.exit,
      attempt: () => handOver(house, 11, owner, owner.address),
    };
  },
  "a hand-over to a contract of the house": async (house) => {
    const account = await house.treasury.getAddress();
    await admit(house, account, "nobody");
    return {
      error: "HouseContract",
      args: { account },
      shown: ["account"],
      by: house.persons,
      attempt: () => handOver(house, 11, memberOn(house, 11), account, 1n),
    };
  },
  "a vote by the new holder after the old one voted": async (house) => {
    const { governor } = house;
    const { id } = await propose(house, aPayment(house));
    await time.increaseTo((await governor.proposalSnapshot(id)) + 1n);
    await governor.connect(memberOn(house, 11)).castVote(id, 1);
    const taker = await zoe(house);
    await handOver(house, 11, memberOn(house, 11), taker.address, 0n, taker);
    return {
      error: "AlreadyVoted",
      args: { proposal: id, seat: 11 },
      shown: ["seat"],
      by: governor,
      attempt: () => governor.connect(taker).castVote(id, 0),
    };
  },
};

const catalogues: Record<string, Record<string, string>> = { en, de, zh };

describe("Bad input", () => {
  for (const [what, prepare] of Object.entries(list)) {
    it(`${what} is refused by name, with its numbers, in three languages`, async () => {
      const house = await loadFixture(aHouse);
      const { error, args, shown, by, attempt } = await prepare(house);
      const { inputs } = by.interface.getError(error) ?? { inputs: [] };
      expect(inputs.map(({ name }) => name)).to.deep.equal(Object.keys(args));
      await expect(attempt())
        .to.be.revertedWithCustomError(by, error)
        .withArgs(...Object.values(args));
      for (const [language, catalogue] of Object.entries(catalogues)) {
        const sentence = catalogue[`errors.${error}`] ?? "";
        expect(sentence.length, `${error} in ${language}`).to.be.greaterThan(5);
        for (const arg of shown) expect(sentence, `${error} in ${language}`).to.include(`{${arg}}`);
        expect(catalogue[`errors.next.${nextSteps[error]}`], `what next, in ${language}`).to.be.a("string");
      }
    });
  }
});
