import { type Hex, keccak256, stringToHex } from "viem";
import { obstacleNames, RoundState, requestStateNames } from "#protocol/abi/enums.ts";
import { type Message, nonceSubject, placeTopic } from "#protocol/house/typedData.ts";
import { accounts } from "#protocol/treasury/accounts.ts";
import { accountCodes } from "#protocol/treasury/journal.ts";
import { LANE_B } from "#protocol/treasury/lanes.ts";
import { batchDigest, businessDayOf, type CounterItem, payCodeDigest, redeemArgs } from "#protocol/voucher/payCode.ts";
import { p256Key } from "../fixtures/p256Keys.ts";
import type { Elections } from "./Elections.ts";
import type { HouseModel } from "./HouseModel.ts";
import type { HouseOnChain } from "./HouseOnChain.ts";
import { DAY, PEOPLE, type Step } from "./histories.ts";

const HUNDREDTH = 10_000n;

/**
 * One history, lived twice: by the model and by the chain. After every step both must have given the same answer and
 * hold the same money.
 */
export class LivedHouse {
  readonly model: HouseModel;
  readonly chain: HouseOnChain;
  readonly elections: Elections;
  /** How often each step was carried out, and how often it was refused with which words. */
  readonly done = new Map<string, number>();
  readonly refused = new Map<string, number>();
  private tillSeq = 0;
  private readonly nextNonce = new Map<number, number>();

  constructor(model: HouseModel, chain: HouseOnChain, elections: Elections) {
    this.model = model;
    this.chain = chain;
    this.elections = elections;
  }

  async live(step: Step): Promise<void> {
    const { model } = this;
    model.now += 1;
    switch (step.do) {
      case "wait":
        model.now += step.seconds;
        return;
      case "buy":
        return this.buy(step.person, step.payer);
      case "withdraw": {
        const { person, caller } = step;
        const round = model.rounds.length;
        const by = this.account(caller);
        const subject = nonceSubject(by, placeTopic(round));
        const wish: Message<"Withdrawal"> = {
          round,
          recipient: this.account(person),
          by,
          to: this.account(model.payerOf(round, person, caller)),
          epoch: await this.epoch(by),
          nonce: await this.chain.read("Rounds", "nonceOf", [subject]),
          deadline: model.now,
        };
        const call = ["Rounds", "withdraw", [wish, "0x"]] as const;
        return this.both("withdraw", model.withdraw(round, person, caller), caller, ...call);
      }
      case "refund": {
        const round = Math.min(step.round, model.rounds.length);
        const by = this.account(step.caller);
        const wish: Message<"Refund"> = {
          round,
          recipient: this.account(step.person),
          by,
          to: this.account(model.payerOf(round, step.person, step.caller)),
          epoch: await this.epoch(by),
          deadline: model.now,
        };
        const call = ["Rounds", "refund", [wish, "0x"]] as const;
        return this.both("refund", model.refund(round, step.person, step.caller), step.caller, ...call);
      }
      case "pushRefund": {
        const round = Math.min(step.round, model.rounds.length);
        const call = ["Rounds", "pushRefund", [round, this.account(step.person)]] as const;
        return this.both("pushRefund", model.refund(round, step.person, "anybody"), 0, ...call);
      }
      case "finalise": {
        const round = model.rounds.length;
        return this.both("finalise", model.finalise(round), 1, "Rounds", "finalise", [round]);
      }
      case "offerAgain": {
        const opensAt = model.now + 3600;
        return this.both("offerAgain", model.offerAgain(opensAt), 2, "Rounds", "offerAgain", [opensAt]);
      }
      case "openRound":
        return this.openRound();
      case "claim": {
        const round = model.rounds.length;
        const { count } = step;
        return this.both("claim", model.claim(round, count), 3, "Rounds", "claim", [round, count]);
      }
      case "fill":
        return this.fill(step.person, step.amount);
      case "drink":
        return this.drink(step.items);
      case "donate": {
        const gift = await this.gift(step.person, step.amount);
        const expected = model.donate(step.person, step.amount);
        return this.both("donate", expected, step.person, "Donations", "donate", [gift, "0x"]);
      }
      case "deposit": {
        const call = ["Treasury", "deposit", [accounts["cash sales"], step.amount, zero]] as const;
        return this.both("deposit", model.deposit(step.person, step.amount), step.person, ...call);
      }
      case "request":
        return this.request(step);
      case "pay":
        return this.pay(step.request, step.seats);
      case "approve":
      case "takeBack":
      case "close":
        return this.sayOf(step);
      case "withdrawRequest":
        return this.withdrawRequest(step.request, step.from);
      default:
        return this.elections.live(step, this);
    }
  }

  /** The model has answered; the chain must answer the same. */
  async both(
    name: string,
    expected: string[],
    from: number | "operator",
    ...[contract, functionName, args]: readonly [Parameters<HouseOnChain["call"]>[1], string, readonly unknown[]]
  ): Promise<void> {
    const answer = await this.chain.call(from, contract, functionName, args, this.model.now);
    const told = `${name} at ${this.model.now}`;
    if (answer === undefined && expected.length > 0) throw new Error(`${told}: done, but ${expected.join(" or ")}`);
    if (answer !== undefined && !expected.includes(answer)) {
      throw new Error(`${told}: ${answer}, but the model says ${expected.join(" or ") || "yes"}`);
    }
    count(answer === undefined ? this.done : this.refused, answer ?? name);
  }

  private async buy(person: number, payer: number): Promise<void> {
    const { model, chain } = this;
    const round = model.rounds.length;
    const recipient = this.account(person);
    // Half of them know that the last day binds.
    const binding = model.now % 2 === 0;
    const join: Message<"Join"> = {
      round,
      recipient,
      payer: this.account(payer),
      termsHash: await this.termsHash(round),
      binding,
      epoch: await this.epoch(recipient),
      payerEpoch: await this.epoch(this.account(payer)),
      nonce: await chain.read("Rounds", "nonceOf", [nonceSubject(recipient, placeTopic(round))]),
      deadline: model.now + DAY,
    };
    const agreed = person === payer ? "0x" : await chain.sign(chain.person(person), "Join", join);
    return this.both("buy", model.buy(round, person, payer, binding), payer, "Rounds", "buy", [join, agreed, "0x"]);
  }

  private epoch(account: Hex): Promise<number> {
    return this.chain.read("Persons", "epochOf", [BigInt(account)]);
  }

  /** What every message about an account's pocket carries. */
  private async pocketWord(person: number) {
    const account = this.account(person);
    return {
      account,
      epoch: await this.epoch(account),
      nonce: await this.chain.read<bigint>("Pockets", "nonceOf", [nonceSubject(account, "pocket")]),
      deadline: this.model.now + DAY,
    };
  }

  /** The second round, for the three seats that are left. */
  private async openRound(): Promise<void> {
    const { model, chain } = this;
    const terms = { ...model.terms.founding, minSeats: 2, maxSeats: 3, opensAt: model.now + 3600 };
    terms.deadline = terms.opensAt + 20 * DAY;
    model.open(terms);
    await chain.asHouse("Rounds", "open", [{ ...terms, termsHash: await this.termsHash(1) }], model.now);
    count(this.done, "openRound");
  }

  private async fill(person: number, amount: bigint): Promise<void> {
    const { model } = this;
    const isFirst = !this.nextNonce.has(person);
    const expected = model.fill(person, amount);
    if (!isFirst) {
      const refused = amount === 0n ? [...expected, "FillOfNothing"] : expected;
      const wish: Message<"Fill"> = { ...(await this.pocketWord(person)), amount };
      return this.both("fill", refused, person, "Pockets", "fill", [wish, "0x"]);
    }
    const { keyHash } = p256Key(`person ${person}`);
    // The caps are not what this model is about.
    const most = 4_000_000_000;
    const wish: Message<"SetUp"> = {
      ...(await this.pocketWord(person)),
      kind: 0,
      keyHash,
      perPayment: most,
      perDay: most,
      expiry: model.now + 3_000 * DAY,
      amount,
    };
    await this.both("setUp", expected, person, "Pockets", "setUp", [wish, "0x"]);
    if (expected.length === 0) this.nextNonce.set(person, 0);
  }

  private async drink(items: readonly { person: number; amount: bigint }[]): Promise<void> {
    const { model, chain } = this;
    const withPocket = items.filter(({ person }) => this.nextNonce.has(person));
    if (withPocket.length === 0 || !(await this.till())) return;
    const domain = { chainId: chain.deployment.chainId, counter: chain.deployment.contracts.Counter };
    const acceptedAt = model.now;
    const signed: CounterItem[] = [];
    for (const { person, amount } of withPocket) {
      const pocket = Number(await chain.read<number>("Pockets", "pocketOf", [this.account(person)]));
      const nonce = this.nextNonce.get(person) ?? 0;
      this.nextNonce.set(person, nonce + 1);
      const key = p256Key(`person ${person}`);
      const code = { pocket, keyEpoch: 1, nonce, maxAmount: 4_000_000_000, acceptBy: acceptedAt + 60 };
      const signature = key.sign(payCodeDigest(domain, code));
      signed.push({ ...code, amount: Number(amount / HUNDREDTH), acceptedAt, x: key.x, y: key.y, ...signature });
    }
    this.tillSeq += 1;
    const { dayOffset } = chain.deployment.club;
    const batch = { terminal: 1, seq: this.tillSeq, businessDay: businessDayOf(acceptedAt, dayOffset), items: signed };
    const signature = p256Key("the till").sign(batchDigest(domain, batch));
    const paid = model.redeem(withPocket);
    await this.both("drink", [], 4, "Counter", "redeem", redeemArgs(batch, signature));
    const [record] = await chain.read<{ paid: number }[]>("Counter", "batches", [1, this.tillSeq, 1]);
    const expected = paid.filter(Boolean).length;
    if (record?.paid !== expected) throw new Error(`The batch paid ${record?.paid} items, the model ${expected}`);
  }

  /** Two of the table let the till in, as soon as there is one. */
  private async till(): Promise<boolean> {
    if (this.tillSeq > 0 || this.done.has("enrol")) return true;
    const { chain, model } = this;
    const seats = (await this.elections.inOffice(this)).slice(0, 2).sort((a, b) => a - b);
    if (seats.length < 2) return false;
    const { x, y } = p256Key("the till");
    const label = stringToHex("The till", { size: 32 });
    const tablet = { terminal: 0, x, y, dayCap: 10n ** 15n, expiry: model.now + 3_000 * DAY, label };
    const enrolments = seats.map((seat) => ({ ...tablet, seat, epoch: 0, nonce: 0n, deadline: model.now + DAY }));
    const signatures = await Promise.all(enrolments.map((one) => chain.sign(this.ownerOf(one.seat), "Enrolment", one)));
    await this.both("enrol", [], 5, "Terminals", "enrol", [enrolments, signatures]);
    model.now += 1;
    return true;
  }

  private async gift(person: number, amount: bigint): Promise<Message<"Gift">> {
    const { chain, model } = this;
    const donor = this.account(person);
    return {
      donor,
      epoch: await chain.read("Persons", "epochOf", [BigInt(donor)]),
      amount,
      project: zero,
      note: zero,
      nameless: false,
      nonce: await chain.read("Donations", "nonceOf", [nonceSubject(donor, "gift")]),
      deadline: model.now + DAY,
    };
  }

  private async request({ from, payee, amount, category }: Extract<Step, { do: "request" }>): Promise<void> {
    const { chain, model } = this;
    const proposer = from < 0 ? ("operator" as const) : from;
    const inOffice = await this.elections.inOffice(this);
    const expected = model.request(proposer, payee, amount, category, inOffice);
    const account = proposer === "operator" ? chain.operator.address : this.account(from);
    const wish: Message<"PaymentRequest"> = {
      proposer: account,
      epoch: await chain.read("Persons", "epochOf", [BigInt(account)]),
      lane: LANE_B,
      payee: this.account(payee),
      amount,
      category,
      ref: keccak256(stringToHex("a bill")),
      documents: zero,
      order: zero,
      nonce: await chain.read("Payments", "nonceOf", [nonceSubject(account, "request")]),
      deadline: model.now + DAY,
    };
    return this.both("request", expected, proposer, "Payments", "request", [wish, "0x"]);
  }

  /** Requests are counted from the newest, which is 0. */
  private requestId(back: number): number {
    return this.model.requests.length - back;
  }

  private async wordOn(id: number, seat: number): Promise<Message<"Approval">> {
    const epoch = await this.chain.read<number>("Share", "epochOf", [BigInt(seat)]);
    return { request: BigInt(Math.max(id, 0)), seat, epoch, deadline: this.model.now + DAY };
  }

  private async pay(back: number, places: readonly number[]): Promise<void> {
    const { chain, model } = this;
    const id = this.requestId(back);
    const inOffice = await this.elections.inOffice(this);
    const seats = places.flatMap((place) => inOffice[place] ?? []);
    const expected = model.approveAndPay(id, seats, inOffice);
    const request = BigInt(Math.max(id, 0));
    if (seats.length === 0) return this.both("payApproved", expected, 6, "Payments", "pay", [request]);
    const approvals = await Promise.all(seats.map((seat) => this.wordOn(id, seat)));
    const signatures = await Promise.all(approvals.map((one) => chain.sign(this.ownerOf(one.seat), "Approval", one)));
    return this.both("pay", expected, 6, "Payments", "approveAndPay", [request, approvals, signatures]);
  }

  private async sayOf({
    do: what,
    request,
    place,
  }: Extract<Step, { do: "approve" | "takeBack" | "close" }>): Promise<void> {
    const { model } = this;
    const id = this.requestId(request);
    const inOffice = await this.elections.inOffice(this);
    const sitting = await this.elections.sitting(this);
    // Somebody who sits, or one of the others.
    const seat =
      sitting[place] ?? model.owners.findIndex((owner, i) => owner !== undefined && !sitting.includes(i + 1)) + 1;
    const owner = model.owners[seat - 1];
    if (owner === undefined) return;
    const word = await this.wordOn(id, seat);
    const call = async (functionName: string, expected: string[]) => {
      await this.both(what, expected, owner, "Payments", functionName, [word, "0x"]);
      await this.compareRequests();
    };
    if (what === "approve") return call("approve", model.approve(id, seat, inOffice));
    if (what === "takeBack") return call("takeBackApproval", model.takeBack(id, seat, inOffice));
    return call("closeRequest", model.close(id, seat, sitting));
  }

  private async withdrawRequest(back: number, from: number): Promise<void> {
    const { chain, model } = this;
    const id = this.requestId(back);
    const by = from < 0 ? ("operator" as const) : from;
    const expected = model.withdrawRequest(id, by);
    const account = by === "operator" ? chain.operator.address : this.account(from);
    const epoch = await chain.read<number>("Persons", "epochOf", [BigInt(account)]);
    const withdrawal = { request: BigInt(Math.max(id, 0)), epoch, deadline: model.now + DAY };
    return this.both("withdrawRequest", expected, by, "Payments", "withdrawRequest", [withdrawal, "0x"]);
  }

  /** I9, I10: what is approved, held up and reserved, request by request. */
  private async compareRequests(): Promise<void> {
    const { model, chain } = this;
    if (model.requests.length === 0) return;
    // The chain answers as of its latest block, the model may have waited since.
    const now = model.now;
    model.now = await chain.now();
    const inOffice = await this.elections.inOffice(this);
    const page = await chain.read<{ state: number; obstacle: number }[]>("Payments", "requests", [1n, 1_000n]);
    same("requests", page.length, model.requests.length);
    for (const [i, request] of model.requests.entries()) {
      const { state, obstacle } = page[i]!;
      same(`request ${i + 1}`, requestStateNames[state], model.stateOfRequest(request));
      const heldUp = model.heldUpBy(request, inOffice);
      same(`request ${i + 1} is held up by`, obstacleNames[obstacle], heldUp);
      if (heldUp !== "none") count(this.done, `heldUpBy ${heldUp}`);
    }
    same("I10 reserved", await chain.read<bigint>("Budgets", "totalReserved"), model.reserved());
    model.now = now;
  }

  /** Books, wallets, vouchers, seats and rounds: all of it, on both sides. */
  async compare(): Promise<void> {
    const { model, chain } = this;
    const { contracts } = chain.deployment;
    const balances = await chain.read<bigint[]>("Journal", "balances", [accountCodes]);
    for (const [i, account] of accountCodes.entries()) same(`account ${account}`, balances[i], model.balance(account));
    const held = (who: Hex) => chain.read<bigint>("Token", "balanceOf", [who]);
    // I1: nothing is announced later in this model, so it is an equality.
    same("I1 treasury", await held(contracts.Treasury), model.balance(accounts.cash));
    same("I1 escrow", await held(contracts.Rounds), model.balance(accounts.escrow));
    same(
      "I2",
      [...balances].reduce((sum, one) => sum + one, 0n),
      0n,
    );
    await this.compareRequests();
    same("I3", model.balance(accounts.escrow), -model.balance(accounts["refunds payable"]));
    const supply = await chain.read<bigint>("Voucher", "totalSupply");
    const unclaimed = model.unclaimed();
    same("I8 supply", supply, model.issued - model.redeemed);
    same("I8 owed", -model.balance(accounts["vouchers owed"]), supply + unclaimed);
    for (let person = 0; person < PEOPLE; person++) {
      same(`money of ${person}`, await held(this.account(person)), model.money.get(person) ?? 0n);
      const seat = await chain.read<number>("Share", "seatOf", [this.account(person)]);
      same(`seat of ${person}`, seat, model.seatOf(person));
      const vouchers = await chain.read<bigint>("Voucher", "balanceOf", [this.account(person)]);
      same(`vouchers of ${person}`, vouchers, model.vouchers.get(person) ?? 0n);
    }
  }

  async compareRounds(): Promise<void> {
    const { model, chain } = this;
    const states = Object.keys(RoundState);
    same("rounds", await chain.read<number>("Rounds", "roundCount"), model.rounds.length);
    const block = await chain.now();
    for (const [i, round] of model.rounds.entries()) {
      const found = await chain.read<{ state: number; sold: number; firstSeat: number }>("Rounds", "round", [i + 1]);
      same(`round ${i + 1} sold`, found.sold, round.places.length);
      same(`round ${i + 1} first seat`, found.firstSeat, round.firstSeat);
      const now = model.now;
      model.now = block;
      same(`round ${i + 1} state`, states[found.state], model.stateOf(i + 1));
      model.now = now;
    }
  }

  account(person: number): Hex {
    return this.chain.person(person).address;
  }

  ownerOf(seat: number) {
    const owner = this.model.owners[seat - 1];
    if (owner === undefined) throw new Error(`Seat ${seat} has no owner yet`);
    return this.chain.person(owner);
  }

  private async termsHash(round: number): Promise<Hex> {
    const found = await this.chain.read<{ terms: { termsHash: Hex } }>("Rounds", "round", [round]);
    return found.terms.termsHash;
  }
}

const zero: Hex = `0x${"00".repeat(32)}`;

export function count(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

export function same(what: string, found: unknown, expected: unknown): void {
  if (found !== expected) throw new Error(`${what}: the chain says ${found}, the model ${expected}`);
}
