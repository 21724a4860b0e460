import { expect } from "chai";
import fc from "fast-check";
import { standingNames } from "#protocol/abi/enums.ts";
import { DAY, ethers, HOUR, loadFixture, time } from "../../fixtures/chain.ts";
import { aHandOver, aHouseOfThree, signHandOver } from "../../fixtures/exitHouse.ts";
import { type Person, person } from "../../fixtures/people.ts";
import { admit, applicant, at, PRICE, placeOf, signJoin, termsFrom } from "../../fixtures/roundHouse.ts";
import { SeatModel } from "../../model/SeatModel.ts";

/** More histories on command: HISTORY_RUNS=1000; another row of them: HISTORY_SEED=7. */
const RUNS = Number(process.env.HISTORY_RUNS ?? 15);
const SEED = Number(process.env.HISTORY_SEED ?? 2026);
const PERSONS = 6;

/** Three members and three more people; each person has two admitted accounts, and a house that sells seats when asked. */
async function aLivelyHouse() {
  const house = await aHouseOfThree();
  const accounts: Person[][] = [];
  for (let one = 1; one <= PERSONS; ++one) {
    const second = await person(`applicant ${one}, second`);
    accounts.push([applicant(house, one), second]);
  }
  await house.token.faucet(house.treasury.address, 1000n * PRICE);
  await house.token.connect(house.treasury).approve(house.rounds, 1000n * PRICE);
  return { ...house, accounts };
}

type Lively = Awaited<ReturnType<typeof aLivelyHouse>>;

type Step =
  | { do: "wait"; days: number }
  | { do: "hand over"; seat: number; person: number; account: number; above: boolean }
  | { do: "leave" | "end"; seat: number }
  | { do: "move"; seat: number; account: number }
  | { do: "raise"; person: number; account: number }
  | { do: "round"; buyers: readonly { person: number; account: number }[]; min: number };

const whom = { person: fc.integer({ min: 1, max: PERSONS }), account: fc.integer({ min: 0, max: 1 }) };
const seat = fc.nat({ max: 20 });
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const), days: fc.constantFrom(1, 20, 59, 60) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("hand over" as const),
      seat,
      ...whom,
      above: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("leave" as const, "end" as const), seat }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("move" as const), seat, account: whom.account }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("raise" as const), ...whom }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("round" as const),
      buyers: fc.array(fc.record(whom), { minLength: 1, maxLength: 3 }),
      min: fc.integer({ min: 1, max: 2 }),
    }),
  },
);

/** Plays a history on the chain and in the model, and counts what happened by name, refusals too. */
class History {
  readonly house: Lively;
  readonly model: SeatModel;
  private readonly count: (what: string) => void;
  /** Seconds that are past, with the electorate that they had when they were seen first. */
  private readonly seen = new Map<number, bigint>();
  /** UTC seconds; nobody yet. */
  private admittedUntil = 0;

  constructor(house: Lively, model: SeatModel, count: (what: string) => void) {
    this.house = house;
    this.model = model;
    this.count = count;
  }

  account(one: number, which: number): Person {
    const found = this.house.accounts[one - 1]?.[which];
    if (found === undefined) throw new Error(`no account ${which} of person ${one}`);
    return found;
  }

  owner(address: string): Person {
    const found = this.house.accounts.flat().find((one) => one.address === address);
    if (found === undefined) throw new Error(`nobody known has ${address}`);
    return found;
  }

  /** A seat that was minted; which one depends on how many there are. */
  private pick(number: number): number {
    return (number % this.model.seats.length) + 1;
  }

  async take(step: Step): Promise<void> {
    await this.renewAdmissions();
    if (step.do === "wait") await time.increase(step.days * DAY);
    else if (step.do === "hand over") await this.handOver(step);
    else if (step.do === "move") await this.move(step);
    else if (step.do === "round") await this.round(step);
    else if (step.do === "raise") await this.raise(step);
    else await this.end(step);
  }

  /** Everybody stays admitted: when admissions end is tested elsewhere. */
  private async renewAdmissions(): Promise<void> {
    const now = await time.latest();
    if (now + 150 * DAY < this.admittedUntil) return;
    for (const [i, accounts] of this.house.accounts.entries()) {
      for (const { address } of accounts) await admit(this.house, address, `person ${i + 1}`);
    }
    this.admittedUntil = now + 400 * DAY;
  }

  private async handOver({ seat: any, person: one, account, above }: Step & { do: "hand over" }): Promise<void> {
    const { house, model } = this;
    const [number, taker] = [this.pick(any), this.account(one, account)];
    const { owner, ended } = model.seat(number);
    const wish = await aHandOver(house, number, taker.address, { price: above ? PRICE + 1n : 0n });
    const now = (await time.latest()) + 1;
    let refusal = ended === undefined ? undefined : "SeatHasEnded";
    refusal ??= owner === taker.address ? "HandOverToSelf" : undefined;
    refusal ??= above ? "PriceAbovePaid" : undefined;
    refusal ??= model.whyNot(one, now);
    const says = await signHandOver(house, owner === undefined ? taker : this.owner(owner), wish);
    const takerSays = await signHandOver(house, taker, wish);
    await at(now);
    await this.expectCall(() => house.exit.handOver(wish, says, takerSays, "0x"), refusal);
    if (refusal !== undefined) return;
    model.handOver(number, one, taker.address, now);
    this.count("hand over");
  }

  private async end({ do: how, seat: any }: Step & { do: "leave" | "end" }): Promise<void> {
    const { house, model } = this;
    const number = this.pick(any);
    const { owner, ended } = model.seat(number);
    const now = (await time.latest()) + 1;
    const wish = { seat: number, epoch: model.seat(number).epoch, deadline: now + HOUR };
    const who = owner === undefined ? house.stranger : this.owner(owner);
    await at(now);
    await this.expectCall(
      () =>
        how === "leave"
          ? house.exit.connect(who).leaveHouse(wish, "0x")
          : house.exit.connect(house.house).endByVote(number, ethers.ZeroHash),
      ended === undefined ? undefined : "SeatHasEnded",
    );
    if (ended !== undefined) return;
    model.end(number, now);
    this.count(how);
  }

  /** The members let a person take their seat with another account of theirs. */
  private async move({ seat: any, account }: Step & { do: "move" }): Promise<void> {
    const { house, model } = this;
    const number = this.pick(any);
    const { owner, ended, person: one } = model.seat(number);
    const taker = this.account(one, account);
    const from = owner ?? ethers.ZeroAddress;
    const refusal = ended !== undefined ? "SeatHasEnded" : owner === taker.address ? "MoveToSelf" : undefined;
    const offer = () => house.exit.connect(house.house).moveByVote(number, from, taker.address, ethers.ZeroHash);
    await this.expectCall(offer, refusal);
    if (refusal !== undefined) return;
    const deadline = (await time.latest()) + HOUR;
    await house.exit
      .connect(taker)
      .takeMove({ seat: number, from, epoch: model.epochOf(taker.address), deadline }, "0x");
    model.rekey(number, taker.address);
    this.count("move");
  }

  private async raise({ person: one, account }: Step & { do: "raise" }): Promise<void> {
    const who = this.account(one, account);
    const epoch = this.model.epochOf(who.address);
    const deadline = (await time.latest()) + HOUR;
    await this.house.persons.connect(who).raiseEpoch({ account: who.address, epoch, deadline }, "0x");
    this.model.raise(who.address);
    this.count("raise");
  }

  /** A whole round: some buy, a month passes, it succeeds or fails, and everybody is served. */
  private async round({ buyers, min }: Step & { do: "round" }): Promise<void> {
    const { house, model } = this;
    const free = Number(await house.rounds.freeSeats());
    if (free < buyers.length) return;
    const opened = (await time.latest()) + 1;
    const terms = termsFrom(opened - DAY, { minSeats: Math.min(min, buyers.length), maxSeats: buyers.length });
    await at(opened);
    await house.rounds.connect(house.house).open(terms);
    const id = Number(await house.rounds.roundCount());
    const places: { person: number; account: string }[] = [];
    for (const { person: one, account } of buyers) {
      const who = this.account(one, account);
      const join = {
        round: id,
        recipient: who.address,
        payer: house.treasury.address,
        termsHash: terms.termsHash,
        binding: false,
        epoch: await house.persons.epochOf(who.address),
        payerEpoch: await house.persons.epochOf(house.treasury.address),
        nonce: await house.rounds.nonceOf(placeOf(who.address, id)),
        deadline: opened + DAY,
      };
      const signature = await signJoin(house, who, join);
      const refusal = model.whyNot(one, (await time.latest()) + 1);
      await this.expectCall(() => house.rounds.connect(house.treasury).buy(join, signature, "0x"), refusal);
      if (refusal !== undefined) continue;
      model.takePlace(one, who.address, id);
      places.push({ person: one, account: who.address });
      await this.compare();
    }
    await time.increaseTo(terms.deadline);
    if (places.length < terms.minSeats) {
      model.freePlaces(id);
      this.count("failed round");
      return;
    }
    await house.rounds.finalise(id);
    model.bear(places, await time.latest());
    await house.rounds.claim(id, 10);
    this.count("round");
  }

  private async expectCall(call: () => Promise<unknown>, refusal: string | undefined): Promise<void> {
    if (refusal === undefined) return void (await call());
    const { exit, share, persons } = this.house;
    const by = [exit, share, persons].find((one) => one.interface.getError(refusal) !== null) ?? exit;
    await expect(call()).to.be.revertedWithCustomError(by, refusal);
    this.count(refusal);
  }

  /** The chain says in every respect what the model says. */
  async compare(): Promise<void> {
    const { house, model } = this;
    const { share, persons } = house;
    const now = await time.latest();
    const holders = new Set<string>();
    for (let one = 1; one <= PERSONS; ++one) {
      const held = model.standing(one, now);
      const found = await persons.standingOf(ethers.id(`person ${one}`));
      const kind = standingNames[Number(found.standing)];
      expect(kind, `person ${one}`).to.equal(held.kind);
      if (held.kind === "seat" || held.kind === "barred") expect(found.number).to.equal(held.seat);
      if (held.kind === "barred") expect(found.until).to.equal(held.until);
    }
    const owners = await share.owners(1, 100);
    expect(owners.length).to.equal(model.seats.length);
    for (const [i, one] of model.seats.entries()) {
      const owner = owners[i] ?? "";
      expect(owner, `owner of seat ${i + 1}`).to.equal(one.owner ?? ethers.ZeroAddress);
      expect(await share.endedAt(i + 1)).to.equal(one.ended ?? 0);
      expect(await share.epochOf(i + 1), `epoch of seat ${i + 1}`).to.equal(one.epoch);
      expect(await share.isTold(i + 1)).to.equal(true);
      if (one.owner === undefined) continue;
      expect(holders.has(owner), `${owner} owns two`).to.equal(false);
      holders.add(owner);
      expect(await share.votes(owner, one.born)).to.equal(0);
      expect(await share.votes(owner, one.born + 1)).to.equal(1);
    }
    for (const account of house.accounts.flat()) {
      expect(await persons.epochOf(account.address), "epoch of an account").to.equal(model.epochOf(account.address));
    }
    expect(await share.liveSeats()).to.equal(holders.size);
    const marks = model.seats.flatMap(({ born, ended = born }) => [born, born + 1, ended, ended + 1]);
    for (const t of marks.filter((second) => second <= now)) {
      const live = await share.liveSeatsAt(t);
      expect(live, `live at ${t}`).to.equal(model.liveAt(t));
      expect(live, "the past never changes").to.equal(this.seen.get(t) ?? live);
      // In the running second something may still happen.
      if (t < now) this.seen.set(t, live);
    }
  }
}

describe("Seats: any history", () => {
  it("is what the model says after every step, refusals by name, and the past never changes", async () => {
    const counts: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 12, maxLength: 24 }), async (all) => {
        const house = await loadFixture(aLivelyHouse);
        const model = new SeatModel();
        const three = [1, 2, 3].map((one) => ({ person: one, account: applicant(house, one).address }));
        model.bear(three, Number(await house.share.bornAt(1)));
        const history = new History(house, model, (what) => {
          counts[what] = (counts[what] ?? 0) + 1;
        });
        for (const step of all) {
          await history.take(step);
          await history.compare();
        }
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    );
    const needed = ["hand over", "leave", "end", "move", "raise", "round", "failed round"];
    const refusals = [
      "SeatHasEnded",
      "HandOverToSelf",
      "MoveToSelf",
      "PriceAbovePaid",
      "AlreadyHoldsSeat",
      "PersonBarred",
    ];
    for (const what of [...needed, ...refusals]) {
      expect(counts[what] ?? 0, `${what}, seed ${SEED}: ${JSON.stringify(counts)}`).to.be.greaterThan(0);
    }
  }).timeout(600_000);
});
