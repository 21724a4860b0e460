import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "#protocol/treasury/accounts.ts";
import { ToldBooks } from "#protocol/treasury/toldBooks.fixture.ts";
import type { House } from "../../../../chain/node/house.ts";
import { askInside } from "../../../../chain/node/ownServer.ts";
import type { Entry } from "../entry/entries.ts";
import { filterParams, findRows, openGroup, PAGE, parseFilter } from "./find.ts";
import { findEntries } from "./findEntries.ts";
import { fits } from "./looking.ts";

const rent = { debit: accounts.rent, credit: accounts.cash } as Entry;
const redeemed = { debit: accounts["vouchers owed"], credit: accounts["voucher sales"] } as Entry;

describe("given an address with filters", () => {
  it("reads and writes the same", () => {
    const filter = { dir: "out", cat: "rent", q: "november" } as const;
    expect(parseFilter(new URLSearchParams(filterParams(filter)))).toEqual(filter);
    expect(filterParams({ q: "" })).toEqual({});
  });

  it("passes over what it does not know", () => {
    expect(parseFilter(new URLSearchParams("dir=up&cat=gold&q=%20"))).toEqual({ q: "" });
  });
});

describe("given an entry", () => {
  it("fits by direction and by kind, both together", () => {
    expect(fits(rent, { q: "" })).toBe(true);
    expect(fits(rent, { dir: "out", cat: "rent", q: "" })).toBe(true);
    expect(fits(rent, { dir: "in", cat: "rent", q: "" })).toBe(false);
    expect(fits(redeemed, { dir: "aside", q: "" })).toBe(true);
    expect(fits(redeemed, { cat: "rent", q: "" })).toBe(false);
  });
});

const MANY = 10_000;

describe(`given books of ${MANY} entries`, () => {
  const told = new ToldBooks(MANY);
  const says = ({ facts, seq }: Partial<Entry> & { facts?: { text?: string } }) => `entry ${seq} ${facts?.text ?? ""}`;
  let trips = 0;

  /** A house of its own each time, so that nothing is remembered; what is asked in one moment travels together. */
  function aHouse(): House {
    trips = 0;
    let waiting = false;
    const request = async ({ method, params }: { method: string; params: unknown[] }) => {
      if (!waiting) {
        waiting = true;
        trips += 1;
        setTimeout(() => {
          waiting = false;
        }, 0);
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
      return told.ask(method, params);
    };
    const deployment = { ...told.deployment, houseId: `house ${Math.random()}` };
    return { rpc: { request }, deployment } as unknown as House;
  }

  beforeAll(() => {
    askInside((address) => {
      const text = told.texts.get(address.split("/").at(-1) as `0x${string}`);
      return text === undefined ? new Response("", { status: 404 }) : new Response(text);
    });
  });
  afterAll(() => askInside((address, init) => fetch(address, init)));

  it("shows the first rows after three questions to the node, each day's many alike as one", async () => {
    const { rows, more } = await findRows(aHouse(), { q: "" }, 1, { says, known: MANY });
    expect(trips).toBeLessThanOrEqual(3);
    // A day has 88 entries or so, of which all but a few are vouchers redeemed.
    expect(rows.length).toBeGreaterThanOrEqual(10);
    expect(more).toBe(true);
    const groups = rows.filter((row) => row.is === "many");
    expect(groups.length).toBeGreaterThanOrEqual(2);
    expect(groups.every(({ group }) => group.debit === accounts["vouchers owed"])).toBe(true);
    expect(rows.some((row) => row.is === "one" && row.line.facts?.text === "Rent for November")).toBe(true);
  });

  it("goes on to the oldest entry, page by page, and each is somewhere", async () => {
    const few = new ToldBooks(600);
    const house = { ...aHouse(), rpc: { request: ({ method, params }: never) => few.ask(method, params) } };
    let pages = 1;
    let found = await findRows(house as never, { q: "" }, pages, { says });
    for (; found.more; pages += 1) found = await findRows(house as never, { q: "" }, pages + 1, { says });
    const count = found.rows.reduce((sum, row) => sum + (row.is === "one" ? 1 : row.group.count), 0);
    expect([count, pages > 1]).toEqual([600, true]);
  });

  it("asks once more where more was booked meanwhile, and loses nothing", async () => {
    const { rows } = await findRows(aHouse(), { q: "" }, 1, { says, known: MANY - 7 });
    const [first] = rows;
    expect(first?.is === "many" ? first.group.last : first?.line.seq).toBe(MANY);
    const unknown = await findRows(aHouse(), { q: "" }, 1, { says });
    expect(unknown.rows.map((row) => row.is)).toEqual(rows.map((row) => row.is));
  });

  it("opens a row to the very entries that it stands for", async () => {
    const { rows } = await findRows(aHouse(), { q: "" }, 1, { says, known: MANY });
    const group = rows.flatMap((row) => (row.is === "many" ? [row.group] : []))[1];
    if (group === undefined) throw new Error("No row stands for many");
    const lines = await openGroup(aHouse(), group, 1_000);
    expect(lines.length).toBe(group.count);
    expect(lines.reduce((sum, { amount }) => sum + amount, 0n)).toBe(group.amount);
    expect([lines[0]?.seq, lines.at(-1)?.seq]).toEqual([group.last, group.first]);
    expect((await openGroup(aHouse(), group, 5)).map(({ seq }) => seq)).toEqual(
      lines.slice(0, 5).map(({ seq }) => seq),
    );
  });

  it("finds single entries by kind and by word", async () => {
    const kind = await findRows(aHouse(), { cat: "redeemed", q: "" }, 1, { says, known: MANY });
    expect(kind.rows.every((row) => row.is === "one")).toBe(true);
    expect(kind.rows.length).toBe(PAGE);
    const { lines } = await findEntries(aHouse(), { dir: "out", q: "november" }, 3, { says, known: MANY });
    expect(lines.map(({ debit }) => debit)).toEqual([accounts.rent, accounts.rent, accounts.rent]);
  });
});
