import { keccak256, toHex, zeroHash } from "viem";
import { uncompressed } from "#protocol/oversight/drand.ts";
import { practiceSignature } from "#protocol/oversight/practiceBeacon.ts";
import { DAY, type Step } from "./histories.ts";
import { type LivedHouse, same } from "./LivedHouse.ts";

interface Chair {
  seat: number;
  elected: boolean;
  yesAt: number;
  leftAt: number;
}

interface Windows {
  nominationsFrom: number;
  nominationsUntil: number;
  ballotFrom: number;
  ballotUntil: number;
  answersUntil: number;
}

/** One term as its rules say it: who stands, and everybody's last ballot. */
class Term {
  readonly candidates: number[] = [];
  readonly ballots = new Map<number, number>();
  seated = false;
}

/**
 * The rotation's part of a history. Who may stand or vote, what counts and who is in office is told by plain rules; whom
 * the draw picks is told by `protocol/draw.ts`, which has tests of its own, so here only its promises are held up.
 */
export class Elections {
  readonly chairs: number;
  readonly windows: Windows;
  private readonly terms = new Map<number, Term>();

  constructor(chairs: number, windows: Windows) {
    this.chairs = chairs;
    this.windows = windows;
  }

  async live(step: Step, house: LivedHouse): Promise<void> {
    if (house.model.termStart() === 0) return;
    switch (step.do) {
      case "nominate":
        return this.nominate(step.seat, house);
      case "cast":
        return this.cast(step.seat, step.picks, house);
      case "seatTable":
        return this.seatTable(house);
      case "answer":
        return this.answer(step.seat, step.yes, house);
      default:
        throw new Error(`No step of an election: ${step.do}`);
    }
  }

  private async nominate(seat: number, house: LivedHouse): Promise<void> {
    const { model, chain } = house;
    const id = this.comingTerm(house);
    const term = this.term(id);
    const start = this.startOf(id, house);
    const owner = model.owners[seat - 1];
    if (owner === undefined) return;
    const refused: string[] = [];
    if (model.now < start - this.windows.nominationsFrom) refused.push("NominationsNotOpen");
    if (model.now >= start - this.windows.nominationsUntil) refused.push("NominationsClosed");
    if (term.candidates.includes(seat)) refused.push("NominatedAlready");
    if ((await chain.read<number>("Roster", "poolOf", [seat])) === 2) refused.push("HadItsTurn");
    if (await chain.read<boolean>("Roster", "isApart", [seat])) refused.push("SitsAlready");
    if (refused.length === 0) term.candidates.push(seat);
    const statement = keccak256(toHex(`seat ${seat}`));
    await house.both("nominate", refused, owner, "Elections", "nominate", [id, statement]);
  }

  private async cast(seat: number, picks: number, house: LivedHouse): Promise<void> {
    const { model } = house;
    const id = this.comingTerm(house);
    const term = this.term(id);
    const start = this.startOf(id, house);
    const owner = model.owners[seat - 1];
    if (owner === undefined) return;
    const opens = start - this.windows.ballotFrom;
    const names = [0, 1, 2].filter((bit) => (picks >> bit) & 1);
    const refused: string[] = [];
    if (model.now < opens) refused.push("BallotNotOpen");
    if (model.now >= start - this.windows.ballotUntil) refused.push("BallotClosed");
    if (names.some((index) => index >= term.candidates.length)) refused.push("UnknownCandidate");
    if ((model.bornAt[seat - 1] ?? 0) >= opens) refused.push("NoBallotAtSnapshot");
    if (refused.length === 0) term.ballots.set(seat, picks);
    await house.both("cast", refused, owner, "Elections", "cast", [id, BigInt(picks)]);
    if (refused.length === 0) await this.compareTally(id, house);
  }

  /** R4: what is counted is the sum over the last ballots. */
  private async compareTally(id: number, { chain }: LivedHouse): Promise<void> {
    const term = this.term(id);
    const { turnout } = await chain.read<{ turnout: number }>("Elections", "election", [id]);
    same(`R4 turnout of term ${id}`, turnout, term.ballots.size);
    const counted = await chain.read<{ seat: number; approvals: number }[]>("Elections", "candidates", [id]);
    same(`candidates of term ${id}`, counted.map(({ seat }) => seat).join(), term.candidates.join());
    for (const [index, { approvals }] of counted.entries()) {
      const expected = [...term.ballots.values()].filter((picks) => (picks >> index) & 1).length;
      same(`R4 approvals of candidate ${index} in term ${id}`, approvals, expected);
    }
  }

  /** From the closed ballot to the table, as anybody may do it. */
  private async seatTable(house: LivedHouse): Promise<void> {
    const { model, chain } = house;
    const id = this.comingTerm(house);
    const term = this.term(id);
    if (model.now < this.startOf(id, house) - this.windows.ballotUntil) {
      return house.both("seatTable", ["BallotStillOpen"], 7, "Elections", "seatTable", [id]);
    }
    if (term.seated) return house.both("seatTable", ["TableSeatedAlready"], 7, "Elections", "seatTable", [id]);
    const [network, round, appearsAt, value] = await chain.read<[number, bigint, number, string]>(
      "DrandBeacon",
      "beaconOf",
      [id],
    );
    model.now = Math.max(model.now, appearsAt) + 1;
    if (value === zeroHash) {
      const signature = uncompressed(practiceSignature(Number(round)));
      await house.both("storeBeacon", [], 7, "DrandBeacon", "store", [network, round, signature]);
      model.now += 1;
    }
    await house.both("seatTable", [], 7, "Elections", "seatTable", [id]);
    term.seated = true;
    await this.compareTable(id, house);
  }

  /** R3, and the order that the votes give when enough have voted. */
  private async compareTable(id: number, { chain, model }: LivedHouse): Promise<void> {
    const term = this.term(id);
    const listed = await chain.read<Chair[]>("Roster", "chairsOf", [id]);
    const seats = listed.map(({ seat }) => seat);
    same(`R3 distinct in term ${id}`, new Set(seats).size, seats.length);
    same(`R3 live in term ${id}`, seats.filter((seat) => seat < 1 || seat > model.owners.length).length, 0);
    const { chairs } = await chain.read<{ chairs: number }>("Roster", "table", [id]);
    same(`chairs of term ${id}`, chairs, Math.min(this.chairs, model.owners.length));
    const { turnout, quorum } = await chain.read<{ turnout: number; quorum: number }>("Elections", "election", [id]);
    const elected = listed.filter((chair) => chair.elected).map(({ seat }) => seat);
    if (elected.length === 0 || turnout < quorum) return;
    const approvals = (seat: number) =>
      [...term.ballots.values()].filter((picks) => (picks >> term.candidates.indexOf(seat)) & 1).length;
    const rank = elected.map(approvals);
    same(`order of the elected in term ${id}`, [...rank].sort((a, b) => b - a).join(), rank.join());
    const least = Math.min(...rank);
    const passed = term.candidates.filter((seat) => !elected.includes(seat) && approvals(seat) > least);
    if (elected.length === this.chairs) same(`passed over in term ${id}`, passed.join(), "");
  }

  private async answer(seat: number, yes: boolean, house: LivedHouse): Promise<void> {
    const { chain, model } = house;
    const owner = model.owners[seat - 1];
    const id = this.comingTerm(house);
    if (owner === undefined || !this.term(id).seated) return;
    const listed = await chain.read<Chair[]>("Roster", "chairsOf", [id]);
    const chair = listed.find((one) => one.seat === seat);
    const refused: string[] = [];
    if (chair === undefined) refused.push("NotOnTheList");
    else {
      if (chair.leftAt > 0) refused.push("ChairWasLeft");
      if (yes && chair.yesAt > 0) refused.push("ChairTakenAlready");
      // A late yes counts only for a chair that is free.
      const isLate = model.now >= this.startOf(id, house) - this.windows.answersUntil;
      if (yes && isLate) refused.push("NoChairFree", "ChairWasLeft");
      if (yes && isLate) return this.either("answer", refused, owner, [id, yes], house);
    }
    await house.both("answer", refused, owner, "Elections", "answer", [id, yes]);
  }

  /** Where the plain rules leave it open, the chain's answer must be one of those. */
  private async either(
    name: string,
    allowed: string[],
    owner: number,
    args: readonly unknown[],
    house: LivedHouse,
  ): Promise<void> {
    const answer = await house.chain.call(owner, "Elections", "answer", args, house.model.now);
    if (answer !== undefined && !allowed.includes(answer)) throw new Error(`${name}: ${answer}`);
  }

  /** The seats that may approve now; R7 holds for every answer. */
  async inOffice({ chain, model }: LivedHouse): Promise<number[]> {
    const [seats, caretakers] = await chain.read<[number[], boolean]>("Roster", "tableAt", [model.now]);
    if (seats.length > this.chairs) throw new Error(`R7: ${seats.length} in office, ${this.chairs} chairs`);
    return caretakers || model.termNow() === 0 ? [] : [...seats];
  }

  /** Who sits, in office or taking care. */
  async sitting({ chain, model }: LivedHouse): Promise<number[]> {
    if (model.termNow() === 0) return [];
    const [seats] = await chain.read<[number[], boolean]>("Roster", "tableAt", [model.now]);
    return [...seats];
  }

  /** R1: every live seat is in exactly one pool. */
  async comparePools({ chain, model }: LivedHouse): Promise<void> {
    if (model.termStart() === 0) return;
    const [waiting, served] = await chain.read<[number, number]>("Roster", "poolSizes");
    same("R1 pools", waiting + served, model.owners.length);
    const order = await chain.read<number[]>("Roster", "order", [0, 1_000]);
    same("R1 order", [...order].sort((a, b) => a - b).join(), model.owners.map((_, i) => i + 1).join());
  }

  /** The term whose election is the next to end. */
  private comingTerm(house: LivedHouse): number {
    return house.model.termNow() + 1;
  }

  private startOf(id: number, { model }: LivedHouse): number {
    return model.termStart() + (id - 1) * model.terms.termLength;
  }

  private term(id: number): Term {
    const found = this.terms.get(id) ?? new Term();
    this.terms.set(id, found);
    return found;
  }
}

export const windowsOfTheClub: Windows = {
  nominationsFrom: 28 * DAY,
  nominationsUntil: 18 * DAY,
  ballotFrom: 17 * DAY,
  ballotUntil: 7 * DAY,
  answersUntil: 2 * DAY,
};
