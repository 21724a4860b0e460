import { expect } from "chai";
import type { ContractTransactionResponse } from "ethers";
import fc from "fast-check";
import { type Era, termsOf } from "#protocol/oversight/calendar.ts";
import { bringSignature } from "../../fixtures/beacon.ts";
import { DAY, ethers, loadFixture, networkHelpers, time } from "../../fixtures/chain.ts";
import {
  answer,
  anUnfoundedHouse,
  BALLOT_QUORUM,
  cast,
  datesOf,
  type ElectionHouse,
  naming,
  nominate,
  owner,
  ROTATION,
  reach,
  standDown,
  tableAt,
} from "../../fixtures/electionHouse.ts";
import { people, person } from "../../fixtures/people.ts";
import { recomputed } from "../../fixtures/recomputedDraw.ts";
import { RotationModel } from "../../fixtures/rotationModel.ts";

/** More histories on command: HISTORY_RUNS=1000 HISTORY_SEED=7. The seed is printed, and a failure prints its path. */
const RUNS = Number(process.env.HISTORY_RUNS ?? 200);
const SEED = Number(process.env.HISTORY_SEED ?? 1_926);

/** Where `ToldBeacon` keeps what decides its numbers. */
const LOT_SLOT = 50;

const CHAIRS = 4;
const RESERVES = 3;

/** What somebody does. Numbers point into whoever is there, so that every history makes sense. */
const acts = {
  join: fc.record({ do: fc.constant("join" as const), count: fc.integer({ min: 1, max: 3 }) }),
  stand: fc.record({ do: fc.constant("stand" as const), who: fc.nat(60) }),
  withdraw: fc.record({ do: fc.constant("withdraw" as const), who: fc.nat(60) }),
  vote: fc.record({
    do: fc.constant("vote" as const),
    who: fc.nat(60),
    names: fc.uniqueArray(fc.nat(5), { maxLength: CHAIRS + 1 }),
  }),
  end: fc.record({ do: fc.constant("end" as const), who: fc.nat(60) }),
  handOver: fc.record({ do: fc.constant("handOver" as const), who: fc.nat(60) }),
  rejoin: fc.record({ do: fc.constant("rejoin" as const) }),
  say: fc.record({ do: fc.constant("say" as const), who: fc.nat(60), yes: fc.boolean() }),
  passOver: fc.record({ do: fc.constant("passOver" as const), back: fc.boolean() }),
  credit: fc.record({ do: fc.constant("credit" as const), back: fc.boolean() }),
  moveLeavers: fc.record({ do: fc.constant("moveLeavers" as const), most: fc.integer({ min: 1, max: 3 }) }),
  addEra: fc.record({
    do: fc.constant("addEra" as const),
    ahead: fc.nat(4),
    days: fc.constantFrom(34, 35, 45, 90, 366, 367),
  }),
};
type Act = { [N in keyof typeof acts]: (typeof acts)[N] extends fc.Arbitrary<infer T> ? T : never }[keyof typeof acts];

/** When in a term's election something happens, and what is likely then; now and then anything is tried. */
const likely = {
  nominations: ["stand", "stand", "stand", "withdraw", "join", "end", "handOver", "passOver", "credit"],
  ballot: ["vote", "vote", "vote", "join", "end", "handOver", "passOver", "stand"],
  drawing: ["end", "handOver", "passOver", "moveLeavers", "vote", "join"],
  seated: ["moveLeavers", "say", "end", "handOver", "addEra", "rejoin"],
  term: ["say", "say", "passOver", "credit", "credit", "rejoin", "moveLeavers", "addEra", "join"],
} as const satisfies Record<string, readonly (keyof typeof acts)[]>;
type Moment = keyof typeof likely;

const moments = Object.keys(likely) as Moment[];
const anyAct: fc.Arbitrary<Act> = fc.oneof(...Object.values(acts));
const anyMoment: fc.Arbitrary<{ when: Moment; act: Act }> = fc.oneof(
  ...moments.map((when) =>
    fc
      .oneof(
        { weight: 6, arbitrary: fc.oneof(...likely[when].map((name) => acts[name] as fc.Arbitrary<Act>)) },
        { weight: 1, arbitrary: anyAct },
      )
      .map((act) => ({ when, act })),
  ),
);

/** One term of a small club. */
const anyTerm = fc.record({
  acts: fc.array(anyMoment, { minLength: 5, maxLength: 9, size: "max" }),
  seating: fc.constantFrom("in time", "in time", "in time", "in time", "late", "never"),
  answers: fc.array(fc.constantFrom("yes", "yes", "yes", "no", "silent"), { minLength: 7, maxLength: 7 }),
  /** Days after the term's beginning at which its later acts happen. */
  day: fc.nat(40),
});
type Term = typeof anyTerm extends fc.Arbitrary<infer T> ? T : never;

const always = (value: "yes" | "no" | "silent") => Array.from({ length: CHAIRS + RESERVES }, () => value);

/** Seated in time, nobody stands or votes. */
const plainTerm: Term = { acts: [], seating: "in time", answers: always("yes"), day: 1 };
const at = (when: Moment, act: Act) => ({ when, act });

/**
 * Four members on four chairs. All decline once; then one is silent and that is written down while the next draw is
 * prepared, which counts as a turn at the credit; but that draw turns the cycle, and the credit comes after it.
 */
const waivedBeforeTheTurn: [founders: number, terms: Term[], lot: number] = [
  CHAIRS,
  [
    { ...plainTerm, answers: always("no") },
    { ...plainTerm, answers: ["yes", "yes", "yes", "silent", "yes", "yes", "yes"] },
    {
      ...plainTerm,
      acts: [
        at("ballot", { do: "passOver", back: true }),
        at("term", { do: "credit", back: true }),
        at("term", { do: "credit", back: true }),
      ],
    },
    plainTerm,
  ],
  1,
];

/** Actions that counted, and refusals by their names. One that never happened proves nothing. */
const done = new Map<string, number>();
const refused = new Map<string, number>();
const count = (counts: Map<string, number>, what: string, times = 1) =>
  counts.set(what, (counts.get(what) ?? 0) + times);

/** What a whole run must have seen. */
const ACTIONS = [
  ...["join", "stand", "withdraw", "vote", "end", "handOver", "rejoin", "passOver", "credit", "moveLeavers", "addEra"],
  ...["seated in time", "seated late", "unseated", "elected", "drawn", "turned"],
  ...["accepted", "accepted late", "declined", "resigned", "waived", "waived in a draw", "struck", "queued"],
  "left at the seating",
];
const REFUSALS = [
  ...["NominationsClosed", "NominatedAlready", "NotNominated", "HadItsTurn", "SitsAlready"],
  ...["BallotNotOpen", "BallotClosed", "NoBallotAtSnapshot", "TooManyNames", "UnknownCandidate"],
  ...["NotOnTheList", "ChairWasLeft", "ChairTakenAlready", "NoChairFree", "TermEnded", "TableNotSeated"],
  ...["AnswersStillOpen", "NobodyWasSilent", "CreditedAlready", "TermStillRuns", "PoolsFrozen", "NobodyLeft"],
  ...["EraTooLate", "TermLengthOutOfBounds", "TableSeatedAlready"],
];

async function smallHouse() {
  const house = await anUnfoundedHouse({ chairs: CHAIRS, reserves: RESERVES });
  await house.roster.connect(house.rounds).begin();
  return house;
}

/** The same with numbers that need no pairing: three of four histories, for speed. */
async function houseWithToldNumbers() {
  const house = await smallHouse();
  const told = await ethers.deployContract("ToldBeacon");
  await networkHelpers.setCode(await house.beacon.getAddress(), await ethers.provider.getCode(told));
  return house;
}

class History {
  readonly house: ElectionHouse;
  readonly model: RotationModel;
  private readonly start: number;
  private readonly eras: Era[] = [{ firstTerm: 1, length: ROTATION.termLength }];
  /** Who stands for the coming term, in the paper's order; everybody's last ballot in it. */
  private paper: number[] = [];
  private ballots = new Map<number, number[]>();
  private electorates = new Map<number, number>();
  private heirs = 0;
  /** Whether the draw's numbers are signed rounds, which a browser can check. */
  readonly isReal: boolean;
  private readonly former: { address: string }[] = [];

  constructor(house: ElectionHouse, start: number, isReal: boolean) {
    this.house = house;
    this.start = start;
    this.isReal = isReal;
    const dates = (term: number) => {
      const { start: first, end } = termsOf(start, this.eras).spanOf(term);
      return {
        nominationsFrom: first - ROTATION.nominationsFrom,
        nominationsUntil: first - ROTATION.nominationsUntil,
        ballotFrom: first - ROTATION.ballotFrom,
        ballotUntil: first - ROTATION.ballotUntil,
        answersUntil: first - ROTATION.answersUntil,
        start: first,
        end,
      };
    };
    this.model = new RotationModel({ chairs: CHAIRS, reserves: RESERVES, quorumBps: BALLOT_QUORUM }, dates);
  }

  private dates(term: number) {
    return this.model.datesOf(term) as Awaited<ReturnType<typeof datesOf>>;
  }

  /** The model says why not, or that it counts; the chain does the same. */
  private async both(
    action: string,
    whyNot: string | undefined,
    call: Promise<ContractTransactionResponse>,
  ): Promise<boolean> {
    const said = await call.then(
      () => undefined,
      (error: Error) => /custom error '(\w+)/.exec(String(error))?.[1] ?? String(error),
    );
    expect(said, `${action}: the chain's answer`).to.equal(whyNot);
    if (whyNot === undefined) count(done, action);
    else count(refused, whyNot);
    return whyNot === undefined;
  }

  async live(term: number, plan: Term): Promise<void> {
    const dates = this.dates(term);
    await reach(dates.nominationsFrom);
    await this.acts(plan, "nominations", term);
    await reach(dates.ballotFrom);
    await this.acts(plan, "ballot", term);
    await reach(dates.ballotUntil);
    await this.acts(plan, "drawing", term);
    if (plan.seating === "never") count(done, "unseated");
    else {
      if (plan.seating === "late") await reach(dates.start + DAY);
      await this.seat(term, plan);
      await this.acts(plan, "seated", term);
      await this.answers(term, plan);
    }
    await reach(dates.start + plan.day * DAY);
    // The next nominations may have opened: what stands belongs to the next term from here on.
    [this.paper, this.ballots] = [[], new Map()];
    await this.acts(plan, "term", term);
    await this.compareTables(term);
  }

  private async acts(plan: Term, now: Moment, term: number): Promise<void> {
    for (const { when, act } of plan.acts) {
      if (when !== now) continue;
      await this.act(act, term, now);
      await this.comparePools();
    }
  }

  private async act(act: Act, term: number, now: Moment): Promise<void> {
    const { house, model } = this;
    // In its term a table is there, and people look to the next election.
    const coming = now === "term" ? term + 1 : term;
    switch (act.do) {
      case "join":
        return this.welcome(act.count);
      case "stand":
        return this.stand(coming, act.who);
      case "withdraw":
        return this.withdraw(coming, act.who);
      case "vote":
        return this.vote(coming, act.who, act.names);
      case "end":
        return this.end(act.who);
      case "handOver":
        return this.handOver(act.who);
      case "rejoin":
        return this.rejoin();
      case "say":
        return this.say(now === "seated" || now === "term" ? term : term - 1, act.who, act.yes);
      case "passOver": {
        const of = act.back || now !== "term" ? term - 1 : term;
        const before = this.waived();
        const agreed = model.passOver(of, await this.next());
        if (await this.both("passOver", agreed, house.roster.passOver(of))) this.countWaived(before);
        return this.strike();
      }
      case "credit": {
        const of = act.back || now !== "term" ? term - 1 : term;
        const agreed = model.credit(of, await this.next());
        await this.both("credit", agreed, house.roster.credit(of));
        return this.strike();
      }
      case "moveLeavers": {
        const agreed = model.moveLeavers(act.most, await this.next());
        await this.both("moveLeavers", agreed, house.roster.moveLeavers(act.most));
        return;
      }
      case "addEra":
        return this.addEra(term + act.ahead, act.days * DAY);
    }
  }

  private async next(): Promise<number> {
    return (await time.latest()) + 1;
  }

  /** Somebody who is there; undefined in a house without members. */
  private someone(pick: number): number | undefined {
    const live = Array.from({ length: this.model.size }, (_, i) => i + 1).filter((seat) => this.model.isLive(seat));
    return live[pick % Math.max(1, live.length)];
  }

  async welcome(newcomers: number, heirs?: readonly { address: string }[]): Promise<void> {
    if (newcomers === 0) return;
    const { house, model } = this;
    await house.share.connect(house.rounds).mint(newcomers, 0);
    model.joined(newcomers, await time.latest());
    const first = model.size - newcomers + 1;
    await house.roster.connect(house.rounds).seatsBorn(first, newcomers);
    const all = await people("member", model.size);
    const born = all.slice(first - 1).map((member, i) => heirs?.[i] ?? member);
    for (const [i, { address }] of born.entries()) await house.share.connect(house.rounds).assign(first + i, address);
    house.members = [...house.members.slice(0, first - 1), ...(born as typeof all)];
    count(done, heirs ? "rejoin" : "join");
  }

  /** Somebody who left comes back on a new seat: the number is new, and the turn too. */
  private async rejoin(): Promise<void> {
    const back = this.former.shift();
    if (back !== undefined) await this.welcome(1, [back]);
  }

  private async stand(term: number, pick: number): Promise<void> {
    const { gone, served, order } = this.model.pools;
    const hadTheirTurn = order.slice(gone, served).filter((one) => this.model.isLive(one));
    const seat = pick % 4 === 0 ? (hadTheirTurn[pick % hadTheirTurn.length] ?? this.someone(pick)) : this.someone(pick);
    if (seat === undefined) return;
    const now = await this.next();
    const { nominationsFrom, nominationsUntil } = this.dates(term);
    const whyNot =
      now < nominationsFrom
        ? "NominationsNotOpen"
        : now >= nominationsUntil
          ? "NominationsClosed"
          : this.paper.includes(seat)
            ? "NominatedAlready"
            : this.model.whyNotStand(seat, now);
    if (await this.both("stand", whyNot, nominate(this.house, term, seat))) this.paper.push(seat);
  }

  private async withdraw(term: number, pick: number): Promise<void> {
    const seat = this.paper[pick % 8] ?? this.someone(pick);
    if (seat === undefined) return;
    const now = await this.next();
    const { nominationsFrom, nominationsUntil } = this.dates(term);
    const whyNot =
      now < nominationsFrom
        ? "NominationsNotOpen"
        : now >= nominationsUntil
          ? "NominationsClosed"
          : this.paper.includes(seat)
            ? undefined
            : "NotNominated";
    if (await this.both("withdraw", whyNot, standDown(this.house, term, seat))) this.offThePaper(seat);
  }

  private offThePaper(seat: number): boolean {
    const line = this.paper.indexOf(seat);
    if (line === -1) return false;
    const last = this.paper.pop() as number;
    if (line < this.paper.length) this.paper[line] = last;
    return true;
  }

  /** Who moved to *served*, or whose seat moved or ended, is off the paper of the next ballot that begins. */
  private strike(seats: readonly number[] = this.model.struck.splice(0)): void {
    for (const seat of seats) if (this.offThePaper(seat)) count(done, "struck");
  }

  private async vote(term: number, pick: number, names: number[]): Promise<void> {
    const seat = this.someone(pick);
    if (seat === undefined) return;
    const { model } = this;
    const now = await this.next();
    const { ballotFrom, ballotUntil } = this.dates(term);
    const whyNot =
      now < ballotFrom
        ? "BallotNotOpen"
        : now >= ballotUntil
          ? "BallotClosed"
          : seat > model.bornAt(ballotFrom)
            ? "NoBallotAtSnapshot"
            : names.length > CHAIRS
              ? "TooManyNames"
              : names.some((line) => line >= this.paper.length)
                ? "UnknownCandidate"
                : undefined;
    if (await this.both("vote", whyNot, cast(this.house, term, seat, naming(...names)))) this.ballots.set(seat, names);
  }

  private async end(pick: number): Promise<void> {
    const seat = this.someone(pick);
    if (seat === undefined) return;
    const { house, model } = this;
    const wasOwner = owner(house, seat);
    await house.share.connect(house.exit).end(seat);
    const queued = model.queue.length;
    model.ended(seat, await time.latest());
    count(done, "end");
    count(done, "queued", model.queue.length - queued);
    this.former.push(wasOwner);
    await this.heard(seat);
  }

  private async handOver(pick: number): Promise<void> {
    const seat = this.someone(pick);
    if (seat === undefined) return;
    const { house, model } = this;
    const heir = await person(`heir ${++this.heirs}`);
    await house.share.connect(house.exit).move(seat, heir.address);
    house.members = house.members.with(seat - 1, heir);
    model.moved(seat, await time.latest());
    count(done, "handOver");
    await this.heard(seat);
  }

  /** Candidature is free until the ballot begins; after it the paper stands. */
  private async heard(seat: number): Promise<void> {
    expect(await this.house.share.isTold(seat), "told").to.equal(true);
    const now = await time.latest();
    const term = termsOf(this.start, this.eras).termAt(now) + 1;
    if (now < this.dates(term).ballotFrom) this.strike([seat]);
  }

  private async addEra(firstTerm: number, length: number): Promise<void> {
    const { house } = this;
    const least = Math.max(35 * DAY, 2 * ROTATION.ballotFrom);
    const whyNot =
      firstTerm < 1 || this.dates(firstTerm).nominationsFrom <= (await this.next())
        ? "EraTooLate"
        : length < least || length > 366 * DAY
          ? "TermLengthOutOfBounds"
          : undefined;
    const before = [1, firstTerm - 1].filter((term) => term > 0).map((term) => this.dates(term));
    const call = house.roster.connect(house.timelock).addEra(firstTerm, length);
    if (await this.both("addEra", whyNot, call)) this.eras.push({ firstTerm, length });
    // No term before it moves, but the end of the last one stays the start of the first.
    for (const [i, dates] of before.entries()) {
      expect(await datesOf(house, i === 0 ? 1 : firstTerm - 1), "earlier terms").to.deep.equal(
        firstTerm === 1 && i === 0 ? this.dates(1) : dates,
      );
    }
    for (const term of [firstTerm, firstTerm + 1, firstTerm + 5].filter((one) => one > 0)) {
      expect(await datesOf(house, term), `dates of term ${term}`).to.deep.equal(this.dates(term));
    }
  }

  private async seat(term: number, plan: Term): Promise<void> {
    const { house, model } = this;
    const dates = this.dates(term);
    if (this.isReal) await bringSignature(house.beacon, term);
    const { seed, turnout, electorate } = await house.elections.election(term);
    // R9: what was live at the snapshot is what it is, whatever ended since.
    expect(Number(electorate), "electorate").to.equal(model.electorateAt(dates.ballotFrom));
    this.electorates.set(term, Number(electorate));
    // R4: one ballot a seat, the last one counts.
    const candidates = this.paper.map((seat, line) => ({
      seat,
      approvals: [...this.ballots.values()].filter((names) => names.includes(line)).length,
    }));
    const told = (await house.elections.candidates(term)).map((one) => ({
      seat: Number(one.seat),
      approvals: Number(one.approvals),
    }));
    expect(told, "paper").to.deep.equal(candidates);
    expect(Number(turnout), "turnout").to.equal(this.ballots.size);
    const seating = await house.elections.seatTable(term); // R8: never reverts
    expect((await seating.wait())?.gasUsed ?? 0n).to.be.below(16_000_000n);
    const cycle = model.pools.cycle;
    const election = { seed: seed as `0x${string}`, candidates, turnout: this.ballots.size };
    const result = model.seat(term, election, await time.latest());
    count(done, plan.seating === "late" ? "seated late" : "seated in time");
    count(done, "elected", result.elected);
    count(done, "drawn", result.seats.length - result.elected);
    count(done, "turned", model.pools.cycle - cycle);
    // R5: chain = model.
    const lines = await house.roster.chairsOf(term);
    const list = lines.map((chair) => Number(chair.seat));
    expect(list, "list").to.deep.equal(result.seats);
    const left = lines.filter(({ leftAt }) => leftAt !== 0n).map(({ seat }) => Number(seat));
    const unfit = model.tables.get(term)?.list.filter(({ leftAt }) => leftAt !== 0) ?? [];
    expect(left, "left at the seating").to.deep.equal(unfit.map(({ seat }) => seat));
    count(done, "left at the seating", left.length);
    // R3
    expect(new Set(list).size).to.equal(list.length);
    // R2: nobody who had a turn sits while somebody of this cycle waits.
    const free = result.waiting.filter((seat) => !result.apart.includes(seat));
    const chairs = list.slice(0, CHAIRS);
    if (free.some((seat) => !chairs.includes(seat))) for (const seat of chairs) expect(free).to.include(seat);
    await this.both("seatAgain", "TableSeatedAlready", house.elections.seatTable(term));
    this.strike();
    await this.comparePools();
  }

  private async answers(term: number, plan: Term): Promise<void> {
    const { model } = this;
    const list = model.tables.get(term)?.list ?? [];
    for (const [i, { seat }] of list.entries()) {
      const said = plan.answers[i];
      if (said !== "silent" && model.isLive(seat)) await this.answer(term, seat, said === "yes");
    }
    // Too early, unless the last answer came in the last second.
    const agreed = model.passOver(term, await this.next());
    await this.both("passOver", agreed, this.house.roster.passOver(term));
    await reach(model.tables.get(term)?.answersUntil ?? 0);
  }

  private async say(term: number, pick: number, yes: boolean): Promise<void> {
    const list = this.model.tables.get(term)?.list ?? [];
    const listed = list[pick % Math.max(1, list.length)]?.seat;
    const seat = pick % 9 === 0 || listed === undefined || !this.model.isLive(listed) ? this.someone(pick) : listed;
    if (seat !== undefined) await this.answer(term, seat, yes);
  }

  private async answer(term: number, seat: number, yes: boolean): Promise<void> {
    const { house, model } = this;
    const now = await this.next();
    const table = model.tables.get(term);
    const isLate = table !== undefined && now >= table.answersUntil;
    const hasSaidYes = table?.list.find((line) => line.seat === seat)?.yesAt !== 0;
    const before = this.waived();
    const action = yes ? (isLate ? "accepted late" : "accepted") : hasSaidYes ? "resigned" : "declined";
    if (await this.both(action, model.answer(term, seat, yes, now), answer(house, term, seat, yes))) {
      this.countWaived(before);
    }
    this.strike();
  }

  private waived(): [moved: number, inDraw: number] {
    const inDraw = [...this.model.tables.values()].reduce((sum, { waived }) => sum + waived.size, 0);
    return [this.model.struck.length, inDraw];
  }

  private countWaived([moved, inDraw]: [number, number]): void {
    const now = this.waived();
    count(done, "waived", now[0] - moved);
    count(done, "waived in a draw", now[1] - inDraw);
  }

  /** R1, after every step. */
  private async comparePools(): Promise<void> {
    const { house, model } = this;
    const [order, sizes, left, cycle, live] = await Promise.all([
      house.roster.order(0, 400),
      house.roster.poolSizes(),
      house.roster.leavers(),
      house.roster.cycle(),
      house.share.liveSeats(),
    ]);
    expect(order.map(Number), "order").to.deep.equal(model.pools.order);
    expect(sizes.map(Number)).to.deep.equal([model.size - model.pools.served, model.pools.served - model.pools.gone]);
    expect(left.map(Number)).to.deep.equal([model.pools.gone, model.queue.length]);
    expect(Number(sizes[0] + sizes[1])).to.equal(Number(live) + model.queue.length);
    expect(cycle).to.equal(BigInt(model.pools.cycle));
  }

  /** Who sits at several seconds, and that no electorate of the past has changed. */
  private async compareTables(term: number): Promise<void> {
    const { house, model } = this;
    const { start, end } = this.dates(term);
    for (const second of [start - 1, start, start + 7 * DAY, start + 33 * DAY, end - 1, end, end + 90 * DAY]) {
      const sitting = await tableAt(house, second);
      expect(sitting, `table at ${second - start}`).to.deep.equal(model.tableAt(second));
      // R7
      expect(sitting.seats.length).to.be.at.most(CHAIRS);
      for (const seat of sitting.seats.slice(0, 1)) {
        expect(await house.roster.isOverseer(seat, second)).to.equal(!sitting.caretakers);
        expect(await house.roster.isCaretaker(seat, second)).to.equal(sitting.caretakers);
      }
    }
    for (const [of, electorate] of this.electorates) {
      expect(await house.share.liveSeatsAt(this.dates(of).ballotFrom), "past electorate").to.equal(BigInt(electorate));
    }
  }

  /** What a browser recomputes from the logs of every table. */
  async recompute(): Promise<void> {
    for (const term of this.model.tables.keys()) {
      expect((await recomputed(this.house, term)).difference, `browser, term ${term}`).to.equal(undefined);
    }
  }
}

describe("Rotation: any history", () => {
  it("goes on chain as in the model, and as a browser recomputes it (R1–R5, R7–R9)", async () => {
    let histories = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 13 }),
        fc.array(anyTerm, { minLength: 3, maxLength: 4 }),
        fc.integer({ min: 1, max: 2 ** 30 }),
        async (founders, terms, lot) => {
          const isReal = histories++ % 4 === 0;
          const house = { ...(await loadFixture(isReal ? smallHouse : houseWithToldNumbers)), members: [] };
          if (!isReal) await networkHelpers.setStorageAt(await house.beacon.getAddress(), LOT_SLOT, lot);
          const history = new History(house, Number(await house.roster.startOf(1)), isReal);
          await history.welcome(founders);
          for (const [i, term] of terms.entries()) await history.live(i + 1, term);
          if (isReal) await history.recompute();
        },
      ),
      { numRuns: RUNS, seed: SEED, endOnFailure: true, examples: [waivedBeforeTheTurn] },
    );
    const said = (counts: Map<string, number>) => [...counts].map(([what, times]) => `${what} ${times}`).join(", ");
    console.log(`      ${RUNS} histories, seed ${SEED}`);
    console.log(`      actions: ${said(done)}`);
    console.log(`      refusals: ${said(refused)}`);
    // What never happened, and what was never refused, is not tested.
    for (const action of ACTIONS) expect(done.get(action) ?? 0, action).to.be.greaterThan(0);
    for (const refusal of REFUSALS) expect(refused.get(refusal) ?? 0, refusal).to.be.greaterThan(0);
  });
});
