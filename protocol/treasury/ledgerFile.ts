import { zeroAddress, zeroHash } from "viem";
import { projectWord } from "../commons/project.ts";
import { clubTime } from "../house/clubTime.ts";
import { BYTE_ORDER_MARK, csvRow } from "../house/csv.ts";
import { plainLine } from "../relay/plainText.ts";
import { accountName, accounts } from "./accounts.ts";
import { directionOf, kindOf } from "./entryKinds.ts";
import { accountCodes, type BooksOnChain } from "./journal.ts";
import { type LedgerFilter, writeLedgerFilter } from "./ledgerFilter.ts";
import type { BooksHouse, LedgerLine } from "./readLedger.ts";

/** As what the books can be taken along: for a spreadsheet, for a program, for hledger and ledger-cli. */
export const ledgerFormats = ["csv", "json", "ledger"] as const;
export type LedgerFormat = (typeof ledgerFormats)[number];

/** What the whole file is about. */
export interface LedgerFileAbout {
  deployment: BooksHouse["deployment"];
  block: number;
  onChain: BooksOnChain;
  filter: LedgerFilter;
}

/** A file piece by piece. English in every language and by the club's clock: the same books are the same bytes. */
export interface LedgerFile {
  head(): string;
  line(line: LedgerLine): string;
  /** @param lines How many were written, and the cash that they moved. */
  foot(lines: { count: number; cash: bigint; last: LedgerLine | undefined }): string;
}

export function ledgerFile(format: LedgerFormat, about: LedgerFileAbout): LedgerFile {
  return { csv: csvFile, json: jsonFile, ledger: plainTextFile }[format](about);
}

/** What the house's cash felt of an entry; 0 where only what is owed or held for others moved. */
export function cashOf(line: Pick<LedgerLine, "debit" | "credit" | "amount">): bigint {
  const direction = directionOf(line);
  return direction === "aside" ? 0n : direction === "in" ? line.amount : -line.amount;
}

/** An exact amount with its cents, and more digits only where it has them. */
function decimalOf(amount: bigint, decimals: number): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const part = digits
    .slice(digits.length - decimals)
    .replace(/0+$/, "")
    .padEnd(Math.min(2, decimals), "0");
  return `${amount < 0n ? "-" : ""}${whole}${part && `.${part}`}`;
}

/** "placeTaken" as people write it. */
const words = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Whoever gave namelessly is not named here either. */
function peopleOf({ actor, facts }: LedgerLine): { account?: string; actor?: string } {
  if (facts.gift?.nameless) return {};
  return { account: facts.other?.toLowerCase(), actor: actor === zeroAddress ? undefined : actor.toLowerCase() };
}

/** One entry, in the names that every format shares; what it does not have is left out. */
function fieldsOf(line: LedgerLine, { deployment }: LedgerFileAbout, timeOf: (seconds: number) => string) {
  const { facts } = line;
  const { code, decimals } = deployment.club.currency;
  const project = facts.gift && projectWord(facts.gift.project);
  return {
    entry: line.seq,
    date: timeOf(line.time),
    kind: words(kindOf(line)),
    cash: decimalOf(cashOf(line), decimals),
    amount: decimalOf(line.amount, decimals),
    currency: code,
    debit: accountWord(line.debit),
    credit: accountWord(line.credit),
    text: line.text,
    ...peopleOf(line),
    term: line.term,
    round: facts.round,
    request: facts.request,
    vote: facts.byVote ? "yes" : undefined,
    project: project === "" ? undefined : project,
    till: facts.batch?.terminal,
    batch: facts.batch?.batch,
    payments: facts.batch?.payments,
    reverses: line.reverses === 0 ? undefined : line.reverses,
    document: facts.document === zeroHash ? undefined : facts.document,
    reference: facts.ref === zeroHash ? undefined : facts.ref,
    block: line.block,
    transaction: facts.txHash,
    seal: line.head,
  };
}

type Fields = ReturnType<typeof fieldsOf>;

function accountWord(code: number): string {
  return `${code} ${accountName(code) ?? "unknown"}`;
}

const columns = [
  "entry",
  "date",
  "kind",
  "cash",
  "amount",
  "currency",
  "debit",
  "credit",
  "text",
  "account",
  "actor",
  "term",
  "round",
  "request",
  "vote",
  "project",
  "till",
  "batch",
  "payments",
  "reverses",
  "document",
  "reference",
  "block",
  "transaction",
  "seal",
] as const satisfies readonly (keyof Fields)[];

/** The column `cash` of all entries adds up to what is in the account. */
function csvFile(about: LedgerFileAbout): LedgerFile {
  const timeOf = clubTime(about.deployment.club.timeZone);
  return {
    head: () => BYTE_ORDER_MARK + csvRow(columns),
    line(line) {
      const fields = fieldsOf(line, about, timeOf);
      return csvRow(columns.map((name) => String(fields[name] ?? "")));
    },
    foot: () => "",
  };
}

/** One entry a line, so that two files can be compared. */
function jsonFile(about: LedgerFileAbout): LedgerFile {
  const { deployment, block, onChain, filter } = about;
  const { name, timeZone, currency } = deployment.club;
  const timeOf = clubTime(timeZone);
  let isFirst = true;
  return {
    head() {
      const fields = {
        format: "runde books 1",
        house: name,
        chain: deployment.chainId,
        journal: deployment.contracts.Journal.toLowerCase(),
        block,
        currency: currency.code,
        timeZone,
        booked: onChain.count,
        seal: onChain.head,
        only: writeLedgerFilter(filter) || undefined,
      };
      return `${JSON.stringify(fields).slice(0, -1)},"entries":[`;
    },
    line(line) {
      const before = isFirst ? "\n" : ",\n";
      isFirst = false;
      return before + JSON.stringify(fieldsOf(line, about, timeOf));
    },
    foot: ({ count, cash }) => `\n],"count":${count},"cash":${JSON.stringify(decimalOf(cash, currency.decimals))}}\n`,
  };
}

/** Where an account stands in plain-text accounting. */
function plainAccount(code: number): string {
  const name = accountName(code) ?? `unknown ${code}`;
  if (code < accounts["vouchers owed"]) return `assets:${name}`;
  if (code < accounts["member funds"]) return `liabilities:${name}`;
  if (code < accounts.donations) return `equity:${name}`;
  return code < accounts.rent ? `income:${name}` : `expenses:${name}`;
}

const WIDEST = Math.max(...accountCodes.map((code) => plainAccount(code).length));

/**
 * Plain-text accounting, as hledger and ledger-cli both read it: a transaction an entry, and at the end what every account
 * holds, which both check. Only our own words stand in comments, because both read commands there.
 */
function plainTextFile({ deployment, block, onChain, filter }: LedgerFileAbout): LedgerFile {
  const { name, timeZone, currency } = deployment.club;
  const commodity = /^[A-Za-z]+$/.test(currency.code) ? currency.code : `"${currency.code.replaceAll('"', "")}"`;
  const timeOf = clubTime(timeZone);
  const only = writeLedgerFilter(filter);
  const posting = (code: number, amount: bigint, then = "") =>
    `    ${plainAccount(code).padEnd(WIDEST)}  ${decimalOf(amount, currency.decimals).padStart(16)} ${commodity}${then}\n`;
  return {
    head: () =>
      [
        `; The books of ${oneLine(name)} up to block ${block} of chain ${deployment.chainId}`,
        `; Journal ${deployment.contracts.Journal.toLowerCase()}, ${onChain.count} entries, seal ${onChain.head}`,
        `; Dates by the clock of ${timeZone}`,
        ...(only === "" ? [] : [`; Only a part of them, so that no balances are checked at the end (${only})`]),
        "",
        `commodity ${commodity}`,
        ...accountCodes.map((code) => `account ${plainAccount(code)}`),
        "",
        "",
      ].join("\n"),
    line(line) {
      const time = timeOf(line.time);
      const { account } = peopleOf(line);
      const kind = words(kindOf(line));
      const text = line.text === undefined ? "" : oneLine(line.text);
      return [
        `${time.slice(0, 10)} (${line.seq}) ${text === "" ? kind : `${kind} | ${text}`}\n`,
        `    ; ${time}, block ${line.block}${account === undefined ? "" : `, account ${account}`}\n`,
        posting(line.debit, line.amount),
        posting(line.credit, -line.amount),
        "\n",
      ].join("");
    },
    foot({ last }) {
      if (only !== "" || last === undefined) return "";
      const moved = accountCodes.filter((code) => code === accounts.cash || (onChain.balances.get(code) ?? 0n) !== 0n);
      const assertions = moved.map((code) =>
        posting(code, 0n, ` = ${decimalOf(onChain.balances.get(code) ?? 0n, currency.decimals)} ${commodity}`),
      );
      return `${timeOf(last.time).slice(0, 10)} balances after entry ${last.seq}\n${assertions.join("")}`;
    },
  };
}

/** A stranger's words as part of a line: what would end it, or begin a comment, becomes something else. */
function oneLine(text: string): string {
  return plainLine(text.replaceAll(";", ","));
}
