import { encodeAbiParameters, encodeEventTopics, keccak256, parseAbi, parseAbiParameters } from "viem";
import { describe, expect, it } from "vitest";
import {
  differenceSentence,
  entryHash,
  entryOfLog,
  type JournalEntry,
  JournalTwin,
  NO_HEAD,
  type RawLog,
} from "./journal.ts";

const abi = parseAbi([
  "event EntryAppended(uint64 indexed seq, uint16 indexed debit, uint16 indexed credit, uint128 amount, uint48 time, uint16 term, bytes32 ref, address actor, uint64 reverses, bytes32 head)",
]);

const actor = "0x00000000000000000000000000000000000a11ce" as const;
const ref = `0x${"5e".repeat(32)}` as const;

/** A chain of entries with true heads: escrow, finalising, a redeemed voucher. */
function books(count = 3): JournalEntry[] {
  const moves = [
    [110, 210, 30_000_000_000n],
    [100, 200, 30_000_000_000n],
    [200, 400, 28_000_000n],
  ] as const;
  let head = NO_HEAD;
  return Array.from({ length: count }, (_, i) => {
    const [debit, credit, amount] = moves[i % moves.length] ?? moves[0];
    const entry = { seq: i + 1, time: 1_790_000_000 + i, debit, credit, amount, term: i, ref, actor, reverses: 0 };
    head = entryHash(head, entry);
    return { ...entry, head };
  });
}

function onChain(entries: readonly JournalEntry[]) {
  const balances = new Map<number, bigint>();
  for (const { debit, credit, amount } of entries) {
    balances.set(debit, (balances.get(debit) ?? 0n) + amount);
    balances.set(credit, (balances.get(credit) ?? 0n) - amount);
  }
  return { head: entries.at(-1)?.head ?? NO_HEAD, count: entries.length, balances };
}

function twinOf(entries: readonly JournalEntry[]): JournalTwin {
  const twin = new JournalTwin();
  for (const entry of entries) twin.add(entry);
  return twin;
}

function logOf(entry: JournalEntry): RawLog {
  const { seq, debit, credit, amount, time, term, reverses, head } = entry;
  return {
    topics: encodeEventTopics({
      abi,
      eventName: "EntryAppended",
      args: { seq: BigInt(seq), debit, credit },
    }) as string[],
    data: encodeAbiParameters(parseAbiParameters("uint128, uint48, uint16, bytes32, address, uint64, bytes32"), [
      amount,
      time,
      term,
      entry.ref,
      entry.actor,
      BigInt(reverses),
      head,
    ]),
  };
}

describe("the hash of an entry", () => {
  it("is keccak256 of head and entry in ten words", () => {
    const [entry] = books(1) as [JournalEntry];
    const head = `0x${"77".repeat(32)}` as const;
    const odd = { ...entry, amount: 2n ** 128n - 1n, time: 2 ** 40, reverses: 9 };
    const encoded = encodeAbiParameters(
      parseAbiParameters("bytes32, uint64, uint48, uint16, uint16, uint128, uint16, bytes32, address, uint64"),
      [head, 1n, 2 ** 40, 110, 210, 2n ** 128n - 1n, 0, ref, actor, 9n],
    );
    expect(entryHash(head, odd)).toBe(keccak256(encoded));
  });
});

describe("a log of the books", () => {
  it("is read as it was written", () => {
    for (const entry of books()) expect(entryOfLog(logOf(entry))).toEqual(entry);
  });

  it("is refused when it is another event, or cut", () => {
    const log = logOf(books(1)[0] as JournalEntry);
    expect(() => entryOfLog({ ...log, data: log.data.slice(0, -2) })).toThrow("no entry");
    expect(() => entryOfLog({ ...log, topics: [NO_HEAD, ...log.topics.slice(1)] })).toThrow("no entry");
    expect(() => entryOfLog({ ...log, topics: log.topics.slice(0, 3) })).toThrow("no entry");
  });
});

describe("the twin of the books", () => {
  it("begins with nothing", () => {
    const twin = new JournalTwin();
    expect([twin.head, twin.count, twin.balance(100)]).toEqual([NO_HEAD, 0, 0n]);
    expect(twin.compare({ head: NO_HEAD, count: 0, balances: new Map([[100, 0n]]) })).toBeUndefined();
  });

  it("comes to the same head, count and balances", () => {
    const entries = books(50);
    const twin = twinOf(entries);
    expect(twin.head).toBe(entries.at(-1)?.head);
    expect(twin.count).toBe(50);
    expect(twin.balance(200)).toBe(28_000_000n * 16n - 30_000_000_000n * 17n);
    expect(twin.compare(onChain(entries))).toBeUndefined();
  });

  it("takes lists that overlap", () => {
    const entries = books(10);
    const twin = twinOf([...entries.slice(0, 7), ...entries.slice(4)]);
    expect(twin.compare(onChain(entries))).toBeUndefined();
  });

  it("works with another keccak that gives back one buffer again and again", () => {
    const out = new Uint8Array(32);
    const twin = new JournalTwin((bytes) => {
      out.set(keccak256(bytes, "bytes"));
      return out;
    });
    const entries = books(5);
    for (const entry of entries) expect(twin.add(entry)).toBe(true);
    expect(twin.compare(onChain(entries))).toBeUndefined();
  });

  it.each([
    ["amount", { amount: 29_000_000n }],
    ["amount beyond what the books can hold", { amount: 28_000_000n + (1n << 200n) }],
    ["account", { credit: 410 }],
    ["time", { time: 1 }],
    ["term", { term: 9 }],
    ["reference", { ref: NO_HEAD }],
    ["actor", { actor: "0x00000000000000000000000000000000000a11cf" }],
    ["reversal", { reverses: 1 }],
  ] as const)("finds a changed %s at its entry, and adds nothing after it", (_, change) => {
    const entries = books(9);
    entries[5] = { ...(entries[5] as JournalEntry), ...change };
    const twin = twinOf(entries);
    expect(twin.difference).toMatchObject({ kind: "changed", seq: 6, logged: entries[5].head });
    expect(twin.count).toBe(5);
    expect(twin.compare(onChain(entries))).toMatchObject({ kind: "changed", seq: 6 });
  });

  it("finds a missing entry, in the middle and at the end", () => {
    const entries = books(9);
    expect(twinOf(entries.filter(({ seq }) => seq !== 4)).compare(onChain(entries))).toEqual({
      kind: "missing",
      seq: 4,
    });
    expect(twinOf(entries.slice(0, 7)).compare(onChain(entries))).toEqual({ kind: "missing", seq: 8 });
  });

  it("finds a chain that says another head, count or balance", () => {
    const entries = books(4);
    const said = onChain(entries);
    const twin = twinOf(entries);
    expect(twin.compare({ ...said, head: NO_HEAD })).toEqual({ kind: "head", recomputed: said.head, onChain: NO_HEAD });
    expect(twin.compare({ ...said, count: 3 })).toEqual({ kind: "count", recomputed: 4, onChain: 3 });
    const lying = new Map(said.balances).set(100, 1n);
    expect(twin.compare({ ...said, balances: lying })).toEqual({
      kind: "balance",
      account: 100,
      recomputed: 30_000_000_000n,
      onChain: 1n,
    });
    expect(twin.compare({ ...said, balances: new Map() })).toMatchObject({ kind: "balance", onChain: 0n });
  });

  it("says each difference in a sentence", () => {
    expect(differenceSentence({ kind: "missing", seq: 4 })).toBe("Incomplete: entry 4 is missing");
    expect(differenceSentence({ kind: "count", recomputed: 4, onChain: 3 })).toContain("4 entries");
    expect(differenceSentence({ kind: "balance", account: 100, recomputed: 1n, onChain: 2n })).toContain("100 (cash)");
    expect(differenceSentence({ kind: "changed", seq: 6, recomputed: NO_HEAD, logged: ref })).toContain("Entry 6");
    expect(differenceSentence({ kind: "head", recomputed: NO_HEAD, onChain: ref })).toContain("heads differ");
  });
});
