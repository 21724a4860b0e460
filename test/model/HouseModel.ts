import { accounts } from "#protocol/treasury/accounts.ts";

/** Money in smallest units, times in UTC seconds, people and rounds by number. */
export interface RoundTerms {
  price: bigint;
  minSeats: number;
  maxSeats: number;
  opensAt: number;
  deadline: number;
  coolOff: number;
}

interface Place {
  person: number;
  payer: number;
  paid: bigint;
  refunded: boolean;
}

export type RoundState = "Upcoming" | "Open" | "CoolOff" | "Succeeded" | "Finalised" | "Failed";

interface Round {
  terms: RoundTerms;
  founding: boolean;
  places: Place[];
  /** When the last place was taken before the sale's end; 0 = not. */
  soldOutAt: number;
  /** After the sale's end, and not taken again. */
  givenBack: number;
  /** 0 = not yet. */
  finalisedAt: number;
  firstSeat: number;
  claimed: number;
  cancelled: boolean;
}

export type RequestState = "open" | "approved" | "paid" | "withdrawn" | "closed" | "lapsed";

interface Request {
  state: RequestState;
  /** Seats. */
  approvals: Set<number>;
  takenBack: Set<number>;
  closers: Set<number>;
  term: number;
  payee: number;
  proposer: number | "operator";
  proposerSeat: number;
  amount: bigint;
  category: number;
  /** When it was paid; 0 = not. */
  paidAt: number;
}

export interface ModelTerms {
  maxMembers: number;
  /** Everybody's credential counts up to and including this second. */
  admittedUntil: number;
  founding: RoundTerms;
  reserveBps: bigint;
  voteThreshold: bigint;
  approvalsNeeded: number;
  /** Of every term: nobody votes another budget in this model. */
  budget: Map<number, bigint>;
  pocketCap: bigint;
  leadTime: number;
  termLength: number;
}

const DAY = 86_400;
const MONTH = 30 * DAY;
const { cash, escrow, donations } = accounts;
const owed = accounts["vouchers owed"];
const refunds = accounts["refunds payable"];
const voucherSales = accounts["voucher sales"];
const cashSales = accounts["cash sales"];

/**
 * The house as the rules of money say it, without a chain: a few maps and sums. Every action answers with the name of the
 * refusal that is due, or does it and answers nothing. What is slow, clever or packed on the chain is plain here.
 */
export class HouseModel {
  readonly terms: ModelTerms;
  readonly books = new Map<number, bigint>();
  readonly money = new Map<number, bigint>();
  readonly vouchers = new Map<number, bigint>();
  readonly pockets = new Map<number, bigint>();
  readonly rounds: Round[] = [];
  /** Owner of seat i + 1; undefined = born and not claimed. */
  readonly owners: (number | undefined)[] = [];
  readonly bornAt: number[] = [];
  readonly requests: Request[] = [];
  now = 0;
  issued = 0n;
  redeemed = 0n;

  constructor(terms: ModelTerms) {
    this.terms = terms;
    this.rounds.push(newRound(terms.founding, true));
  }

  // ---- rounds

  stateOf(id: number): RoundState {
    const round = this.round(id);
    const { terms, places } = round;
    if (round.finalisedAt > 0) return "Finalised";
    if (round.cancelled) return "Failed";
    if (this.now < terms.opensAt) return "Upcoming";
    const lock = lockOf(round);
    if (this.now < lock) return round.soldOutAt > 0 || this.now >= sellingEnds(terms) ? "CoolOff" : "Open";
    return places.length >= terms.minSeats && this.now < lock + MONTH ? "Succeeded" : "Failed";
  }

  /** Every refusal that would be true; the chain names the one it meets first. */
  buy(id: number, person: number, payer: number, binding: boolean): string[] {
    const round = this.round(id);
    const { terms, places } = round;
    const refused: string[] = [];
    const seat = this.seatOf(person);
    if (this.now < terms.opensAt) refused.push("SaleNotOpen");
    if (this.now > this.terms.admittedUntil) refused.push("AdmissionExpired");
    if (round.cancelled) refused.push("SaleEnded", "RoundHasFailed");
    const selling = this.now < sellingEnds(terms);
    const state = this.stateOf(id);
    if (!selling && (state !== "CoolOff" || round.givenBack === 0)) refused.push("SaleEnded");
    if (this.now >= lockOf(round) - DAY && !binding) refused.push("PlaceWouldBind");
    if (round.finalisedAt > 0) refused.push("SaleEnded", "RoundFull");
    if (places.length >= terms.maxSeats) refused.push("RoundFull");
    if (seat > 0) refused.push("AlreadyHoldsSeat");
    else if (this.pendingRoundOf(person) > 0) refused.push("AlreadyHasPlace");
    else if (this.bornUnclaimed(person)) refused.push("AlreadyHoldsSeat");
    if (this.of(this.money, payer) < terms.price) refused.push("ERC20InsufficientBalance");
    if (refused.length > 0) return refused;
    this.add(this.money, payer, -terms.price);
    this.book(escrow, refunds, terms.price);
    places.push({ person, payer, paid: terms.price, refunded: false });
    if (!selling) round.givenBack -= 1;
    else if (places.length === terms.maxSeats) round.soldOutAt = this.now;
    return [];
  }

  withdraw(id: number, person: number, caller: number): string[] {
    const round = this.round(id);
    const index = round.places.findIndex((place) => place.person === person && !place.refunded);
    const place = round.places[index];
    const state = this.stateOf(id);
    const refused: string[] = [];
    if (place === undefined) refused.push("NothingToRefund");
    else if (place.payer !== caller && person !== caller) refused.push("NotOnesPlace");
    if (this.now >= lockOf(round) - DAY) refused.push("WithdrawalsOver");
    if (state === "Failed") refused.push("RoundHasFailed");
    if (state === "Succeeded" || state === "Finalised") refused.push("RoundLocked");
    if (refused.length > 0 || place === undefined) return refused;
    // The last place moves into the gap: place i becomes seat firstSeat + i.
    const last = round.places.pop();
    if (last !== undefined && last !== place) round.places[index] = last;
    if (this.now >= sellingEnds(round.terms)) round.givenBack += 1;
    else round.soldOutAt = 0;
    this.payBack(place);
    return [];
  }

  /** To whom the money for a place goes back; whoever asks, if there is none. */
  payerOf(id: number, person: number, otherwise: number): number {
    return this.round(id).places.find((one) => one.person === person)?.payer ?? otherwise;
  }

  refund(id: number, person: number, caller: number | "anybody"): string[] {
    const place = this.round(id).places.find((one) => one.person === person);
    const refused: string[] = [];
    if (this.stateOf(id) !== "Failed") refused.push("RoundHasNotFailed");
    if (place === undefined) refused.push("NothingToRefund");
    else if (caller !== "anybody" && place.payer !== caller && person !== caller) refused.push("NotOnesPlace");
    if (place?.refunded) refused.push("AlreadyRefunded");
    if (refused.length > 0 || place === undefined) return refused;
    place.refunded = true;
    this.payBack(place);
    return [];
  }

  finalise(id: number): string[] {
    const round = this.round(id);
    if (this.stateOf(id) !== "Succeeded") return ["RoundNotSucceeded"];
    const amount = round.terms.price * BigInt(round.places.length);
    round.finalisedAt = this.now;
    round.firstSeat = this.owners.length + 1;
    for (const _ of round.places) {
      this.owners.push(undefined);
      this.bornAt.push(this.now);
    }
    this.book(cash, escrow, amount);
    this.book(refunds, owed, amount);
    return [];
  }

  claim(id: number, count: number): string[] {
    const round = this.round(id);
    if (round.finalisedAt === 0) return ["RoundNotFinalised"];
    if (round.claimed === round.places.length) return ["NothingToClaim"];
    for (const place of round.places.slice(round.claimed, round.claimed + count)) {
      this.owners[round.firstSeat - 1 + round.claimed] = place.person;
      this.add(this.vouchers, place.person, place.paid);
      this.issued += place.paid;
      round.claimed += 1;
    }
    return [];
  }

  offerAgain(opensAt: number): string[] {
    const latest = this.rounds.findLastIndex(({ founding }) => founding) + 1;
    const { terms } = this.round(latest);
    if (this.stateOf(latest) !== "Failed") return ["FoundingNotFailed"];
    const length = terms.deadline - terms.opensAt;
    this.rounds.push(newRound({ ...terms, opensAt, deadline: opensAt + length }, true));
    return [];
  }

  /** By a members' vote. */
  open(terms: RoundTerms): void {
    this.rounds.push(newRound(terms, false));
  }

  // ---- coffee

  fill(person: number, amount: bigint): string[] {
    const refused: string[] = [];
    if (this.of(this.vouchers, person) < amount) refused.push("NotEnoughVouchers");
    if (this.of(this.pockets, person) + amount > this.terms.pocketCap) refused.push("PocketFull");
    if (refused.length > 0) return refused;
    this.add(this.vouchers, person, -amount);
    this.add(this.pockets, person, amount);
    return [];
  }

  /** What a batch pays of these amounts: a pocket that holds too little is left out. */
  redeem(items: readonly { person: number; amount: bigint }[]): boolean[] {
    const paid = items.map(({ person, amount }) => {
      if (amount === 0n || this.of(this.pockets, person) < amount) return false;
      this.add(this.pockets, person, -amount);
      this.redeemed += amount;
      return true;
    });
    const total = items.reduce((sum, { amount }, i) => (paid[i] ? sum + amount : sum), 0n);
    if (total > 0n) this.book(owed, voucherSales, total);
    return paid;
  }

  // ---- the treasury

  donate(person: number, amount: bigint): string[] {
    if (amount === 0n) return ["GiftOfNothing"];
    return this.pay(person, amount, donations);
  }

  deposit(person: number, amount: bigint): string[] {
    if (amount === 0n) return ["EntryOfNothing"];
    return this.pay(person, amount, cashSales);
  }

  request(
    proposer: number | "operator",
    payee: number,
    amount: bigint,
    category: number,
    inOffice: readonly number[],
  ): string[] {
    const term = this.termNow();
    const proposerSeat = proposer === "operator" ? 0 : this.seatOf(proposer);
    const request: Request = {
      ...{ state: "open", approvals: new Set(), takenBack: new Set(), closers: new Set() },
      ...{ term, payee, proposer, proposerSeat, amount, category, paidAt: 0 },
    };
    const refused: string[] = [];
    if (term === 0) refused.push("LaneBClosed");
    if (proposer !== "operator" && !inOffice.includes(proposerSeat)) refused.push("NotAProposer");
    if (amount === 0n) refused.push("PaymentOfNothing");
    if (amount > this.terms.voteThreshold) refused.push("OverVoteThreshold");
    refused.push(...this.tooSmall(request, inOffice));
    if (refused.length === 0) this.requests.push(request);
    return refused;
  }

  /** Seats that could approve: in office, neither the proposer's nor the payee's. */
  private mayApprove({ proposer, proposerSeat, payee }: Request, inOffice: readonly number[]): number[] {
    const proposers = [proposerSeat, proposer === "operator" ? 0 : this.seatOf(proposer)];
    return inOffice.filter((seat) => !proposers.includes(seat) && seat !== this.seatOf(payee));
  }

  private tooSmall(request: Request, inOffice: readonly number[]): string[] {
    return this.mayApprove(request, inOffice).length < this.terms.approvalsNeeded ? ["TableTooSmall"] : [];
  }

  stateOfRequest({ state, term }: Request): RequestState {
    return (state === "open" || state === "approved") && term !== this.termNow() ? "lapsed" : state;
  }

  /** The request, if it is there and neither paid nor over; else why not. */
  private waiting(id: number): Request | string[] {
    const request = this.requests[id - 1];
    if (request === undefined) return ["UnknownRequest"];
    const state = this.stateOfRequest(request);
    return state === "open" || state === "approved" ? request : ["RequestClosed"];
  }

  approve(id: number, seat: number, inOffice: readonly number[]): string[] {
    const request = this.waiting(id);
    if (Array.isArray(request)) return request;
    const refused = this.tooSmall(request, inOffice);
    if (!inOffice.includes(seat)) refused.push("NotInOfficeForPayments");
    else if (!this.mayApprove(request, inOffice).includes(seat)) refused.push("ApproverIsProposer", "ApproverIsPayee");
    if (request.approvals.has(seat)) refused.push("ApprovedAlready");
    if (request.takenBack.has(seat)) refused.push("ApprovalWasTakenBack");
    if (refused.length > 0) return refused;
    request.approvals.add(seat);
    const enough = this.counting(request, inOffice) >= this.terms.approvalsNeeded;
    if (request.state === "open" && enough && this.obstacleOf(request) === "none") request.state = "approved";
    return [];
  }

  takeBack(id: number, seat: number, inOffice: readonly number[]): string[] {
    const request = this.waiting(id);
    if (Array.isArray(request)) return request;
    if (!inOffice.includes(seat)) return ["NotInOfficeForPayments"];
    if (request.takenBack.has(seat)) return ["ApprovalWasTakenBack"];
    request.takenBack.add(seat);
    request.approvals.delete(seat);
    if (this.counting(request, inOffice) < this.terms.approvalsNeeded) request.state = "open";
    return [];
  }

  /** `sitting`: those in office or taking care. */
  close(id: number, seat: number, sitting: readonly number[]): string[] {
    const request = this.waiting(id);
    if (Array.isArray(request)) return request;
    if (!sitting.includes(seat)) return ["NotInOfficeForPayments"];
    if (request.closers.has(seat)) return ["ClosingWantedAlready"];
    request.closers.add(seat);
    const closing = [...request.closers].filter((one) => sitting.includes(one));
    if (closing.length >= this.terms.approvalsNeeded) request.state = "closed";
    return [];
  }

  withdrawRequest(id: number, by: number | "operator"): string[] {
    const known = this.requests[id - 1];
    if (known === undefined) return ["UnknownRequest"];
    const request = this.waiting(id);
    const refused = Array.isArray(request) ? request : [];
    if (known.proposer !== by) refused.push("SignatureInvalid");
    if (refused.length === 0) known.state = "withdrawn";
    return refused;
  }

  private counting(request: Request, inOffice: readonly number[]): number {
    return this.mayApprove(request, inOffice).filter((seat) => request.approvals.has(seat)).length;
  }

  /** What the approval that is enough must fit: the category's budget, and the money that is free. */
  private obstacleOf({ term, category, amount }: Request): "none" | "budget" | "money" {
    if (amount > this.budgetLeft(term, category)) return "budget";
    return this.balance(cash) - amount < this.reserve() + this.reserved() ? "money" : "none";
  }

  /** What holds up a request that has its approvals. */
  heldUpBy(request: Request, inOffice: readonly number[]): "none" | "budget" | "money" {
    const isOpen = this.stateOfRequest(request) === "open";
    const enough = this.counting(request, inOffice) >= this.terms.approvalsNeeded;
    return isOpen && enough ? this.obstacleOf(request) : "none";
  }

  /** The collected signatures of `seats`, and the payment. Nothing is kept of a try that is refused. */
  approveAndPay(id: number, seats: readonly number[], inOffice: readonly number[]): string[] {
    const request = this.waiting(id);
    if (Array.isArray(request)) return request;
    const { amount, category, payee, term } = request;
    const mayApprove = this.mayApprove(request, inOffice);
    const added = seats.filter((seat) => mayApprove.includes(seat) && !request.takenBack.has(seat));
    const approvals = new Set([...request.approvals, ...added]);
    const own = request.state === "approved" ? amount : 0n;
    const refused = this.tooSmall(request, inOffice);
    if (this.counting({ ...request, approvals }, inOffice) < this.terms.approvalsNeeded) {
      refused.push("ApprovalsMissing");
    }
    if (this.balance(cash) - amount < this.reserve() + this.reserved() - own) refused.push("ReserveBroken");
    if (this.paidLately(payee) + amount > this.terms.voteThreshold) refused.push("PayeeOverThreshold");
    if (own === 0n && amount > this.budgetLeft(term, category)) refused.push("BudgetExceeded");
    if (refused.length > 0) return refused;
    request.approvals = approvals;
    request.state = "paid";
    request.paidAt = this.now;
    this.add(this.money, payee, amount);
    this.book(category, cash, amount);
    return [];
  }

  /** All that is approved in the running term and not paid yet. */
  reserved(counts: (request: Request) => boolean = () => true): bigint {
    return this.requests
      .filter((one) => this.stateOfRequest(one) === "approved" && counts(one))
      .reduce((sum, { amount }) => sum + amount, 0n);
  }

  /** ceil(ρ × vouchers owed). */
  reserve(): bigint {
    return (-this.balance(owed) * this.terms.reserveBps + 9_999n) / 10_000n;
  }

  budgetLeft(term: number, category: number): bigint {
    const limit = this.terms.budget.get(category) ?? 0n;
    const isHere = (one: Request) => one.term === term && one.category === category;
    return limit - this.paid(isHere) - this.reserved(isHere);
  }

  paidLately(payee: number): bigint {
    return this.paid((one) => one.payee === payee && one.paidAt > this.now - MONTH);
  }

  private paid(counts: (request: Request) => boolean): bigint {
    return this.requests.filter((one) => one.paidAt > 0 && counts(one)).reduce((sum, { amount }) => sum + amount, 0n);
  }

  // ---- questions

  balance(account: number): bigint {
    return this.of(this.books, account);
  }

  /** 0 = before term 1. */
  termNow(): number {
    const start = this.termStart();
    return start === 0 || this.now < start ? 0 : Math.floor((this.now - start) / this.terms.termLength) + 1;
  }

  /** Of term 1; 0 while nobody knows. */
  termStart(): number {
    const founded = this.rounds.find(({ founding, finalisedAt }) => founding && finalisedAt > 0);
    return founded === undefined ? 0 : founded.finalisedAt + this.terms.leadTime;
  }

  seatOf(person: number): number {
    return this.owners.indexOf(person) + 1;
  }

  /** The round in which the person has a place that is neither decided nor given back; 0 = none. */
  pendingRoundOf(person: number): number {
    return (
      this.rounds.findIndex(
        ({ places }, i) =>
          this.stateOf(i + 1) !== "Failed" &&
          this.stateOf(i + 1) !== "Finalised" &&
          places.some((place) => place.person === person),
      ) + 1
    );
  }

  round(id: number): Round {
    const round = this.rounds[id - 1];
    if (round === undefined) throw new Error(`The model has no round ${id}`);
    return round;
  }

  /** Vouchers that are owed to seats nobody has claimed yet. */
  unclaimed(): bigint {
    return this.rounds
      .filter(({ finalisedAt }) => finalisedAt > 0)
      .reduce((sum, { terms, places, claimed }) => sum + terms.price * BigInt(places.length - claimed), 0n);
  }

  private bornUnclaimed(person: number): boolean {
    return this.rounds.some(
      ({ finalisedAt, places, claimed }) =>
        finalisedAt > 0 && places.slice(claimed).some((place) => place.person === person),
    );
  }

  private pay(person: number, amount: bigint, account: number): string[] {
    if (this.of(this.money, person) < amount) return ["ERC20InsufficientBalance"];
    this.add(this.money, person, -amount);
    this.book(cash, account, amount);
    return [];
  }

  private payBack(place: Place): void {
    this.add(this.money, place.payer, place.paid);
    this.book(refunds, escrow, place.paid);
  }

  private book(debit: number, credit: number, amount: bigint): void {
    this.add(this.books, debit, amount);
    this.add(this.books, credit, -amount);
  }

  private of<K>(map: Map<K, bigint>, key: K): bigint {
    return map.get(key) ?? 0n;
  }

  private add<K>(map: Map<K, bigint>, key: K, amount: bigint): void {
    map.set(key, this.of(map, key) + amount);
  }
}

function newRound(terms: RoundTerms, founding: boolean): Round {
  const none = { soldOutAt: 0, givenBack: 0, finalisedAt: 0, firstSeat: 0, claimed: 0, cancelled: false };
  return { terms, founding, places: [], ...none };
}

const sellingEnds = ({ deadline, coolOff }: RoundTerms) => deadline - coolOff;

function lockOf({ soldOutAt, terms }: Round): number {
  return soldOutAt > 0 ? soldOutAt + terms.coolOff : terms.deadline;
}
