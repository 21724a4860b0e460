import { describe, expect, it } from "vitest";
import { club } from "#club";
import { defineClub } from "./club.ts";

const folder = new URL("../club/", import.meta.url);
const DAY = 86_400;

/** The club with one thing in it that cannot be; `undefined` takes it away. */
function odd(place: string, value: unknown): Record<string, unknown> {
  const draft = structuredClone(club) as unknown as Record<string, unknown>;
  const path = place.split(".");
  const last = path.pop() ?? "";
  const inside = path.reduce<Record<string, unknown>>((here, step) => {
    here[step] ??= {};
    return here[step] as Record<string, unknown>;
  }, draft);
  if (value === undefined) delete inside[last];
  else inside[last] = value;
  return draft;
}

const network = {
  token: "test money",
  operator: "0x00000000000000000000000000000000000a11ce",
  registrar: "0x0000000000000000000000000000000000b0b0b0",
  foundingOpens: "2027-03-01T09:00:00+08:00",
};
const on = (change: Record<string, unknown>) => ({ sepolia: { ...network, ...change } });
const HUGE = `1${"0".repeat(40)}`;

/** Amounts of a currency that has no smaller part. */
const inYen = (change: { unitPrice?: string; amount?: string }) => {
  const prices = {
    taxes: [],
    groups: [{ items: [{ name: { en: "A", de: "A", zh: "A" }, amount: change.amount ?? "450" }] }],
  };
  return { ...odd("currency.code", "JPY"), unitPrice: change.unitPrice ?? "450.00", prices };
};

/** Where, what stands there, and what is said of it. */
const table: readonly (readonly [place: string, value: unknown, why: RegExp])[] = [
  // Missing and misspelt.
  ["name", undefined, /is missing/],
  ["languages", undefined, /is missing/],
  ["currency", undefined, /is missing/],
  ["founding.price", undefined, /is missing/],
  ["rotation.chairs", undefined, /is missing/],
  ["treasury.reserveBps", undefined, /is missing/],
  ["practice", undefined, /is missing/],
  ["nmae", "Runde", /nothing here is called "nmae"; did you mean "name"\?/],
  ["founding.minSeat", 80, /did you mean "minSeats"\?/],
  ["founding.maxseats", 80, /did you mean "maxSeats"\?/],
  ["currency.decimal", 6, /did you mean "decimals"\?/],
  ["voting.quorum", 2_000, /nothing here is called "quorum"/],
  ["treasury.approvals", 6, /nothing here is called "approvals"/],
  ["budget.coffee", "100", /nothing here is called "coffee"; there are rent, payroll/],
  ["budget.Rent", "100", /did you mean "rent"\?/],
  ["rotation.seats", 3, /nothing here is called "seats"/],
  ["admin", network.operator, /nothing here is called "admin"/],
  // Twice.
  ["languages", ["en", "de", "en"], /names one twice/],
  ["networks", on({ relays: ["https://a.example", "https://a.example"] }), /names one twice/],
  ["networks", on({ beaconServers: ["https://a.example/", "https://a.example/"] }), /names one twice/],
  // Zero, negative, fractions, huge.
  ["founding.price", "0", /is nothing/],
  ["founding.price", "-30000", /is no amount like 28\.00/],
  ["founding.price", "30,000", /is no amount like 28\.00/],
  ["founding.price", "3e4", /is no amount like 28\.00/],
  ["founding.price", " 30000", /is no amount like 28\.00/],
  ["founding.price", "３００００", /is no amount like 28\.00/],
  ["founding.price", 30_000, /must be a string: write "30000" in quotes/],
  ["founding.price", HUGE, /is more than the escrow can count/],
  ["founding.price", "0.0000001", /has more decimals than the currency, which has 6/],
  ["founding.minSeats", 0, /must be one at least/],
  ["founding.minSeats", -1, /Too small/],
  ["founding.minSeats", 2.5, /must be a whole number/],
  ["founding.minSeats", Number.NaN, /must be a number|must be a whole number/],
  ["founding.minSeats", 101, /is more than maxSeats/],
  ["founding.minSeats", "80", /must be a number/],
  ["founding.maxSeats", 201, /is more than maxMembers/],
  ["founding.maxSeats", Number.POSITIVE_INFINITY, /must be a/],
  ["founding.length", 0, /leaves no day to sell/],
  ["founding.length", 5 * DAY, /leaves no day to sell/],
  ["founding.length", 400 * DAY, /is longer than 370 days/],
  ["founding.coolOff", 0, /is shorter than two days/],
  ["founding.coolOff", 31 * DAY, /is longer than 30 days/],
  ["maxMembers", 0, /is more than maxMembers|must lie between/],
  ["maxMembers", 2 ** 33, /Too big/],
  ["unitPrice", "0", /is nothing/],
  ["unitPrice", "28.001", /is no whole number of hundredths/],
  ["counter.pocketCap", "1", /buys nothing: it is less than unitPrice/],
  ["counter.pocketCap", "0", /must lie between|buys nothing/],
  ["counter.lateWindow", 0, /must lie between 1 hour/],
  ["counter.exitDelay", 72 * 3_600, /must lie between/],
  ["budget.rent", "-1", /is no amount like 28\.00/],
  ["budget.rent", HUGE, /is more than the books can hold/],
  ["treasury.reserveBps", 0, /must lie between 1000 \(10 %\)/],
  ["treasury.reserveBps", 10_001, /must lie between/],
  ["treasury.approvalsNeeded", 10, /must lie between 6 and 9/],
  ["treasury.approvalsNeeded", 5, /must lie between 6 and 9/],
  ["treasury.voteThreshold", "0", /must lie between/],
  ["rotation.chairs", 21, /must lie between/],
  ["rotation.chairs", 0, /must lie between 3 and 20/],
  ["rotation.termLength", DAY, /must lie between 35 days/],
  ["rotation.ballotFrom", 31 * DAY, /must lie between/],
  ["rotation.answersUntil", 6 * DAY, /must lie between/],
  ["voting.votingPeriod", 1, /must lie between 3 days/],
  ["voting.sponsors", 0, /must lie between 1 and 20/],
  ["voting.quorumBps", 100, /must lie between 1000 \(10 %\)/],
  ["leaverBar", 0, /must lie between 30 days/],
  ["practice.foundingOpensBefore", 60 * 365 * DAY, /Too big/],
  // The first price list.
  ["prices.groups", undefined, /is missing/],
  ["prices.groups.0.items.0.amuont", "1", /nothing here is called "amuont"; did you mean "amount"\?/],
  ["prices.groups.0.item", [], /nothing here is called "item"; did you mean "items"\?/],
  ["prices.groups.0.items.0.amount", "28,00", /is no amount like 28\.00/],
  ["prices.groups.0.items.0.amount", 28, /must be a string: write "28" in quotes/],
  ["prices.groups.0.items.0.amount", "0", /is nothing/],
  ["prices.groups.0.items.0.amount", "28.005", /is no whole number of hundredths/],
  ["prices.groups.0.items.0.amount", "100000", /is more than 99999\.99/],
  ["prices.groups.0.items.0.tax", "Z", /is no tax class of this list: /],
  ["prices.groups.0.items.0.name.de", undefined, /has no name in German: write de/],
  ["prices.groups.0.items.0.name.en", "Two\nlines", /must be one line of at most 40 letters/],
  ["prices.groups.0.items.0.name.en", "", /must be one line of at most 40 letters/],
  ["prices.groups.0.items.0.name.fr", "Bon", /Invalid|nothing here is called "fr"/],
  ["prices.groups", [], /sells nothing/],
  ["prices.taxes.0.rate", 101, /is no percentage between 0 and 100/],
  ["prices.taxes.0.rate", 6.001, /is no percentage between 0 and 100/],
  ["prices.taxes.0.rate", "6", /must be a number/],
  [
    "prices.taxes",
    [
      { label: "A", rate: 6 },
      { label: "A", rate: 9 },
    ],
    /names a tax class twice/,
  ],
  // Money that is none, clocks of elsewhere.
  ["currency.code", "XYZ", /is no currency of ISO 4217/],
  ["currency.code", "eur", /is no currency of ISO 4217/],
  ["currency.code", "EURO", /is no currency of ISO 4217/],
  ["currency.code", "", /is no currency of ISO 4217/],
  ["currency.code", "BTC", /is no currency of ISO 4217/],
  ["currency.decimals", 1, /is too coarse/],
  ["currency.decimals", 19, /is more than 18/],
  ["currency.decimals", 0, /is too coarse/],
  ["currency.decimals", -1, /is too coarse/],
  ["currency.decimals", 2.5, /must be a whole number/],
  ["currency.decimals", 1_000_000_000, /is more than 18/],
  ["currency.testMoney.faucetADay", "100", /is less than founding\.price/],
  ["timeZone", "Asia/Schanghai", /is no zone that clocks know/],
  ["timeZone", "+25:00", /is no zone that clocks know/],
  ["timeZone", "America/New_York", /makes a business day begin at 11:00 in America\/New_York/],
  ["dayOffset", 20 * 3_600, /is no time zone/],
  ["dayOffset", -8 * 3_600, /makes a business day begin at 16:00 in Asia\/Shanghai; .* write 8 \* HOURS/],
  // Names that break a line or a page.
  ["name", "", /Too small/],
  ["name", "Run\nde", /must be one line/],
  ["name", "Run\u2028de", /must be one line|without/],
  ["name", "Runde\u202e", /must be one line/],
  ["name", "<b>Runde</b>", /must be one line without/],
  ["name", "R".repeat(65), /Too big/],
  ["share.name", "Runde\nshare", /must be one line/],
  ["share.symbol", "A SYMBOL OF MANY LETTERS", /Too big/],
  ["voucher.symbol", "R\tV", /must be one line/],
  ["seatPages", "javascript:alert(1)//", /must be an address that begins with https/],
  ["seatPages", "http://runde.example/seats/", /must be an address that begins with https/],
  ["seatPages", "https://runde.example/seats", /must end with "\/"/],
  ["seatPages", "https://runde.example/ seats/", /must be without spaces/],
  ["seatPages", "https://user:secret@runde.example/", /must name nobody before an @/],
  ["seatPages", "data:text/html,/", /must be an address that begins with https/],
  ["languages", [], /Too small/],
  ["languages", ["fr"], /must be one of en, de, zh/],
  // Networks.
  ["networks", on({ operator: `0x${"0".repeat(40)}` }), /is nobody's address/],
  ["networks", on({ registrar: "0x0000000000000000000000000000000000000001" }), /is nobody's address/],
  ["networks", on({ token: `0x${"0".repeat(40)}` }), /is nobody's address/],
  ["networks", on({ operator: "0x12" }), /is no address/],
  ["networks", on({ operator: "house.eth" }), /is no address/],
  ["networks", on({ operator: "0x00000000000000000000000000000000000a11Ce" }), /is no address/],
  ["networks", on({ foundingOpens: "2027-03-01" }), /must be a moment with its zone/],
  ["networks", on({ foundingOpens: "2027-03-01T09:00:00" }), /must be a moment with its zone/],
  ["networks", on({ relays: ["javascript:alert(1)"] }), /must be an address that begins with https/],
  ["networks", on({ relays: ["https://a.example/path"] }), /must be an origin alone/],
  ["networks", on({ relays: [] }), /Too small/],
  ["networks", on({ rpc: "https://node.example" }), /nothing here is called "rpc"/],
  ["networks", { "Sepolia 2": network }, /must be a network of hardhat\.config\.ts/],
];

describe("a configuration with one odd thing in it", () => {
  it.each(table)("is refused: %s is %j", (place, value, why) => {
    let said = "";
    try {
      defineClub(folder, odd(place, value) as Parameters<typeof defineClub>[1]);
    } catch (error) {
      said = (error as Error).message;
    }
    expect(said).toMatch(/^The club's configuration cannot be:\n✖ /);
    expect(said).toMatch(why);
    // A club's size and its zone are told at the other figure.
    const [top = ""] = place.split(".");
    const told = { maxMembers: ["maxMembers", "founding"], timeZone: ["timeZone", "dayOffset"] }[top] ?? [top];
    expect(
      told.some((one) => said.includes(`→ at ${one}`)),
      said,
    ).toBe(true);
  });

  it("counts in whole yen, which have no smaller part", () => {
    const defined = (change: Parameters<typeof inYen>[0]) => () =>
      defineClub(folder, inYen(change) as unknown as Parameters<typeof defineClub>[1]);
    expect(defined({})).not.toThrow();
    expect(defined({ unitPrice: "450.5" })).toThrow(/has a part that JPY does not have\n.*at unitPrice/);
    expect(defined({ amount: "0.50" })).toThrow(
      /has a part that JPY does not have\n.*at prices\.groups\.0\.items\.0\.amount/,
    );
  });

  it("is one of more than 65, and without it the club is as it was", () => {
    expect(table.length).toBeGreaterThan(65);
    expect(() => defineClub(folder, odd("name", club.name) as Parameters<typeof defineClub>[1])).not.toThrow();
    const networks = odd("networks", on({}));
    expect(() => defineClub(folder, networks as Parameters<typeof defineClub>[1])).not.toThrow();
  });
});
