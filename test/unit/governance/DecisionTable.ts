import { expect } from "chai";
import { Figure, Majority, majorityNames, Part } from "#protocol/abi/enums.ts";
import { DAY, ethers, loadFixture, time } from "../../fixtures/chain.ts";
import { afterTheVote, aHouse, anOpenVote, propose, State, voteBy } from "../../fixtures/decisions.ts";
import { answersToStrangers, functionsOf } from "../../fixtures/openFunctions.ts";
import { asContract } from "../../fixtures/people.ts";
import { carryOut, type Decision, memberOn, type WholeHouse } from "../../fixtures/wholeHouse.ts";

/** What the members decide, and by which majority: the whole table. */
const TABLE = {
  "Admission.admitByVote": "ordinary",
  "Admission.changeCriteria": "ordinary",
  "Budgets.set": "ordinary",
  "BuyBack.offer": "twoThirds",
  "Decisions.ask": "ordinary",
  "DrandBeacon.nameNetwork": "twoThirds",
  "Exit.endByVote": "twoThirds",
  "Exit.moveByVote": "twoThirds",
  "Registry.appointOperator": "ordinary",
  "Registry.appointRegistrar": "ordinary",
  "Registry.loosen": "twoThirds",
  "Registry.nameSuccessor": "twoThirds",
  "Registry.strengthen": "ordinary",
  "Roster.addEra": "ordinary",
  "Rounds.cancel": "ordinary",
  "Rounds.open": "ordinary",
  "Treasury.bookLoss": "twoThirds",
  "Treasury.payBeyondReserve": "twoThirds",
  "Treasury.payWithinReserve": "ordinary",
} as const satisfies Record<string, (typeof majorityNames)[number]>;

/** Doors that obey the timelock alone and that no vote may use: they would hand out keys or change the rules of voting. */
const FINAL = ["Timelock.updateDelay"];

/** The rows whose function the contract has: some rooms are being cut anew. */
function rowsOf({ byName }: WholeHouse) {
  return Object.fromEntries(
    Object.entries(TABLE).filter(([place]) => {
      const [owner = "", call = ""] = place.split(".");
      return byName[owner as keyof typeof byName].interface.hasFunction(call);
    }),
  );
}

/** The functions that let in nobody but the members' vote, found by trying every door as a stranger. */
async function doorsOfTheHouse(house: WholeHouse): Promise<string[]> {
  const closed = ethers.Interface.from(["error NotThePart(uint8 needed, address caller)"]);
  const refusal = closed.encodeErrorResult("NotThePart", [Part.Timelock, house.stranger.address]);
  const own = ethers.id("TimelockUnauthorizedCaller(address)").slice(0, 10);
  const answers = [...(await answersToStrangers(house))];
  const doors = answers.filter(([, answer]) => answer === refusal || answer.startsWith(own));
  return doors.map(([place]) => place).sort();
}

describe("Decisions: the table", () => {
  it("has every function that obeys the members' vote, or the function is final by name", async () => {
    const house = await loadFixture(aHouse);
    expect(await doorsOfTheHouse(house)).to.deep.equal([...Object.keys(rowsOf(house)), ...FINAL].sort());
  });

  it("gives each its majority, and nothing else one (the authority graph)", async () => {
    const house = await loadFixture(aHouse);
    const { decisions, byName } = house;
    const found: Record<string, string> = {};
    for (const [name, contract] of Object.entries(byName)) {
      for (const { name: call, selector } of functionsOf(contract)) {
        const majority = Number(await decisions.majorityOf(contract, selector));
        if (majority !== Majority.None) found[`${name}.${call}`] = majorityNames[majority] ?? "?";
      }
    }
    expect(found).to.deep.equal(rowsOf(house));
  });

  it("knows a function at its own contract only", async () => {
    const house = await loadFixture(aHouse);
    const { decisions, byName, stranger } = house;
    for (const place of Object.keys(rowsOf(house))) {
      const [owner = "", call = ""] = place.split(".");
      const { selector } = byName[owner as keyof typeof byName].interface.getFunction(call) ?? { selector: "0x" };
      for (const [name, contract] of [...Object.entries(byName), ["stranger", stranger] as const]) {
        if (name !== owner) expect(await decisions.majorityOf(contract, selector)).to.equal(Majority.None);
      }
    }
  });
});

/** A figure is loosened: two thirds. */
function aLoosening(house: WholeHouse, words = "Let more members in"): Decision {
  const call = house.registry.interface.encodeFunctionData("loosen", [Figure.MaxMembers, 250]);
  return { target: "Registry", call, words };
}

describe("Decisions: two thirds", () => {
  async function anOpenLoosening() {
    const house = await aHouse();
    const proposal = await propose(house, aLoosening(house));
    await time.increaseTo((await house.governor.proposalSnapshot(proposal.id)) + 1n);
    return { house, ...proposal };
  }
  const seats = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

  for (const [inFavour, against, abstained, outcome] of [
    [7, 0, 0, "Defeated"],
    [8, 0, 0, "Succeeded"],
    [1, 0, 7, "Succeeded"],
    [8, 4, 0, "Succeeded"],
    [8, 5, 0, "Defeated"],
    [6, 3, 1, "Succeeded"],
    [0, 0, 8, "Defeated"],
  ] as const) {
    it(`is ${outcome} with ${inFavour} for, ${against} against, ${abstained} abstaining, of twenty`, async () => {
      const { house, id } = await loadFixture(anOpenLoosening);
      expect(await house.governor.quorumOf(id)).to.equal(8);
      await voteBy(house, id, seats(1, inFavour), 1);
      await voteBy(house, id, seats(inFavour + 1, inFavour + against), 0);
      await voteBy(house, id, seats(inFavour + against + 1, inFavour + against + abstained), 2);
      await afterTheVote(house, id);
      expect(await house.governor.state(id)).to.equal(State[outcome]);
    });
  }

  it("is what a motion needs of which one call needs it, and the quorum of half a house is never lowered by it", async () => {
    const house = await loadFixture(aHouse);
    const { registry, governor } = house;
    const timelock = await asContract(await house.timelock.getAddress());
    await registry.connect(timelock).strengthen(Figure.VoteQuorum, 5000);
    const { id } = await propose(house, aLoosening(house));
    await time.increaseTo((await governor.proposalSnapshot(id)) + 1n);
    expect(await governor.quorumOf(id)).to.equal(10);
    const both = await Promise.all([registry.getAddress(), registry.getAddress()]);
    const strengthen = registry.interface.getFunction("strengthen").selector;
    const loosen = registry.interface.getFunction("loosen").selector;
    for (const calls of [
      [strengthen, loosen],
      [loosen, strengthen],
    ]) {
      expect(await house.decisions.majorityOfAll(both, calls)).to.equal(Majority.TwoThirds);
    }
  });

  it("decides by the quorum of its snapshot, though a vote has changed it since", async () => {
    const { house, id } = await loadFixture(anOpenVote);
    const timelock = await asContract(await house.timelock.getAddress());
    await house.registry.connect(timelock).strengthen(Figure.VoteQuorum, 5000);
    await voteBy(house, id, [1, 2, 3, 4], 1);
    await afterTheVote(house, id);
    expect(await house.governor.state(id)).to.equal(State.Succeeded);
    expect((await house.proposals.proposal(id)).quorum).to.equal(4);
  });
});

describe("Decisions: carried out", () => {
  it("puts down a question that was answered, and a house to move to, once, in 14 days", async () => {
    const house = await loadFixture(aHouse);
    const { registry, decisions } = house;
    const question = ethers.id("Open on Sundays?");
    await carryOut(house, {
      target: "Decisions",
      call: decisions.interface.encodeFunctionData("ask", [question]),
      words: "Open on Sundays?",
    });
    const [said] = await decisions.queryFilter(decisions.filters.QuestionDecided());
    expect(said?.args.text).to.equal(question);

    const other = await ethers.deployContract("TestToken", ["Another house", "H", 6, 1]);
    const move = (to: string): Decision => ({
      target: "Registry",
      call: registry.interface.encodeFunctionData("nameSuccessor", [to]),
      words: `Move to ${to}`,
    });
    await carryOut(house, move(await other.getAddress()));
    expect(await registry.successor()).to.deep.equal([
      await other.getAddress(),
      BigInt((await time.latest()) + 14 * DAY),
    ]);
    // Who follows the house by its logs learns of it there.
    const [named] = await registry.queryFilter(registry.filters.SuccessorNamed());
    expect([...(named?.args ?? [])]).to.deep.equal(await registry.successor());
    const timelock = registry.connect(await asContract(await house.timelock.getAddress()));
    await expect(timelock.nameSuccessor(await house.token.getAddress()))
      .to.be.revertedWithCustomError(registry, "SuccessorNamedAlready")
      .withArgs(await other.getAddress());
  });

  it("is no question without a text, and no successor that is nobody or of this house", async () => {
    const house = await loadFixture(aHouse);
    const timelock = await asContract(await house.timelock.getAddress());
    const { registry, decisions } = house;
    await expect(decisions.connect(timelock).ask(ethers.ZeroHash))
      .to.be.revertedWithCustomError(decisions, "QuestionMissing")
      .withArgs();
    for (const nobody of [house.stranger.address, await house.treasury.getAddress(), ethers.ZeroAddress]) {
      await expect(registry.connect(timelock).nameSuccessor(nobody))
        .to.be.revertedWithCustomError(registry, "SuccessorRefused")
        .withArgs(nobody);
    }
  });

  it("takes no coin into the timelock, which could never send it", async () => {
    const house = await loadFixture(aHouse);
    await expect(memberOn(house, 1).sendTransaction({ to: house.timelock, value: 7 }))
      .to.be.revertedWithCustomError(house.timelock, "TimelockTakesNoCoin")
      .withArgs(7);
  });
});
