import * as fc from "fast-check";
import { keccak256, stringToHex } from "viem";
import { describe, expect, it } from "vitest";
import { type Entry, JobBook } from "./jobBook.ts";

const NOW = 1_800_000_000;
const to = "0x00000000000000000000000000000000000000aa";

const taken = (job: number, word = `call ${job}`): Entry => {
  const base = { to, data: stringToHex(word), whose: "seat 1", standing: "seat", gas: "50000", cost: "100" } as const;
  return { e: "taken", job, ...base, at: NOW };
};
const signed = (nonce: number, attempt: number, job?: number): Entry => {
  const hash = keccak256(stringToHex(`${nonce} ${attempt}`));
  return { e: "signed", nonce, hash, raw: "0x02", fee: `${attempt + 1}`, tip: "1", block: 1, ...(job && { job }) };
};
const mined = (nonce: number, attempt: number, block: number, ok = true): Entry => {
  const hash = keccak256(stringToHex(`${nonce} ${attempt}`));
  const blockHash = keccak256(stringToHex(`block ${block}`));
  return { e: "mined", nonce, hash, block, blockHash, ok, cost: "70", gasUsed: "30000", at: NOW + 5 };
};

function bookOf(...entries: Entry[]): JobBook {
  const book = new JobBook();
  for (const entry of entries) book.apply(entry);
  return book;
}

const stateOf = (book: JobBook, job: number) => {
  const found = book.jobs.get(job);
  return found && book.stateOf(found);
};

describe("given a job book", () => {
  it("lets an older hash win after a better one was sent", () => {
    const book = bookOf(taken(1), signed(0, 0, 1), signed(0, 1, 1), mined(0, 0, 7));
    expect(stateOf(book, 1)).toBe("included");
    expect(book.openSlots()).toEqual([]);
  });

  it("lets a hash win though its place was given up", () => {
    const lost: Entry = { e: "lost", nonce: 0, block: 5, blockHash: keccak256("0x05") };
    const book = bookOf(taken(1), signed(0, 0, 1), lost);
    expect(stateOf(book, 1)).toBe("queued");
    for (const entry of [signed(1, 0, 1), { e: "undone", nonce: 0 } as const, mined(0, 0, 9)]) book.apply(entry);
    expect(stateOf(book, 1)).toBe("included");
    expect(book.openSlots().map(({ nonce }) => nonce)).toEqual([1]);
  });

  it("falls back when a block is gone, and takes a repeated asking for the same call", () => {
    const book = bookOf(taken(1), signed(0, 0, 1), mined(0, 0, 7), taken(2, "call 1"), { e: "undone", nonce: 0 });
    expect(stateOf(book, 1)).toBe("sent");
    expect(book.waiting).toBe(1);
  });

  it("counts what was done twice, after the first was there to stay, as two", () => {
    const book = bookOf(taken(1), signed(0, 0, 1), mined(0, 0, 7), taken(2, "call 1"), signed(1, 0, 2), {
      e: "undone",
      nonce: 0,
    });
    expect(book.waiting).toBe(2);
  });

  it("closes what is buried deep, and nothing else", () => {
    const book = bookOf(taken(1), signed(0, 0, 1), mined(0, 0, 7), taken(2), signed(1, 0, 2), mined(1, 0, 60, false));
    expect(book.closable(71, 2, NOW)).toEqual([]);
    const [closing, ...others] = book.closable(72, 2, NOW);
    expect(others).toEqual([]);
    const before = book.status(book.jobs.get(1)!.id);
    book.apply(closing!);
    expect([book.jobs.size, book.slots.size]).toEqual([1, 1]);
    expect(book.status(before!.id)).toEqual(before);
    expect(book.spentOn(Math.floor(NOW / 86_400), "seat", "seat 1").own).toEqual({
      cost: 140n,
      failedGas: 30_000n,
      waiting: 0,
    });
  });

  it("is the same book after every kind of life, read back from what is left on the disk", () => {
    const steps = fc.array(fc.record({ kind: fc.nat(6), which: fc.nat(4) }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (life) => {
        const book = new JobBook();
        let disk: Entry[] = [];
        let head = 1;
        const write = (entry: Entry) => {
          if (entry.e === "closed") {
            const isGone = (one: Entry) =>
              one.e !== "closed" &&
              ("nonce" in one ? entry.slots.includes(one.nonce) : entry.job === (one as { job: number }).job);
            disk = disk.filter((one) => !isGone(one));
          }
          if (entry.e === "rekeyed") disk = disk.filter(({ e }) => e === "closed");
          else disk.push(entry);
          book.apply(entry);
        };
        for (const { kind, which } of life) {
          head += 1;
          const slot = [...book.slots.values()][which];
          if (kind === 0) write(taken(book.nextJob, `call ${which}`));
          const [waiting] = book.queued();
          if (kind === 1 && waiting) write(signed(book.vacancy(0), 0, waiting.number));
          if (kind === 2 && slot && !slot.mined && !slot.lost) {
            write(signed(slot.nonce, slot.attempts.length, slot.attempts.at(-1)?.job));
          }
          if (kind === 3 && slot && !slot.mined) {
            const { hash } = slot.attempts[which % slot.attempts.length]!;
            write({ ...(mined(slot.nonce, 0, head, which % 2 === 0) as Extract<Entry, { e: "mined" }>), hash });
          }
          if (kind === 4 && slot && (slot.mined || slot.lost)) write({ e: "undone", nonce: slot.nonce });
          if (kind === 5) {
            head += 70;
            for (const entry of book.closable(head, 1_000, NOW)) write(entry);
          }
          if (kind === 6) for (const entry of book.rekeyed()) write(entry);
        }
        expect(bookOf(...disk)).toEqual(book);
      }),
      { numRuns: 300 },
    );
  });
});
