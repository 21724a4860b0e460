import { expect } from "chai";
import type { Club } from "#ignition/club.ts";
import { Figure, figureNames, Office, Part, Protection } from "#protocol/abi/enums.ts";
import { type FigureName, type FigureSet, misfits, rangeOf } from "#protocol/governance/bounds.ts";
import { figuresOf } from "#protocol/governance/decidedFigures.ts";
import { DAY, ethers, HOUR, loadFixture, time } from "../../fixtures/chain.ts";
import { asContract, person } from "../../fixtures/people.ts";
import { aClub, aSealedHouse, type WholeHouse } from "../../fixtures/wholeHouse.ts";

const aHouse = () => aSealedHouse();

const inOrder = (set: FigureSet) => figureNames.map((name) => set[name]);

/** The house with the voice of its votes. */
async function voted() {
  const house = await loadFixture(aHouse);
  return { house, registry: house.registry.connect(await asContract(await house.timelock.getAddress())) };
}

async function built(house: WholeHouse, set: FigureSet) {
  return ethers.deployContract("Registry", [
    house.token,
    inOrder(set),
    house.operator.address,
    house.registrar.address,
  ]);
}

const changed = (changes: Partial<Record<FigureName, bigint | number>>, club: Club = aClub()): FigureSet => ({
  ...figuresOf(club),
  ...(Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, BigInt(value)])) as Partial<FigureSet>),
});

describe("Charter: figures when the house is built", () => {
  it("are what the club decided, in their order, and never less of them or more", async () => {
    const house = await loadFixture(aHouse);
    const set = figuresOf(house.club);
    for (const [which, name] of figureNames.entries()) expect(await house.registry.figure(which)).to.equal(set[name]);
    const figures = inOrder(set);
    for (const list of [figures.slice(1), [...figures, 1n]]) {
      await expect(ethers.deployContract("Registry", [house.token, list, house.operator, house.registrar]))
        .to.be.revertedWithCustomError(house.registry, "FiguresMissing")
        .withArgs(list.length, figures.length);
    }
  });

  const impossible: [FigureName, Partial<Record<FigureName, bigint | number>>, [bigint | number, bigint | number]][] = [
    ["votingDelay", { votingDelay: 1 }, [DAY, 14 * DAY]],
    ["votingPeriod", { votingPeriod: 1 }, [3 * DAY, 30 * DAY]],
    ["timelockDelay", { timelockDelay: 1 }, [DAY, 30 * DAY]],
    ["expiry", { timelockDelay: 2 * DAY, expiry: 2 * DAY }, [2 * DAY + 1, 366 * DAY]],
    ["lateExtension", { lateExtension: 7 * DAY + 1 }, [0, 7 * DAY]],
    ["voteQuorum", { voteQuorum: 999 }, [1000, 5000]],
    ["voteQuorum", { voteQuorum: 5001 }, [1000, 5000]],
    ["ballotQuorum", { ballotQuorum: 999 }, [1000, 5000]],
    ["sponsors", { sponsors: 0 }, [1, 20]],
    ["sponsors", { sponsors: 21 }, [1, 20]],
    ["chairs", { chairs: 21 }, [3, 20]],
    ["chairs", { chairs: 255 }, [3, 20]],
    ["reserves", { reserves: 23 }, [0, 22]],
    ["approvals", { approvals: 5 }, [6, 9]],
    ["approvals", { approvals: 10 }, [6, 9]],
    ["approvals", { approvals: 1 }, [2, 19]],
    ["termLength", { termLength: 35 * DAY - 1 }, [35 * DAY, 366 * DAY]],
    ["termLength", { termLength: 366 * DAY + 1 }, [35 * DAY, 366 * DAY]],
    [
      "ballotFrom",
      { nominationsFrom: 35 * DAY, nominationsUntil: 33 * DAY, ballotFrom: 31 * DAY },
      [8 * DAY, 30 * DAY],
    ],
    ["nominationsFrom", { leadTime: 28 * DAY - 1 }, [19 * DAY, 28 * DAY - 1]],
    ["nominationsFrom", { nominationsUntil: 27 * DAY + 1 }, [28 * DAY + 1, 35 * DAY]],
    ["nominationsUntil", { ballotFrom: 18 * DAY }, [18 * DAY + 1, 27 * DAY]],
    ["ballotFrom", { ballotUntil: 16 * DAY + 1 }, [17 * DAY + 1, 18 * DAY - 1]],
    ["ballotUntil", { answersUntil: 5 * DAY - 26 * HOUR + 1 }, [7 * DAY + 1, 16 * DAY]],
    ["answersUntil", { answersUntil: 0 }, [DAY, 366 * DAY]],
    ["leaverBar", { leaverBar: 30 * DAY - 1 }, [30 * DAY, 366 * DAY]],
    ["votingDelay", { leaverBar: 30 * DAY, votingPeriod: 28 * DAY }, [DAY, 0]],
    ["reserve", { reserve: 999 }, [1000, 10_000]],
    ["reserve", { reserve: 10_001 }, [1000, 10_000]],
    ["voteThreshold", { voteThreshold: 2n ** 96n }, [1, 2n ** 96n - 1n]],
    ["pocketCap", { pocketCap: 2n ** 96n }, [1, 2n ** 96n - 1n]],
    ["lateWindow", { exitDelay: 72 * HOUR }, [HOUR, 72 * HOUR - 1]],
    ["maxMembers", { maxMembers: 0 }, [1, 1_000_000]],
  ];
  for (const [which, changes, [least, most]] of impossible) {
    it(`cannot be ${JSON.stringify(changes, (_, value) => (typeof value === "bigint" ? String(value) : value))}`, async () => {
      const house = await loadFixture(aHouse);
      const set = changed(changes);
      // Two figures that do not go together are both wrong: the contract names the first, the configuration each.
      const all = misfits(set);
      expect(all).to.deep.include({ which, least: BigInt(least), most: BigInt(most) });
      const [first] = all;
      if (first === undefined) throw new Error("nothing is wrong with it");
      await expect(built(house, set))
        .to.be.revertedWithCustomError(house.registry, "FigureOutOfBounds")
        .withArgs(figureNames.indexOf(first.which), set[first.which], first.least, first.most);
    });
  }

  it("may lie at each end that the others leave, and not one beyond", async () => {
    const house = await loadFixture(aHouse);
    for (const which of figureNames) {
      const { least, most } = rangeOf(which, figuresOf(house.club));
      for (const end of [least, most]) await built(house, changed({ [which]: end }));
      for (const beyond of [least - 1n, most + 1n].filter((value) => value >= 0n)) {
        await expect(built(house, changed({ [which]: beyond }))).to.be.revertedWithCustomError(
          house.registry,
          "FigureOutOfBounds",
        );
      }
    }
  });

  it("are told with their ends and directions, as the page reckons them", async () => {
    const house = await loadFixture(aHouse);
    const set = figuresOf(house.club);
    const told = await house.registry.figures();
    for (const [which, name] of figureNames.entries()) {
      const { least, most } = rangeOf(name, set);
      // The reserve that the founding round's terms name is a promise.
      const promised = name === "reserve" ? set.reserve : least;
      const [value, first, last] = told[which] ?? [];
      expect([value, first, last], name).to.deep.equal([set[name], promised, most]);
    }
  });

  it("need a token whose decimals can be counted, and two officers", async () => {
    const house = await loadFixture(aHouse);
    const figures = inOrder(figuresOf(house.club));
    for (const [decimals, possible] of [
      [1, false],
      [2, true],
      [18, true],
      [19, false],
    ] as const) {
      const token = await ethers.deployContract("TestToken", ["Money", "M", decimals, 1]);
      const made = ethers.deployContract("Registry", [token, figures, house.operator, house.registrar]);
      if (possible) await made;
      else {
        await expect(made)
          .to.be.revertedWithCustomError(house.registry, "DecimalsImpossible")
          .withArgs(decimals, 2, 18);
      }
    }
    for (const [office, operator, registrar] of [
      [Office.Operator, ethers.ZeroAddress, house.registrar.address],
      [Office.Registrar, house.operator.address, ethers.ZeroAddress],
    ] as const) {
      await expect(ethers.deployContract("Registry", [house.token, figures, operator, registrar]))
        .to.be.revertedWithCustomError(house.registry, "OfficeRefused")
        .withArgs(office, ethers.ZeroAddress);
    }
  });
});

describe("Charter: figures that a vote moves", () => {
  it("move towards more protection by one door and towards less by the other", async () => {
    const { house, registry } = await voted();
    const moving: FigureName[] = [];
    for (const [which, { value, least, most, protection }] of (await registry.figures()).entries()) {
      if (Number(protection) === Protection.Final) continue;
      moving.push(figureNames[which] as FigureName);
      const isMore = Number(protection) === Protection.More;
      const [safer, looser] = isMore ? [most, least] : [least, most];
      if (safer !== value) {
        await expect(registry.loosen(which, safer))
          .to.be.revertedWithCustomError(registry, "FigureMovesTheOtherWay")
          .withArgs(which, value, safer);
        await registry.strengthen.staticCall(which, safer);
      }
      if (looser !== value) {
        await expect(registry.strengthen(which, looser))
          .to.be.revertedWithCustomError(registry, "FigureMovesTheOtherWay")
          .withArgs(which, value, looser);
        await registry.loosen.staticCall(which, looser);
      }
      for (const door of [registry.strengthen, registry.loosen]) {
        await expect(door(which, value))
          .to.be.revertedWithCustomError(registry, "FigureUnchanged")
          .withArgs(which, value);
      }
    }
    expect(moving).to.deep.equal([
      "votingDelay",
      "votingPeriod",
      "lateExtension",
      "expiry",
      "voteQuorum",
      "sponsors",
      "ballotQuorum",
      "maxMembers",
      "leaverBar",
      "approvals",
      "reserve",
      "voteThreshold",
      "pocketCap",
      "lateWindow",
      "exitDelay",
      "refundBudget",
    ]);
    expect(await house.registry.figure(Figure.Approvals)).to.equal(6n);
  });

  it("are the others final, whichever door is tried", async () => {
    const { registry } = await voted();
    for (const [which, { value, protection }] of (await registry.figures()).entries()) {
      if (Number(protection) !== Protection.Final) continue;
      for (const door of [registry.strengthen, registry.loosen]) {
        await expect(door(which, value + 1n))
          .to.be.revertedWithCustomError(registry, "FigureIsFinal")
          .withArgs(which);
      }
    }
  });

  it("stay within what the others leave, as they are by then", async () => {
    const { registry } = await voted();
    await registry.loosen(Figure.VotingPeriod, 3 * DAY);
    await expect(registry.strengthen(Figure.LateExtension, 3 * DAY + 1))
      .to.be.revertedWithCustomError(registry, "FigureOutOfBounds")
      .withArgs(Figure.LateExtension, 3 * DAY + 1, 0, 3 * DAY);
    await registry.strengthen(Figure.ExitDelay, 10 * DAY);
    await registry.loosen(Figure.LateWindow, 10 * DAY - 1);
    await expect(registry.loosen(Figure.ExitDelay, 10 * DAY - 1))
      .to.be.revertedWithCustomError(registry, "FigureOutOfBounds")
      .withArgs(Figure.ExitDelay, 10 * DAY - 1, 10 * DAY, 30 * DAY);
  });

  it("keep what they were for every second that is past", async () => {
    const { registry } = await voted();
    const steps: [bigint, number][] = [];
    const note = async () => steps.push([await registry.figure(Figure.VoteQuorum), await time.latest()]);
    await note();
    for (const [door, value] of [
      ["strengthen", 3000],
      ["strengthen", 5000],
      ["loosen", 1000],
    ] as const) {
      await time.increase(DAY);
      await expect(registry[door](Figure.VoteQuorum, value))
        .to.emit(registry, "FigureChanged")
        .withArgs(Figure.VoteQuorum, steps.at(-1)?.[0], value);
      await note();
    }
    await time.increase(DAY);
    for (const [i, [value, since]] of steps.entries()) {
      const until = (steps[i + 1]?.[1] ?? (await time.latest()) + 400 * DAY) - 1;
      for (const second of [i === 0 ? 0 : since, until]) {
        expect(await registry.figureAt(Figure.VoteQuorum, second)).to.equal(value);
      }
    }
  });

  it("let the reserve fall to what a sold round's terms name, and no lower", async () => {
    const { house, registry } = await voted();
    await expect(registry.loosen(Figure.Reserve, 2999))
      .to.be.revertedWithCustomError(registry, "FigureOutOfBounds")
      .withArgs(Figure.Reserve, 2999, 3000, 10_000);
    await registry.strengthen(Figure.Reserve, 6000);
    await registry.loosen(Figure.Reserve, 5000);
    const now = await time.latest();
    const { price, coolOff, termsHash } = (await house.rounds.round(1)).terms;
    await house.rounds.connect(await asContract(await house.timelock.getAddress())).open({
      price,
      minSeats: 1,
      maxSeats: 2,
      opensAt: now + DAY,
      deadline: now + 20 * DAY,
      coolOff,
      termsHash,
    });
    await expect(registry.loosen(Figure.Reserve, 4999))
      .to.be.revertedWithCustomError(registry, "FigureOutOfBounds")
      .withArgs(Figure.Reserve, 4999, 5000, 10_000);
  });

  it("are moved by nobody but the members' vote", async () => {
    const { registry, operator, rounds } = await loadFixture(aHouse);
    const mine = registry.connect(operator);
    for (const door of [
      () => mine.strengthen(Figure.Reserve, 4000),
      () => mine.loosen(Figure.PocketCap, 4000),
      () => mine.appointOperator(operator),
      () => mine.appointRegistrar(operator, ethers.ZeroHash),
    ]) {
      await expect(door())
        .to.be.revertedWithCustomError(registry, "NotThePart")
        .withArgs(Part.Timelock, operator.address);
    }
    await expect(mine.pledgeReserve())
      .to.be.revertedWithCustomError(registry, "NotThePart")
      .withArgs(Part.Rounds, operator.address);
    expect(await rounds.maxMembers()).to.equal(200n);
  });
});

describe("Charter: offices", () => {
  it("pass to whom a vote names, at once", async () => {
    const { house, registry } = await voted();
    const [ada, ben] = [await person("Ada"), await person("Ben")];
    await expect(registry.appointOperator(ada)).to.emit(registry, "OperatorAppointed").withArgs(ada.address);
    // The team of whoever was it before goes with them: it is told apart by this second.
    expect(await registry.operatorSince()).to.equal(await time.latest());
    await expect(registry.appointRegistrar(ben, ethers.id("register")))
      .to.emit(registry, "RegistrarAppointed")
      .withArgs(ben.address, ethers.id("register"));
    expect([await registry.operator(), await registry.registrar()]).to.deep.equal([ada.address, ben.address]);
    expect(await house.exit.registry()).to.equal(await registry.getAddress());
  });

  it("are not for nobody, not for a contract of the house, and not for who holds them", async () => {
    const { house, registry } = await voted();
    const parts = [house.treasury, house.token, house.registry, house.timelock];
    const refused = [ethers.ZeroAddress, ...(await Promise.all(parts.map((part) => part.getAddress())))];
    for (const account of [...refused, house.operator.address]) {
      await expect(registry.appointOperator(account))
        .to.be.revertedWithCustomError(registry, "OfficeRefused")
        .withArgs(Office.Operator, account);
    }
    for (const account of [...refused, house.registrar.address]) {
      await expect(registry.appointRegistrar(account, ethers.ZeroHash))
        .to.be.revertedWithCustomError(registry, "OfficeRefused")
        .withArgs(Office.Registrar, account);
    }
  });
});
