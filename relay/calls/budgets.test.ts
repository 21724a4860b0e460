import { keccak256, stringToHex } from "viem";
import { describe, expect, it } from "vitest";
import { DAY, type Entry, JobBook } from "../sending/jobBook.ts";
import { budgetsOf, tooMuch } from "./budgets.ts";
import type { Standing } from "./policy.ts";

const NOW = 1_800_000_000;
const COIN = 10n ** 18n;
const budgets = budgetsOf(COIN);
const to = "0x00000000000000000000000000000000000000aa";

/** A day at the relay: who had which calls mined, at what cost in wei. */
class Day {
  readonly book = new JobBook();
  #nonce = 0;

  mined(
    standing: Standing,
    whose: string,
    cost: bigint,
    more: { idle?: true; ok?: boolean; gasUsed?: bigint } = {},
  ): void {
    const nonce = this.#nonce++;
    const job = this.book.nextJob;
    const hash = keccak256(stringToHex(`${nonce}`));
    const entries: Entry[] = [
      { e: "taken", job, to, data: stringToHex(`call ${job}`), whose, standing, gas: "1", cost: "0", at: NOW },
      { e: "signed", job, nonce, hash, raw: "0x", fee: "1", tip: "1", block: 1 },
      {
        e: "mined",
        nonce,
        hash,
        block: 2,
        blockHash: hash,
        ok: more.ok ?? true,
        cost: `${cost}`,
        gasUsed: `${more.gasUsed ?? 1n}`,
        at: NOW,
        ...(more.idle && { idle: true }),
      },
    ];
    for (const entry of entries) this.book.apply(entry);
  }

  /** Until it is refused: how often it went through. */
  often(standing: Standing, whoseAt: (i: number) => string, cost: bigint, more = {}): number {
    for (let i = 0; i < 10_000; i++) {
      if (this.refuses(standing, whoseAt(i)) !== undefined) return i;
      this.mined(standing, whoseAt(i), cost, more);
    }
    return 10_000;
  }

  refuses(standing: Standing, whose: string, now = NOW): string | undefined {
    return tooMuch(this.book, { standing, whose }, now, budgets)?.message;
  }
}

const everybody: [Standing, string][] = [
  ["till", "terminal 1"],
  ["till", "terminal 2"],
  ["seat", "seat 1"],
  ["seat", "seat 200"],
  ["applicant", "recipient 0xa"],
  ["stranger", "donor 0xb"],
  ["house", "house"],
];

describe("given somebody who takes all there is", () => {
  it.each(everybody)("a %s (%s) mutes nobody else for the day", (standing, whose) => {
    const day = new Day();
    expect(day.often(standing, () => whose, COIN / 1_000n)).toBeLessThan(1_000);
    for (const [other, theirs] of everybody) {
      const refused = day.refuses(other, theirs);
      if (other === standing && theirs === whose) expect(refused).toBeDefined();
      else expect(refused, `${other} ${theirs}`).toBeUndefined();
    }
    expect(day.refuses(standing, whose, NOW + DAY)).toBeUndefined();
  });

  it("strangers with a new key for each call have one small bucket together", () => {
    const day = new Day();
    const through = day.often("stranger", (i) => `account ${i}`, COIN / 10_000n);
    expect(through).toBe(200);
    for (const [other, theirs] of everybody.filter(([one]) => one !== "stranger")) {
      expect(day.refuses(other, theirs), theirs).toBeUndefined();
    }
  });

  it("a seat that changes its ballot all day stops at its own share", () => {
    const day = new Day();
    expect(day.often("seat", () => "seat 7", COIN / 5_000n)).toBe(50);
    expect(day.refuses("seat", "seat 8")).toBeUndefined();
  });

  it("a till whose batches pay nothing comes half as far", () => {
    const cost = COIN / 1_000n;
    expect(new Day().often("till", () => "terminal 1", cost)).toBe(250);
    expect(new Day().often("till", () => "terminal 1", cost, { idle: true })).toBe(125);
  });
});

describe("given calls that fail in their blocks", () => {
  it("stops the person, not the others, and counts the gas of every call", () => {
    const day = new Day();
    day.mined("seat", "seat 7", 1n, { ok: false, gasUsed: 3_000_000n });
    expect(day.refuses("seat", "seat 7")).toBeUndefined();
    day.mined("seat", "seat 7", 1n, { ok: false, gasUsed: 3_000_000n });
    expect(day.refuses("seat", "seat 7")).toMatch(/failed/);
    expect(day.refuses("seat", "seat 8")).toBeUndefined();
  });

  it("mutes no till whose batches somebody else brings first, before it has used up its share", () => {
    const cost = COIN / 1_000n;
    expect(new Day().often("till", () => "terminal 1", cost, { ok: false, gasUsed: 3_000_000n })).toBe(250);
  });
});

describe("given calls that wait", () => {
  it("takes only so many of one person, and only so many of strangers together", () => {
    const { book } = new Day();
    const take = (standing: Standing, whose: string) => {
      const job = book.nextJob;
      const base = { to, data: stringToHex(`call ${job}`), gas: "1", cost: "0", at: NOW } as const;
      book.apply({ e: "taken", job, whose, standing, ...base });
    };
    for (let i = 0; i < budgets.waitingEach; i++) take("till", "terminal 1");
    for (let i = 0; i < budgets.waitingStrangers; i++) take("stranger", `account ${i}`);
    const refuses = (standing: Standing, whose: string) => tooMuch(book, { standing, whose }, NOW, budgets)?.message;
    expect(refuses("till", "terminal 1")).toMatch(/waiting/);
    expect(refuses("stranger", "account new")).toMatch(/waiting/);
    expect(refuses("till", "terminal 2")).toBeUndefined();
  });
});
