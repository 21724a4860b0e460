import type { Address, ContractFunctionReturnType, RpcLog } from "viem";
import { closingCount, closings as closingsPage } from "../abi/closings.ts";
import { takenBackAt } from "../abi/corrections.ts";
import { lateCount, nextSeq } from "../abi/counter.ts";
import { exactCount } from "../abi/exactPayments.ts";
import type { Ask } from "../house/Ask.ts";
import type { Deployment } from "../house/deployments.ts";
import { newestBlock, readerAt, readLogs, topicOf } from "../house/readNode.ts";
import { closingEvents, type Reach, type Taken, type TakenBack, type ToldTill, tillFromLogs } from "./closingLogs.ts";

/** One line of the check: what was counted here, and what the record says. */
export interface ClosingLine {
  what: "sequence" | "reach" | "payments" | "total" | "voided" | "refunded" | "day" | "state";
  here: string;
  chain: string;
}

/** A closing, counted again. Money in hundredths. */
export interface CheckedClosing {
  number: number;
  businessDay: number;
  /** UTC seconds. */
  closedAt: number;
  manager: Address;
  /** Whether the till signed beside the manager. */
  byTill: boolean;
  /** Green, then not paid, as the till says. */
  unpaid: bigint;
  reach: Reach;
  /** What was counted here. */
  found: { payments: number; total: bigint } & TakenBack;
  /** The same by business day, the earliest first: what came late stands under its own day. */
  days: readonly Taken[];
  lines: readonly ClosingLine[];
  /** The first line that differs; undefined = the record says the same. */
  difference: ClosingLine | undefined;
}

/** A terminal's closings, and what nobody has closed yet. */
export interface CheckedTill {
  terminal: number;
  /** The block that was checked. */
  block: number;
  closings: readonly CheckedClosing[];
  open: { payments: number; total: bigint; reach: Reach } & TakenBack;
  /** What the logs lack or say otherwise than the contracts, beside the closings; undefined = nothing. */
  difference: ClosingLine | undefined;
}

/** What the contracts answer when they are asked. */
interface Answers {
  reach: Reach;
  takenBack: TakenBack;
  closings: readonly ClosingRecord[];
  /** How many there are. */
  count: number;
}

type ClosingRecord = ContractFunctionReturnType<readonly [typeof closingsPage], "view", "closings">[number];
type House = Pick<Deployment, "contracts" | "deployedAtBlock">;

const NOTHING_YET: Reach = { batch: 0, late: 0, exact: 0 };
const PAGE = 100;

/** Counts every closing of a terminal again, from the logs of the single payments, and compares with what the chain says. */
export async function checkClosings(ask: Ask, house: House, terminal: number): Promise<CheckedTill> {
  const block = await newestBlock(ask);
  const [answers, read] = await Promise.all([answersAt(ask, house, terminal, block), logsUntil(ask, house, block)]);
  return compareClosings(tillFromLogs(read, terminal), answers, terminal, block);
}

async function answersAt(ask: Ask, { contracts }: House, terminal: number, block: number): Promise<Answers> {
  const ofCounter = readerAt(ask, contracts.Counter, [nextSeq, lateCount], block);
  const ofClosings = readerAt(ask, contracts.Closings, [closingCount, closingsPage], block);
  const [next, late, exact, back, count] = await Promise.all([
    ofCounter("nextSeq", [terminal]),
    ofCounter("lateCount", [terminal]),
    readerAt(ask, contracts.ExactPayments, [exactCount], block)("exactCount", [terminal]),
    readerAt(ask, contracts.Corrections, [takenBackAt], block)("takenBackAt", [terminal]),
    ofClosings("closingCount", [terminal]),
  ]);
  const pages = await Promise.all(
    Array.from({ length: Math.ceil(count / PAGE) }, (_, i) => ofClosings("closings", [terminal, i * PAGE + 1, PAGE])),
  );
  return { reach: { batch: next - 1, late, exact }, takenBack: back, closings: pages.flat(), count };
}

function logsUntil(ask: Ask, { contracts, deployedAtBlock }: House, block: number): Promise<RpcLog[]> {
  const { Counter, ExactPayments, Corrections, Closings } = contracts;
  const topics = [closingEvents.map(({ name }) => topicOf(closingEvents, name))];
  return readLogs(ask, { from: deployedAtBlock, to: block }, [Counter, ExactPayments, Corrections, Closings], topics);
}

/** What the logs tell beside what the contracts answer. */
function compareClosings(till: ToldTill, answers: Answers, terminal: number, block: number): CheckedTill {
  let before = NOTHING_YET;
  let soFar: TakenBack = { voided: 0n, refunded: 0n };
  const closings = till.closings.map((told, i): CheckedClosing => {
    const { number, businessDay, manager, byTill, unpaid, reach, takenBack } = told;
    const taken = takenBetween(till, before, reach);
    const [payments, total] = sumOf(taken.found);
    const record = answers.closings[i];
    soFar = { voided: soFar.voided + takenBack.voided, refunded: soFar.refunded + takenBack.refunded };
    const lines: ClosingLine[] = [
      line("sequence", i + 1, number),
      line("reach", taken.missing ?? "all", "all"),
      line("payments", payments, told.payments),
      line("total", total, told.total),
      line("voided", takenBack.voided, told.voided),
      line("refunded", takenBack.refunded, told.refunded),
      line("day", lastDay(taken.found) <= businessDay ? businessDay : lastDay(taken.found), businessDay),
      line(
        "state",
        stateWords({ businessDay, reach, payments, total, ...soFar, unpaid, manager, byTill }),
        record === undefined ? "none" : stateWords(stateOf(record)),
      ),
    ];
    before = reach;
    return {
      ...{ number, businessDay, closedAt: Number(record?.closedAt ?? 0), manager, byTill, unpaid, reach },
      found: { payments, total, ...takenBack },
      days: byDay(taken.found),
      lines,
      difference: lines.find(({ here, chain }) => here !== chain),
    };
  });
  const open = takenBetween(till, before, answers.reach);
  const [payments, total] = sumOf(open.found);
  const rest = {
    voided: answers.takenBack.voided - soFar.voided,
    refunded: answers.takenBack.refunded - soFar.refunded,
  };
  const lines = [
    line("sequence", till.closings.length, answers.count),
    line("reach", open.missing ?? till.unsound[0] ?? "all", "all"),
    line("voided", till.takenBack.voided, rest.voided),
    line("refunded", till.takenBack.refunded, rest.refunded),
  ];
  return {
    ...{ terminal, block, closings },
    open: { payments, total, reach: answers.reach, ...till.takenBack },
    difference: lines.find(({ here, chain }) => here !== chain),
  };
}

/** What lies between two reaches, and the first number that the logs lack. */
function takenBetween(till: ToldTill, from: Reach, to: Reach): { found: Taken[]; missing: string | undefined } {
  const found: Taken[] = [];
  let missing: string | undefined;
  for (const [kind, known] of [
    ["batch", till.batches],
    ["late", till.late],
    ["exact", till.exact],
  ] as const) {
    for (let number = from[kind] + 1; number <= to[kind]; ++number) {
      const one = known.get(number);
      if (one === undefined) missing ??= `${kind} ${number}`;
      else if (one.payments > 0) found.push(one);
    }
  }
  return { found, missing };
}

const sumOf = (taken: readonly Taken[]): [payments: number, total: bigint] =>
  taken.reduce<[number, bigint]>(([count, sum], one) => [count + one.payments, sum + one.total], [0, 0n]);

const lastDay = (taken: readonly Taken[]) => Math.max(0, ...taken.map(({ businessDay }) => businessDay));

function byDay(taken: readonly Taken[]): Taken[] {
  const days = new Map<number, Taken>();
  for (const { businessDay, payments, total } of taken) {
    const day = days.get(businessDay);
    const sum = { payments: (day?.payments ?? 0) + payments, total: (day?.total ?? 0n) + total };
    days.set(businessDay, { businessDay, ...sum });
  }
  return [...days.values()].sort((one, other) => one.businessDay - other.businessDay);
}

const line = (what: ClosingLine["what"], here: unknown, chain: unknown): ClosingLine => ({
  what,
  here: String(here),
  chain: String(chain),
});

interface ClosingState extends TakenBack {
  businessDay: number;
  reach: Reach;
  payments: number;
  total: bigint;
  unpaid: bigint;
  manager: Address;
  byTill: boolean;
}

function stateOf(record: ClosingRecord): ClosingState {
  return {
    ...record,
    reach: { batch: record.lastBatch, late: record.lastLate, exact: record.lastExact },
    voided: record.voidedSoFar,
    refunded: record.refundedSoFar,
  };
}

/** The contract's own record in one line, so that it can be compared and read. */
function stateWords({ businessDay, reach, payments, total, voided, refunded, unpaid, manager, byTill }: ClosingState) {
  const words = [businessDay, reach.batch, reach.late, reach.exact, payments, total, voided, refunded, unpaid];
  return [...words, manager, byTill ? "till" : "alone"].join(" ");
}
