/** For how long somebody who gave up a seat can hold no other, in seconds. */
export const BAR = 60 * 24 * 3600;

interface Seat {
  owner: string | undefined;
  person: number;
  born: number;
  since: number;
  ended: number | undefined;
  epoch: number;
}

/** What a person holds, in the words that the tests compare. */
export type Held =
  | { kind: "nothing" }
  | { kind: "place"; round: number; account: string }
  | { kind: "seat"; seat: number }
  | { kind: "barred"; seat: number; until: number };

/**
 * People and seats as `people.md` has them, without a chain: who holds what, who is barred, who was live when. Written from
 * the page and not from the contracts.
 */
export class SeatModel {
  readonly seats: Seat[] = [];
  private readonly held = new Map<number, Held>();
  private readonly losses = new Map<string, number>();

  seat(number: number): Seat {
    const found = this.seats[number - 1];
    if (found === undefined) throw new Error(`there is no seat ${number}`);
    return found;
  }

  standing(person: number, now: number): Held {
    const held = this.held.get(person) ?? { kind: "nothing" };
    return held.kind === "barred" && now > held.until ? { kind: "nothing" } : held;
  }

  seatOf(account: string): number {
    return this.seats.findIndex(({ owner }) => owner === account) + 1;
  }

  /** Seats born strictly before `t` and not ended before it. */
  liveAt(t: number): number {
    return this.seats.filter(({ born, ended }) => born < t && (ended === undefined || ended >= t)).length;
  }

  /** An account's epoch rises when it gains a seat, loses it, or says so. */
  epochOf(account: string): number {
    return 2 * (this.losses.get(account) ?? 0) + (this.seatOf(account) === 0 ? 0 : 1);
  }

  /** Why a person takes nothing now, or undefined. */
  whyNot(person: number, now: number): string | undefined {
    const held = this.standing(person, now);
    return { nothing: undefined, place: "AlreadyHasPlace", seat: "AlreadyHoldsSeat", barred: "PersonBarred" }[
      held.kind
    ];
  }

  takePlace(person: number, account: string, round: number): void {
    this.held.set(person, { kind: "place", round, account });
  }

  /** A round has failed, or the place was given back. */
  freePlaces(round: number): void {
    for (const [person, held] of this.held) {
      if (held.kind === "place" && held.round === round) this.held.delete(person);
    }
  }

  /** All places of a round become seats, in this order. */
  bear(places: readonly { person: number; account: string }[], now: number): void {
    for (const { person, account } of places) {
      this.seats.push({ owner: account, person, born: now, since: now, ended: undefined, epoch: 0 });
      this.held.set(person, { kind: "seat", seat: this.seats.length });
    }
  }

  private give(number: number, now: number): void {
    const seat = this.seat(number);
    const account = seat.owner ?? "";
    this.held.set(seat.person, { kind: "barred", seat: number, until: now + BAR - 1 });
    this.losses.set(account, (this.losses.get(account) ?? 0) + 1);
    seat.epoch += 1;
  }

  handOver(number: number, person: number, account: string, now: number): void {
    this.give(number, now);
    Object.assign(this.seat(number), { owner: account, person, since: now });
    this.held.set(person, { kind: "seat", seat: number });
  }

  /** The same person goes on under another account: whoever had the old one has nothing any more, and no bar either. */
  rekey(number: number, account: string): void {
    const seat = this.seat(number);
    const from = seat.owner ?? "";
    this.losses.set(from, (this.losses.get(from) ?? 0) + 1);
    seat.epoch += 1;
    seat.owner = account;
  }

  end(number: number, now: number): void {
    this.give(number, now);
    Object.assign(this.seat(number), { owner: undefined, ended: now });
  }

  raise(account: string): void {
    this.losses.set(account, (this.losses.get(account) ?? 0) + 1);
    const number = this.seatOf(account);
    if (number !== 0) this.seat(number).epoch += 1;
  }
}
