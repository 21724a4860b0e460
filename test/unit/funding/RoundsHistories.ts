import { expect } from "chai";
import fc from "fast-check";
import { DAY, ethers, HOUR, loadFixture, networkHelpers, time } from "../../fixtures/chain.ts";
import { person } from "../../fixtures/people.ts";
import {
  Accounts,
  admit,
  aJoin,
  applicant,
  aRefund,
  aRoundHouse,
  aWithdrawal,
  heldBy,
  PRICE,
  type RoundHouse,
  State,
  signJoin,
  termsFrom,
} from "../../fixtures/roundHouse.ts";

const PEOPLE = 5;

/** What can happen to rounds, in any order. Few people and few seats, so that they meet. */
const who = fc.integer({ min: 1, max: PEOPLE });
/** One of the rounds that are there: the model takes it modulo their number. */
const which = fc.nat(5);
const anyStep = fc.oneof(
  {
    weight: 24,
    arbitrary: fc.record({
      do: fc.constant("buy" as const),
      who,
      which,
      payer: fc.constantFrom("self", "self", "friend"),
      account: fc.constantFrom("first", "first", "second"),
      binding: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("withdraw" as const),
      place: fc.nat(20),
      by: fc.constantFrom("payer", "recipient"),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("refund" as const), place: fc.nat(20), pushed: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("finalise" as const), which }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("claim" as const), count: fc.constantFrom(1, 9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("cancel" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("offer" as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("wait" as const), days: fc.constantFrom(0, 1, 7) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("lock" as const), which, daysAfter: fc.constantFrom(0, 0, 0, 30) }),
  },
);
type Step = typeof anyStep extends fc.Arbitrary<infer S> ? S : never;

interface Place {
  round: number;
  person: number;
  account: string;
  payer: string;
  refunded: boolean;
}

interface Round {
  min: number;
  max: number;
  opensAt: number;
  deadline: number;
  soldOutAt: number;
  givenBack: number;
  finalised: boolean;
  cancelled: boolean;
}

/** The rounds as their rules say, without a chain. */
class Model {
  rounds = new Map<number, Round>();
  places: Place[] = [];
  paidBack = 0;
  readonly coolOff = 7 * DAY;

  soldIn(id: number): Place[] {
    return this.places.filter(({ round }) => round === id);
  }

  lockOf(round: Round): number {
    return round.soldOutAt === 0 ? round.deadline : round.soldOutAt + this.coolOff;
  }

  state(id: number, now: number): bigint {
    const round = this.rounds.get(id);
    if (round === undefined) throw new Error(`no round ${id}`);
    if (round.finalised) return State.Finalised;
    if (round.cancelled) return State.Failed;
    if (now < round.opensAt) return State.Upcoming;
    const lock = this.lockOf(round);
    if (now >= lock) {
      return this.soldIn(id).length >= round.min && now < lock + 30 * DAY ? State.Succeeded : State.Failed;
    }
    return round.soldOutAt !== 0 || now >= round.deadline - this.coolOff ? State.CoolOff : State.Open;
  }

  /** The rounds in a state, oldest first. */
  standing(state: bigint, now: number): number[] {
    return [...this.rounds.keys()].filter((id) => this.state(id, now) === state);
  }

  /** Places that may be taken; after the sale's end those that were given back. */
  freeIn(id: number, now: number): number {
    const round = this.rounds.get(id);
    if (round === undefined) return 0;
    return now < round.deadline - this.coolOff ? round.max - this.soldIn(id).length : round.givenBack;
  }

  /** I4: a person who has a place that counts takes no second one. */
  mayBuy(id: number, person: number, binding: boolean, now: number): boolean {
    const other = this.places.some((one) => one.person === person && this.state(one.round, now) !== State.Failed);
    const sells = [State.Open, State.CoolOff].includes(this.state(id, now)) && this.freeIn(id, now) > 0;
    return sells && !other && (binding || !this.isLastDay(id, now));
  }

  isLastDay(id: number, now: number): boolean {
    const round = this.rounds.get(id);
    return round !== undefined && now >= this.lockOf(round) - DAY;
  }

  buy(place: Place, now: number): void {
    this.places.push(place);
    const round = this.rounds.get(place.round);
    if (round === undefined) return;
    if (now >= round.deadline - this.coolOff) round.givenBack -= 1;
    else if (this.soldIn(place.round).length === round.max) round.soldOutAt = now;
  }

  withdraw(place: Place, now: number): void {
    // Dense as on the chain: the round's last place takes the gap.
    const own = this.soldIn(place.round);
    const last = own[own.length - 1];
    this.places = this.places.filter((one) => one !== place);
    if (last !== undefined && last !== place) {
      const gap = own.indexOf(place);
      const kept = own.filter((one) => one !== place && one !== last);
      kept.splice(gap, 0, last);
      this.places = [...this.places.filter(({ round }) => round !== place.round), ...kept];
    }
    const round = this.rounds.get(place.round);
    if (round !== undefined && now >= round.deadline - this.coolOff) round.givenBack += 1;
    else if (round !== undefined) round.soldOutAt = 0;
    this.paidBack += 1;
  }

  /** I3: what the escrow must hold. */
  escrow(): bigint {
    const held = this.places.filter(({ round, refunded }) => !refunded && !this.rounds.get(round)?.finalised);
    return BigInt(held.length) * PRICE;
  }
}

/** The founding round is on sale; each of five people has two accounts, and money without end. */
async function aHouseOfFive() {
  const house = await aRoundHouse();
  const seconds = await Promise.all(Array.from({ length: PEOPLE }, (_, i) => person(`applicant ${i + 1}, second`)));
  for (const [i, one] of seconds.entries()) await admit(house, one.address, `person ${i + 1}`);
  for (const one of [...house.applicants.slice(0, PEOPLE), ...seconds]) {
    await house.token.faucet(one.address, 1000n * PRICE);
    await house.token.connect(one).approve(house.rounds, ethers.MaxUint256);
  }
  await time.increase(DAY);
  return { ...house, seconds };
}

type HouseOfFive = Awaited<ReturnType<typeof aHouseOfFive>>;

/** One step on the chain and in the model: both agree on whether it may happen. Says what was done, if it was. */
async function take(house: HouseOfFive, model: Model, step: Step): Promise<string | null> {
  const now = (await time.latest()) + 60;
  await time.setNextBlockTimestamp(now);
  /** Sends when the model says yes; else the chain must refuse. */
  const agree = async (may: boolean, send: () => Promise<unknown>): Promise<boolean> => {
    if (may) await send();
    else await expect(send(), `the model refuses ${JSON.stringify(step)}`).to.revert(ethers);
    return may;
  };
  const id = "which" in step ? 1 + (step.which % model.rounds.size) : 0;
  const round = model.rounds.get(id);
  switch (step.do) {
    case "wait":
      await time.increaseTo(now + step.days * DAY);
      return "wait";
    case "lock":
      if (round === undefined || model.lockOf(round) < now) return null;
      await time.increaseTo(model.lockOf(round) + step.daysAfter * DAY);
      return "wait";
    case "buy": {
      const first = applicant(house, step.who);
      const recipient = step.account === "first" ? first : (house.seconds[step.who - 1] ?? first);
      const payer = step.payer === "self" ? recipient : applicant(house, (step.who % PEOPLE) + 1);
      const { binding } = step;
      const join = await aJoin(house, recipient, { round: id, payer: payer.address, binding, deadline: now + HOUR });
      const signature = payer === recipient ? "0x" : await signJoin(house, recipient, join);
      const place = { round: id, person: step.who, account: recipient.address, payer: payer.address };
      const may = model.mayBuy(id, step.who, binding, now);
      if (!(await agree(may, () => house.rounds.connect(payer).buy(join, signature, "0x")))) return "refused";
      model.buy({ ...place, refunded: false }, now);
      return "buy";
    }
    case "withdraw":
    case "refund": {
      const place = model.places[step.place % Math.max(1, model.places.length)];
      if (place === undefined) return null;
      const state = model.state(place.round, now);
      const asks = step.do === "withdraw" && step.by === "recipient" ? place.account : place.payer;
      const by = [...house.applicants, ...house.seconds].find(({ address }) => address === asks);
      if (by === undefined) throw new Error("nobody asks");
      const before = await house.token.balanceOf(place.payer);
      const wish = { round: place.round, recipient: place.account, to: place.payer, deadline: now };
      let may: boolean;
      if (step.do === "withdraw") {
        const asked = await aWithdrawal(house, by, wish);
        may = (state === State.Open || state === State.CoolOff) && !model.isLastDay(place.round, now);
        if (await agree(may, () => house.rounds.connect(by).withdraw(asked, "0x"))) model.withdraw(place, now);
      } else {
        const asked = await aRefund(house, by, wish);
        may = state === State.Failed && !place.refunded;
        const send = step.pushed
          ? () => house.rounds.pushRefund(place.round, place.account)
          : () => house.rounds.connect(by).refund(asked, "0x");
        if (await agree(may, send)) {
          place.refunded = true;
          model.paidBack += 1;
        }
      }
      const back = (await house.token.balanceOf(place.payer)) - before;
      expect(back, "I6: nothing or exactly what was paid").to.equal(may ? PRICE : 0n);
      return may ? step.do : "refused";
    }
    case "finalise": {
      // A round that has succeeded if there is one: a chance that does not come often.
      const [ripe = id] = model.standing(State.Succeeded, now);
      const kept = model.rounds.get(ripe);
      const may = model.state(ripe, now) === State.Succeeded;
      await agree(may, () => house.rounds.finalise(ripe));
      if (may && kept !== undefined) kept.finalised = true;
      return may ? "finalise" : "refused";
    }
    case "claim": {
      const [born] = model.standing(State.Finalised, now);
      if (born === undefined) return null;
      const { claimed, sold } = await house.rounds.round(born);
      const may = claimed < sold;
      await agree(may, () => house.rounds.claim(born, step.count));
      return may ? "claim" : "refused";
    }
    case "cancel": {
      const may = model.state(id, now) < State.Succeeded;
      await agree(may, () => house.rounds.connect(house.house).cancel(id));
      if (may && round !== undefined) round.cancelled = true;
      return may ? "cancel" : "refused";
    }
    case "offer": {
      const next = model.rounds.size + 1;
      if (next > 3) return null;
      const terms = termsFrom(now, { minSeats: 2, maxSeats: 3, opensAt: now, deadline: now + 30 * DAY });
      await house.rounds.connect(house.house).open(terms);
      model.rounds.set(next, { ...blank(terms.opensAt, terms.deadline), min: 2, max: 3 });
      return "offer";
    }
  }
}

const blank = (opensAt: number, deadline: number): Round => ({
  min: 3,
  max: 5,
  opensAt,
  deadline,
  soldOutAt: 0,
  givenBack: 0,
  finalised: false,
  cancelled: false,
});

async function booked(house: RoundHouse, account: bigint): Promise<bigint> {
  return (await house.journal.lines()).reduce(
    (sum, { debit, credit, amount }) => sum + (debit === account ? amount : 0n) - (credit === account ? amount : 0n),
    0n,
  );
}

/** States that a round never leaves, as they were seen. */
type Absorbed = Map<number, bigint>;

async function chainAgrees(house: HouseOfFive, model: Model, absorbed: Absorbed): Promise<void> {
  await networkHelpers.mine(1, { interval: 1 });
  const now = await time.latest();
  const escrow = model.escrow();
  expect(
    await house.token.balanceOf(house.rounds),
    "I1, I3: the escrow holds what is neither born nor refunded",
  ).to.equal(escrow);
  expect(await booked(house, Accounts.ESCROW), "I3: ESCROW").to.equal(escrow);
  expect(-(await booked(house, Accounts.REFUNDS_PAYABLE)), "I3: REFUNDS_PAYABLE").to.equal(escrow);

  let pending = 0n;
  let born = 0n;
  for (const [id, kept] of model.rounds) {
    const round = await house.rounds.round(id);
    expect(round.state, `state of round ${id}`).to.equal(model.state(id, now));
    const places = model.soldIn(id);
    const onChain = await house.rounds.purchases(id, 0, 50);
    expect(
      onChain.map(({ recipient, payer, paid, refunded }) => [recipient, payer, paid, refunded]),
      `places of round ${id}`,
    ).to.deep.equal(places.map(({ account, payer, refunded }) => [account, payer, PRICE, refunded]));
    expect(round.sold, "I4: sold ≤ maxSeats").to.be.lessThanOrEqual(kept.max);
    if (round.state === State.Finalised) {
      expect(round.sold, "I7: finalised ⇒ sold ≥ min").to.be.greaterThanOrEqual(kept.min);
      expect(
        places.some(({ refunded }) => refunded),
        "I6: no refund beside a finalised round",
      ).to.equal(false);
      born += round.sold;
    } else if (round.state !== State.Failed) pending += round.sold;
    const seen = absorbed.get(id);
    if (seen !== undefined) expect(round.state, "I7: failed and finalised are for ever").to.equal(seen);
    if (round.state >= State.Finalised) absorbed.set(id, round.state);
  }
  expect(await house.share.liveSeats(), "seats born").to.equal(born);
  expect(born + pending, "I4: members + pending ≤ maxMembers").to.be.lessThanOrEqual(12n);
  const vouchersOwed = -(await booked(house, Accounts.VOUCHERS_OWED));
  expect(vouchersOwed, "I8: what was born is owed in coffee").to.equal(born * PRICE);
  expect(await house.token.balanceOf(house.treasury), "I1: CASH").to.equal(await booked(house, Accounts.CASH));

  for (let one = 1; one <= PEOPLE; ++one) {
    const counting = model.places.filter(
      (place) => place.person === one && model.state(place.round, now) !== State.Failed,
    );
    expect(counting.length, `I4: seats of person ${one}`).to.be.lessThanOrEqual(1);
    expect(await heldBy(house, `person ${one}`), `what person ${one} holds`).to.match(held(model, counting[0]));
  }
}

/** A place that counts, or the seat that it became. */
function held(model: Model, place: Place | undefined): RegExp {
  if (place === undefined) return /^nothing$/;
  return model.rounds.get(place.round)?.finalised ? /^seat \d+$/ : new RegExp(`^place ${place.round}$`);
}

describe("Rounds: any history", () => {
  it("keeps I1, I3, I4, I6, I7 and the model's word, whatever happens in which order", async () => {
    const seen: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 25, maxLength: 50 }), async (steps) => {
        const house = await loadFixture(aHouseOfFive);
        const model = new Model();
        model.rounds.set(1, blank(house.founding.opensAt, house.founding.deadline));
        const absorbed: Absorbed = new Map();
        for (const step of steps) {
          const done = await take(house, model, step);
          if (done === null) continue;
          seen[done] = (seen[done] ?? 0) + 1;
          // What was refused has changed nothing.
          if (done !== "refused") await chainAgrees(house, model, absorbed);
        }
      }),
      { numRuns: 20, seed: 4242 },
    );
    // A history in which nothing happened proves nothing.
    for (const [what, atLeast] of Object.entries({
      buy: 60,
      withdraw: 8,
      refund: 8,
      finalise: 3,
      claim: 2,
      refused: 60,
    })) {
      expect(seen[what] ?? 0, `${what}: ${JSON.stringify(seen)}`).to.be.greaterThanOrEqual(atLeast);
    }
  });
});
