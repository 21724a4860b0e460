import * as budgetsAbi from "#protocol/abi/budgets.ts";
import * as journalAbi from "#protocol/abi/journal.ts";
import { accounts, type Category, categories } from "#protocol/treasury/accounts.ts";
import { type House, readHouse } from "../../../../chain/node/house.ts";
import { type Calendar, readCalendar, readTerms } from "../../../../chain/oversight/rotation.ts";
import type { HouseAccount } from "../../../../chain/treasury/houseAccount.ts";

export interface BudgetLine {
  category: Category;
  limit: bigint;
  spent: bigint;
  reserved: bigint;
}

/** What came in and what went out, smallest unit, all above 0; an expense that came back counts against its category. */
export interface Movement {
  rounds: bigint;
  gifts: bigint;
  sales: bigint;
  spent: Readonly<Record<Category | "loss", bigint>>;
}

export interface Money {
  account: HouseAccount;
  /** 0 = before term 1. */
  term: number;
  /** Of the running term; of term 1 while it is to come; undefined before the founding. */
  calendar?: Calendar;
  budget: readonly BudgetLine[];
  thisTerm: Movement;
  /** Undefined in term 0. */
  lastTerm?: Movement;
  ever: Movement;
  /** Spent, and over how many seconds: this term and the one before it. */
  spending: { amount: bigint; seconds: number };
}

const spendable = [...categories, "loss"] as const;
const asked = [accounts.cash, accounts.donations, accounts["cash sales"], ...spendable.map((name) => accounts[name])];

/** All but the account itself, which is there sooner. */
export async function readMoney(house: House): Promise<Omit<Money, "account">> {
  const now = house.clock.now();
  const [terms, ever] = await Promise.all([readTerms(house), readEver(house)]);
  const term = terms.now;
  const [thisTerm, lastTerm, calendar, before, budget] = await Promise.all([
    readMovement(house, term),
    term > 0 ? readMovement(house, term - 1) : undefined,
    terms.begun ? readCalendar(house, Math.max(1, term)) : undefined,
    term > 1 ? readCalendar(house, term - 1) : undefined,
    terms.begun ? readBudget(house, Math.max(1, term)) : [],
  ]);
  const since = before?.start ?? calendar?.start ?? now;
  const counted = term > 1 && lastTerm ? [thisTerm, lastTerm] : [thisTerm];
  const amount = counted.reduce((sum, one) => sum + outOf(one), 0n);
  const spending = { amount, seconds: Math.max(0, now - since) };
  return { term, calendar, budget, thisTerm, lastTerm, ever, spending };
}

async function readEver(house: House): Promise<Movement> {
  const all = await readHouse(house, journalAbi.balances, [asked]);
  return movementOf(all);
}

async function readMovement(house: House, term: number): Promise<Movement> {
  const all = asked.map((code) => readHouse(house, journalAbi.balanceIn, [term, code]));
  return movementOf(await Promise.all(all));
}

/** From debits less credits of cash, donations, cash sales and each expense. What else came in is the rounds' money. */
export function movementOf([cash = 0n, donations = 0n, sold = 0n, ...expenses]: readonly bigint[]): Movement {
  const spent = Object.fromEntries(spendable.map((name, i) => [name, expenses[i] ?? 0n])) as Movement["spent"];
  const [gifts, sales] = [-donations, -sold];
  const out = expenses.reduce((sum, one) => sum + one, 0n);
  return { rounds: cash + out - gifts - sales, gifts, sales, spent };
}

export function inOf({ rounds, gifts, sales }: Movement): bigint {
  return rounds + gifts + sales;
}

export function outOf({ spent }: Movement): bigint {
  return Object.values(spent).reduce((sum, one) => sum + one, 0n);
}

async function readBudget(house: House, term: number): Promise<BudgetLine[]> {
  const lines = await readHouse(house, budgetsAbi.lines, [term]);
  return lines.flatMap(({ category, ...line }) => {
    const name = categories.find((one) => accounts[one] === category);
    return name === undefined ? [] : [{ category: name, ...line }];
  });
}

/** All lines as one. */
export function budgetSum(lines: readonly BudgetLine[]) {
  const sum = (of: (line: BudgetLine) => bigint) => lines.reduce((total, line) => total + of(line), 0n);
  return {
    limit: sum(({ limit }) => limit),
    spent: sum(({ spent }) => spent),
    reserved: sum(({ reserved }) => reserved),
  };
}

/** `part` of `whole` as a share of 1, for words and bars only. */
export function shareOf(part: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number((part * 10_000n) / whole) / 10_000;
}

const MONTH = 2_629_800;

/** How many months the cash lasts if spending goes on as it did and nothing comes in; undefined: nothing was spent. */
export function runway(cash: bigint, { amount, seconds }: Money["spending"]): number | undefined {
  if (amount <= 0n || seconds === 0) return undefined;
  return Number((cash * BigInt(seconds)) / amount) / MONTH;
}

/** Spending of one month at that pace. */
export function monthly({ amount, seconds }: Money["spending"]): bigint {
  return seconds === 0 ? 0n : (amount * BigInt(MONTH)) / BigInt(seconds);
}
