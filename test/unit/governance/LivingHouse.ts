import { expect } from "chai";
import type { Address, Hex } from "viem";
import { Figure, figureNames, Majority, ProposalState, Protection, RequestState } from "#protocol/abi/enums.ts";
import type { FigureName } from "#protocol/governance/bounds.ts";
import { type Message, signable, surrenderPayment } from "#protocol/house/typedData.ts";
import { keyOfSecret, secretFrom, uncompressedKey } from "#protocol/oversight/drand.ts";
import { askFor, SUPPLIER } from "../../fixtures/bills.ts";
import { DAY, ethers, HOUR, loadFixture, time } from "../../fixtures/chain.ts";
import { aBatch, handIn } from "../../fixtures/counterHouse.ts";
import { aHouse } from "../../fixtures/decisions.ts";
import { cast } from "../../fixtures/electionHouse.ts";
import {
  APPROVED,
  aLivingHouse,
  another,
  approveBy,
  CUP,
  type LivingHouse,
  moved,
  type Standing,
  standingOf,
  termsOfFounding,
  whatStands,
} from "../../fixtures/livingHouse.ts";
import { functionsOf } from "../../fixtures/openFunctions.ts";
import { asContract, type Person, person } from "../../fixtures/people.ts";
import { aJoin, buy, type Decision, memberOn, signAs, type WholeHouse } from "../../fixtures/wholeHouse.ts";

/** What a motion's rehearsal says of the house afterwards. */
interface Rehearsal {
  /** What is proposed, and what must be true so that it can be. */
  motion(house: LivingHouse): Promise<Decision> | Decision;
  /** Where it cannot be carried out: by whom it is refused, and how. */
  refused?(house: LivingHouse): Promise<[Decision["target"], string, unknown[]] | undefined>;
  /** How what stood has changed; nothing else has. */
  changes?(before: Standing, house: LivingHouse): Partial<Standing>;
  /** What holds, and who is refused from now on. */
  holds(house: LivingHouse, before: Standing): Promise<unknown>;
  /** What becomes of the bill that six had approved: paid, if nothing is said. */
  bill?(house: LivingHouse): Promise<unknown>;
}

const call = (target: Decision["target"], data: string, words: string): Decision => ({ target, call: data, words });
const opened = async (house: LivingHouse, words = "The next motion") => {
  const { id } = await another(house, words);
  return house.proposals.proposal(id);
};

// ---- figures -----------------------------------------------------------------------------------------------------------

type Way = "up" | "down";

interface FigureRehearsal {
  /** Which way is towards more protection. */
  protects: Way;
  holds(house: LivingHouse, value: bigint, before: Standing): Promise<unknown>;
  bill?(house: LivingHouse, value: bigint, way: Way): Promise<unknown> | undefined;
}

const isPaid = async (house: LivingHouse) => {
  await house.payments.pay(house.approved);
  expect(await house.token.balanceOf(SUPPLIER)).to.be.greaterThanOrEqual(house.units(APPROVED));
};

/** What each figure that a vote can move means for those who come after, by the figure alone. */
const figures = {
  votingDelay: {
    protects: "up",
    holds: async (house, value) => {
      const made = await opened(house);
      expect(made.snapshot).to.equal(BigInt(await time.latest()) + value);
    },
  },
  votingPeriod: {
    protects: "up",
    holds: async (house, value) => {
      const made = await opened(house);
      expect(made.deadline - made.snapshot).to.equal(value);
    },
  },
  lateExtension: {
    protects: "up",
    holds: async (house, value) => expect(await house.governor.lateQuorumVoteExtension()).to.equal(value),
  },
  expiry: {
    protects: "down",
    holds: async (house, value) => {
      const made = await opened(house);
      await time.increaseTo(made.snapshot + 1n);
      expect((await house.proposals.proposal(made.id)).expiresAt - made.deadline).to.equal(value);
    },
  },
  voteQuorum: {
    protects: "up",
    holds: async (house, value) => {
      const made = await opened(house);
      await time.increaseTo(made.snapshot + 1n);
      // Of the nineteen who are left, rounded up.
      expect(await house.governor.quorumOf(made.id)).to.equal((19n * value + 9_999n) / 10_000n);
    },
  },
  sponsors: {
    protects: "down",
    holds: async (house, value) => {
      const third = 6n;
      expect(await house.proposals.sponsorsNeeded()).to.equal(value < third ? value : third);
    },
  },
  ballotQuorum: {
    protects: "up",
    holds: async (house, value) => {
      // The ballot that is under way is counted as it began; the next one by the new figure.
      const { ballotFrom } = await house.roster.calendar(2);
      expect(await house.registry.figureAt(Figure.BallotQuorum, ballotFrom)).to.equal(2_000);
      expect(await house.registry.figureAt(Figure.BallotQuorum, ballotFrom + BigInt(30 * DAY))).to.equal(value);
    },
  },
  maxMembers: {
    protects: "down",
    holds: async (house, value) => {
      expect(await house.rounds.maxMembers()).to.equal(value);
      // Nineteen live, and the open round keeps ten.
      expect(await house.rounds.freeSeats()).to.equal(value > 29n ? value - 29n : 0n);
      // What is offered stays offered.
      await buy(house, 2, house.latecomer);
    },
  },
  leaverBar: {
    protects: "up",
    holds: async (house, value) => {
      const seat = house.rest[1] ?? 0;
      const leaving = { seat, epoch: await house.share.epochOf(seat), deadline: (await time.latest()) + DAY };
      await house.exit.connect(memberOn(house, seat)).leaveHouse(leaving, "0x");
      const { until } = await standingOf(house, memberOn(house, seat));
      expect(until).to.equal(BigInt(await time.latest()) + value - 1n);
    },
  },
  approvals: {
    protects: "up",
    holds: async (house, value) => {
      await approveBy(house, house.open, house.table.slice(3, 6));
      const [request] = await house.payments.requests(house.open, 1);
      expect(request?.state).to.equal(value <= 6n ? RequestState.Approved : RequestState.Open);
      await approveBy(house, house.open, house.table.slice(6, Number(value)));
      expect((await house.payments.requests(house.open, 1))[0]?.state).to.equal(RequestState.Approved);
    },
    bill: async (house, value) => {
      if (value <= 6n) return isPaid(house);
      await expect(house.payments.pay(house.approved))
        .to.be.revertedWithCustomError(house.payments, "ApprovalsMissing")
        .withArgs(house.approved, 6, value);
      await approveBy(house, house.approved, house.table.slice(6, Number(value)));
      await isPaid(house);
    },
  },
  reserve: {
    protects: "up",
    holds: async (house, value) => {
      const owed = -(await house.journal.balance(200));
      expect(await house.treasury.reserveNeeded()).to.equal((owed * value + 9_999n) / 10_000n);
    },
    bill: async (house) => {
      const cash = await house.journal.balance(100);
      const needed = await house.treasury.reserveNeeded();
      const asked = house.units(APPROVED);
      if (cash >= needed + asked) return isPaid(house);
      await expect(house.payments.pay(house.approved))
        .to.be.revertedWithCustomError(house.treasury, "ReserveBroken")
        .withArgs(cash, asked, needed);
    },
  },
  voteThreshold: {
    protects: "down",
    holds: async (house, value) => {
      const payments = house.payments.connect(house.operator);
      const request = askFor(house, value + 1n);
      await expect(request)
        .to.be.revertedWithCustomError(payments, "OverVoteThreshold")
        .withArgs(value + 1n, value);
    },
    bill: async (house, value, way) => {
      if (way === "up") return isPaid(house);
      await expect(house.payments.pay(house.approved))
        .to.be.revertedWithCustomError(house.payments, "PayeeOverThreshold")
        .withArgs(SUPPLIER, 0, house.units(APPROVED), value);
    },
  },
  pocketCap: {
    protects: "down",
    holds: async (house, value) => expect((await house.pockets.terms()).pocketCap).to.equal(value),
  },
  lateWindow: {
    protects: "down",
    holds: async (house, value) => expect((await house.pockets.terms()).lateWindow).to.equal(value),
  },
  exitDelay: {
    protects: "up",
    holds: async (house, value) => expect((await house.pockets.terms()).exitDelay).to.equal(value),
  },
  refundBudget: {
    protects: "down",
    holds: async (house, value) => expect(await house.registry.figure(numberOf("refundBudget"))).to.equal(value),
  },
} satisfies Partial<Record<FigureName, FigureRehearsal>>;

type Movable = keyof typeof figures;
const movable = Object.keys(figures) as Movable[];
const numberOf = (which: FigureName) => figureNames.indexOf(which);
const otherWay = (way: Way): Way => (way === "up" ? "down" : "up");

async function figureOf(house: WholeHouse, which: FigureName) {
  const found = (await house.registry.figures())[numberOf(which)];
  if (found === undefined) throw new Error(`the registry has no ${which}`);
  return found;
}

/** As far as it goes that way; where it stands at that end already, one beyond is refused. */
function ofFigure(which: Movable, door: "strengthen" | "loosen"): Rehearsal {
  const known: FigureRehearsal = figures[which];
  const way = door === "strengthen" ? known.protects : otherWay(known.protects);
  const endOf = async (house: WholeHouse) => {
    const { value, least, most } = await figureOf(house, which);
    const end = way === "up" ? most : least;
    return { value, least, most, end, beyond: way === "up" ? end + 1n : end - 1n };
  };
  return {
    async motion(house) {
      const { value, end, beyond } = await endOf(house);
      const wanted = end === value ? beyond : end;
      const data = house.registry.interface.encodeFunctionData(door as "loosen", [numberOf(which), wanted]);
      return call("Registry", data, `Let ${which} be ${wanted}`);
    },
    async refused(house) {
      const { value, least, most, end, beyond } = await endOf(house);
      return end === value ? ["Registry", "FigureOutOfBounds", [numberOf(which), beyond, least, most]] : undefined;
    },
    async holds(house, before) {
      const { value, end } = await endOf(house);
      expect(value).to.equal(end);
      await known.holds(house, value, before);
    },
    async bill(house) {
      const { value } = await figureOf(house, which);
      await (known.bill?.(house, value, way) ?? isPaid(house));
    },
  };
}

// ---- offices, criteria, calendar, money, persons -------------------------------------------------------------------------

async function credentialBy(house: LivingHouse, registrar: Person, account: string, criteria: bigint) {
  const credential: Message<"Credential"> = {
    account: account as Address,
    nullifier: ethers.id(`a person ${account}`) as Hex,
    criteria: Number(criteria),
    expiry: (await time.latest()) + 300 * DAY,
  };
  return [credential, await signAs(registrar, signable(house.signing, "Credential", credential))] as const;
}

const successor = async () => (await ethers.deployContract("TestToken", ["Another house", "H", 6, 1])).getAddress();
const rehearsals: Record<string, Rehearsal> = {
  "Registry.appointOperator": {
    motion: async (house) => {
      const { address } = await person("next operator");
      return call(
        "Registry",
        house.registry.interface.encodeFunctionData("appointOperator", [address]),
        "Next operator",
      );
    },
    async holds(house) {
      const { payments, team, operator, units } = house;
      const next = await person("next operator");
      // Whoever goes on is refused by name; what was asked before goes on, and may still be taken back.
      await expect(askFor(house, units("10")))
        .to.be.revertedWithCustomError(payments, "NotAProposer")
        .withArgs(operator.address);
      const naming = { account: house.stranger.address, rights: 1, nonce: 0, deadline: (await time.latest()) + DAY };
      await expect(team.connect(operator).name({ ...naming, operator: operator.address, epoch: 0 }, "0x"))
        .to.be.revertedWithCustomError(team, "NotTheOperator")
        .withArgs(operator.address, next.address);
      await team.connect(next).name({ ...naming, operator: next.address, epoch: 0 }, "0x");
      await askFor(house, units("10"), next);
      const withdrawal = { request: house.open, epoch: 0, deadline: (await time.latest()) + DAY };
      await payments.connect(operator).withdrawRequest(withdrawal, "0x");
    },
  },
  "Registry.appointRegistrar": {
    motion: async (house) => {
      const { address } = await person("next registrar");
      const data = house.registry.interface.encodeFunctionData("appointRegistrar", [address, ethers.id("register")]);
      return call("Registry", data, "Next registrar");
    },
    async holds(house) {
      const { admission, registrar, latecomer, rounds } = house;
      const next = await person("next registrar");
      const version = await admission.criteriaVersion();
      const [credential, byFormer] = await credentialBy(house, registrar, house.stranger.address, version);
      await expect(admission.attest(credential, byFormer))
        .to.be.revertedWithCustomError(admission, "NotSignedByRegistrar")
        .withArgs(next.address);
      // Who was admitted by the former and has no place yet is admitted again; a place that was taken stays.
      await expect(rounds.checkJoin(await aJoin(house, 2, latecomer.address)))
        .to.be.revertedWithCustomError(admission, "AdmittedByFormer")
        .withArgs(latecomer.address, registrar.address);
      await admission.attest(...(await credentialBy(house, next, house.stranger.address, version)));
      await buy(house, 2, house.stranger);
    },
  },
  "Registry.nameSuccessor": {
    motion: async (house) =>
      call("Registry", house.registry.interface.encodeFunctionData("nameSuccessor", [await successor()]), "Move house"),
    async holds(house) {
      const [, from] = await house.registry.successor();
      expect(from).to.equal(BigInt(await time.latest()) + BigInt(14 * DAY));
    },
  },
  "Admission.changeCriteria": {
    motion: (house) =>
      call("Admission", house.admission.interface.encodeFunctionData("changeCriteria", [ethers.id("new")]), "Criteria"),
    async holds(house) {
      const { admission, registrar, stranger } = house;
      const [old, signature] = await credentialBy(house, registrar, stranger.address, 1n);
      await expect(admission.attest(old, signature))
        .to.be.revertedWithCustomError(admission, "CriteriaOutdated")
        .withArgs(1, 2);
      await admission.attest(...(await credentialBy(house, registrar, stranger.address, 2n)));
      // Who was admitted before stays so.
      await buy(house, 2, house.latecomer);
    },
  },
  "Admission.admitByVote": {
    motion: ({ admission, stranger }) => {
      const [person, reason] = [ethers.id("the stranger"), ethers.id("reason")];
      const data = admission.interface.encodeFunctionData("admitByVote", [stranger.address, person, reason]);
      return call("Admission", data, "Admit on appeal");
    },
    async holds(house) {
      const { admission, registrar, stranger } = house;
      const { expiry } = await admission.admissionOf(stranger);
      // The registrar said no, and cannot undo what the members said.
      await expect(admission.attest(...(await credentialBy(house, registrar, stranger.address, 1n))))
        .to.be.revertedWithCustomError(admission, "AdmittedByMembers")
        .withArgs(stranger.address, expiry);
      await buy(house, 2, stranger);
    },
  },
  "Roster.addEra": {
    motion: (house) =>
      call("Roster", house.roster.interface.encodeFunctionData("addEra", [3, 90 * DAY]), "Longer terms"),
    async holds({ roster }) {
      const { start, end } = await roster.calendar(3);
      expect(end - start).to.equal(90 * DAY);
      expect(start).to.equal((await roster.calendar(2)).end);
    },
  },
  "Budgets.set": {
    motion: (house) =>
      call("Budgets", house.budgets.interface.encodeFunctionData("set", [2, [500], [house.units("1")]]), "Less rent"),
    async holds({ budgets, units }) {
      expect((await budgets.line(2, 500)).limit).to.equal(units("1"));
      expect((await budgets.line(1, 500)).limit).to.equal(units("160000"));
    },
  },
  "Decisions.ask": {
    motion: (house) =>
      call("Decisions", house.decisions.interface.encodeFunctionData("ask", [ethers.id("Sundays?")]), "Sundays?"),
    async holds({ decisions }) {
      const [said] = await decisions.queryFilter(decisions.filters.QuestionDecided());
      expect(said?.args.text).to.equal(ethers.id("Sundays?"));
    },
  },
  "DrandBeacon.nameNetwork": {
    motion: (house) =>
      call("DrandBeacon", house.beacon.interface.encodeFunctionData("nameNetwork", [otherNetwork]), "Another network"),
    async holds({ beacon }) {
      // The term whose nominations have opened keeps the network that people knew when they stood.
      expect((await beacon.beaconOf(2)).network).to.equal(0);
      expect((await beacon.beaconOf(3)).network).to.equal(1);
    },
  },
  "Exit.endByVote": {
    motion: (house) => {
      const data = house.exit.interface.encodeFunctionData("endByVote", [approver(house), ethers.id("reason")]);
      return call("Exit", data, "End a seat");
    },
    changes: (before, house) => ({
      live: before.live - 1n,
      // No reserve has said yes, so the chair stays empty.
      office: before.office.filter((seat) => seat !== approver(house)),
    }),
    async holds(house) {
      const { share, roster, voucher, payments } = house;
      const seat = approver(house);
      await expect(share.ownerOf(seat)).to.be.revertedWithCustomError(share, "SeatHasEnded");
      // The vouchers stay theirs.
      expect(await voucher.balanceOf(memberOn(house, seat))).to.equal(house.units("30000"));
      const [sitting] = await roster.tableAt(await time.latest());
      expect(sitting).not.to.include(BigInt(seat));
      const { until } = await standingOf(house, memberOn(house, seat));
      expect(until).to.equal(BigInt((await time.latest()) + 60 * DAY - 1));
      expect(await payments.requestCount()).to.equal(2);
    },
    async bill(house) {
      const { payments, approved, table } = house;
      await expect(payments.pay(approved))
        .to.be.revertedWithCustomError(payments, "ApprovalsMissing")
        .withArgs(approved, 5, 6);
      await approveBy(house, approved, table.slice(6, 7));
      await isPaid(house);
    },
  },
  "Exit.moveByVote": {
    motion: (house) => {
      const { exit, stranger } = house;
      const seat = approver(house);
      const { address } = memberOn(house, seat);
      const reason = ethers.id("reason");
      const data = exit.interface.encodeFunctionData("moveByVote", [seat, address, stranger.address, reason]);
      return call("Exit", data, "Move a seat");
    },
    async holds(house) {
      const { exit, persons, roster, share, stranger } = house;
      const seat = approver(house);
      const { address: from } = memberOn(house, seat);
      // Nobody is bound without their own word.
      expect(await share.ownerOf(seat)).to.equal(from);
      const epoch = Number(await persons.epochOf(stranger.address));
      const deadline = (await time.latest()) + DAY;
      await exit.connect(stranger).takeMove({ seat, from, epoch, deadline }, "0x");
      expect(await share.ownerOf(seat)).to.equal(stranger.address);
      // The same person: in office as before, and the approval given counts (the bill is paid below).
      const [sitting] = await roster.tableAt(await time.latest());
      expect(sitting).to.include(BigInt(seat));
    },
  },
  "BuyBack.offer": {
    motion: (house) => {
      const seat = house.rest[1] ?? 0;
      const { address } = memberOn(house, seat);
      const data = house.buyBack.interface.encodeFunctionData("offer", [seat, address, house.units("20000")]);
      return call("BuyBack", data, "Take a seat back");
    },
    async holds(house) {
      const { buyBack, journal, share, signing, stranger, units } = house;
      const seat = house.rest[1] ?? 0;
      const holder = memberOn(house, seat);
      const [cash, owed] = await journal.balances([100, 200]);
      const taking = { seat, amount: units("20000"), epoch: 0, deadline: (await time.latest()) + DAY };
      const signature = await signAs(holder, surrenderPayment(signing, holder.address as Address, taking));
      await buyBack.connect(stranger).take(taking, signature);
      expect(await journal.balances([100, 200])).to.deep.equal([
        (cash ?? 0n) - units("20000"),
        (owed ?? 0n) + units("20000"),
      ]);
      await expect(share.ownerOf(seat)).to.be.revertedWithCustomError(share, "SeatHasEnded");
    },
  },
  "Rounds.open": {
    motion: async (house) => {
      const opensAt = (await time.latest()) + 20 * DAY;
      const terms = { ...(await termsOfFounding(house)), minSeats: 2, maxSeats: 5, opensAt };
      const data = house.rounds.interface.encodeFunctionData("open", [{ ...terms, deadline: opensAt + 30 * DAY }]);
      return call("Rounds", data, "A third round");
    },
    async holds(house) {
      expect((await house.rounds.round(3)).terms.maxSeats).to.equal(5);
      // Of 200: nineteen live, ten and five are offered.
      expect(await house.rounds.freeSeats()).to.equal(200 - 19 - 10 - 5);
    },
  },
  "Rounds.cancel": {
    motion: (house) => call("Rounds", house.rounds.interface.encodeFunctionData("cancel", [2]), "No second round"),
    changes: (before) => before,
    async holds(house) {
      const { rounds, token, buyer, latecomer } = house;
      await expect(rounds.checkJoin(await aJoin(house, 2, latecomer.address)))
        .to.be.revertedWithCustomError(rounds, "SaleEnded")
        .withArgs(2, await time.latest(), await time.latest());
      const had = await token.balanceOf(buyer);
      await rounds.pushRefund(2, buyer);
      expect((await token.balanceOf(buyer)) - had).to.equal((await rounds.round(2)).terms.price);
    },
  },
  "Treasury.payWithinReserve": {
    motion: (house) => payment(house, "payWithinReserve", "300000"),
    changes: (before, house) => ({ cash: before.cash - house.units("300000") }),
    async holds(house) {
      expect(await house.token.balanceOf(PAYEE)).to.equal(house.units("300000"));
    },
  },
  "Treasury.payBeyondReserve": {
    motion: (house) => payment(house, "payBeyondReserve", "500000"),
    changes: (before, house) => ({ cash: before.cash - house.units("500000") }),
    async holds(house) {
      expect(await house.token.balanceOf(PAYEE)).to.equal(house.units("500000"));
      expect(await house.treasury.freeToSpend()).to.equal(0);
    },
    // What the ten had set aside stands in no vote's way, and is not paid out of the reserve.
    async bill(house) {
      const [cash, needed] = [await house.journal.balance(100), await house.treasury.reserveNeeded()];
      await expect(house.payments.pay(house.approved))
        .to.be.revertedWithCustomError(house.treasury, "ReserveBroken")
        .withArgs(cash, house.units(APPROVED), needed);
    },
  },
  "Treasury.bookLoss": {
    motion: async (house) => {
      // Money has gone that the books know nothing of.
      const vault = await asContract(await house.treasury.getAddress());
      await house.token.connect(vault).transfer(PAYEE, house.units("1000"));
      const data = house.treasury.interface.encodeFunctionData("bookLoss", [house.units("5000"), ethers.id("why")]);
      return call("Treasury", data, "A loss");
    },
    changes: (before, house) => ({
      cash: before.cash - house.units("1000"),
      differences: { ...before.differences, cash: 0n },
    }),
    async holds(house) {
      expect(await house.journal.balance(590)).to.equal(house.units("1000"));
      expect(await house.treasury.isShort()).to.equal(false);
    },
  },
};

const PAYEE = ethers.getAddress("0x00000000000000000000000000000000000e1c70");
const otherNetwork = {
  key: uncompressedKey(keyOfSecret(secretFrom(ethers.id("another network") as Hex))),
  genesis: 1_600_000_000,
  period: 3,
};

/** One of the six who approved the bill. */
const approver = (house: LivingHouse) => house.table[5] ?? 0;

function payment(house: LivingHouse, door: "payWithinReserve" | "payBeyondReserve", amount: string): Decision {
  const { fragments } = house.treasury.interface;
  const args = [PAYEE, house.units(amount), 520, ethers.id("offer")];
  return call("Treasury", new ethers.Interface(fragments).encodeFunctionData(door, args), door);
}

/** Every row of the table, and for the two that move figures one for each figure. */
const rows: Record<string, Rehearsal> = {
  ...rehearsals,
  ...Object.fromEntries(
    movable.flatMap((which) =>
      (["strengthen", "loosen"] as const).map((door) => [`Registry.${door} ${which}`, ofFigure(which, door)]),
    ),
  ),
};

/** The same list, asked of the chain. */
async function rowsOfTheChain(house: WholeHouse): Promise<string[]> {
  const found: string[] = [];
  const moving = (await house.registry.figures()).flatMap(({ protection }, which) =>
    Number(protection) === Protection.Final ? [] : [figureNames[which]],
  );
  for (const [name, contract] of Object.entries(house.byName)) {
    for (const { name: door, selector } of functionsOf(contract)) {
      if (Number(await house.decisions.majorityOf(contract, selector)) === Majority.None) continue;
      const movesFigures = door === "strengthen" || door === "loosen";
      found.push(...(movesFigures ? moving.map((which) => `${name}.${door} ${which}`) : [`${name}.${door}`]));
    }
  }
  return found.sort();
}

/** What was under way goes on: the till's batch is settled, the other vote and the ballot are counted, the bill is paid. */
async function goesOn(house: LivingHouse, { item, running }: Awaited<ReturnType<typeof moved>>, row: Rehearsal) {
  const { atTill, counter, journal, governor, units } = house;
  const owed = await journal.balance(200);
  // The line was broken for two hours: what the till accepted keeps the window of its day.
  if ((await time.latest()) < item.acceptedAt + 2 * HOUR) await time.increaseTo(item.acceptedAt + 2 * HOUR);
  await handIn(atTill, await aBatch(atTill, [item]));
  expect(await counter.nextSeq(1)).to.equal(2);
  expect((await journal.balance(200)) - owed).to.equal(units(String(CUP / 100)));
  for (const seat of house.table.slice(6, 10)) await governor.connect(memberOn(house, seat)).castVote(running, 1);
  await cast(house, 2, house.rest[2] ?? 0, 1n);
  await (row.bill ?? isPaid)(house);
  await time.increaseTo((await governor.proposalDeadline(running)) + 1n);
  expect(await governor.state(running)).to.equal(ProposalState.Succeeded);
}

describe("What members can decide, rehearsed in a house that lives", () => {
  it("is every row of the table, each figure up and down", async () => {
    expect(Object.keys(rows).sort()).to.deep.equal(await rowsOfTheChain(await loadFixture(aHouse)));
  });

  for (const [name, row] of Object.entries(rows)) {
    it(`${name} leaves what is under way as it began`, async () => {
      const house = await loadFixture(aLivingHouse);
      const refused = await row.refused?.(house);
      const motion = await moved(house, await row.motion(house));
      if (refused !== undefined) {
        const [where, error, args] = refused;
        await expect(motion.carryOut())
          .to.be.revertedWithCustomError(house.byName[where], error)
          .withArgs(...args);
      } else {
        await motion.carryOut();
      }
      const after = await whatStands(house, motion.running);
      const changes = refused === undefined ? row.changes?.(motion.before, house) : {};
      expect(after).to.deep.equal({ ...motion.before, ...changes });
      expect(
        Object.values(after.differences).every((difference) => difference === 0n),
        "books and things",
      ).to.equal(true);
      if (refused !== undefined) return goesOn(house, motion, {} as Rehearsal);
      await row.holds(house, motion.before);
      await goesOn(house, motion, row);
    });
  }
});
