import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { houseClock } from "#protocol/house/houseClock.ts";
import { keyHashOf, makeKeyPair, publicKeyOf, signDigest } from "#protocol/voucher/p256.ts";
import { businessDayOf, type CounterItem, payCodeDigest, type SignedPayCode } from "#protocol/voucher/payCode.ts";
import { terminal as words } from "../../i18n/en/terminal.ts";
import { isAstray } from "../offline/offlineRules.ts";
import { judge, type PocketView } from "./accept.ts";

const START = 1_800_000_000;
const DAY_OFFSET = 28_800;
const DAY = 86_400;
const LATE_WINDOW = 72 * 3_600;
const PHONE_CODE_LASTS = 600;
const GUESTS = 50;
const domain = { chainId: 31_999, counter: "0x5FbDB2315678afecb367f032d93F642f64180aa3" } as const;

let pair: CryptoKeyPair;
let pocket: PocketView;

beforeAll(async () => {
  pair = await makeKeyPair();
  const keyHash = keyHashOf(await publicKeyOf(pair.publicKey));
  const key = { keyHash, perPayment: 1e6, perDay: 1e9, expiry: START + 400 * DAY };
  pocket = { exists: true, available: 1e9, key, spentToday: 0, spentDay: 0, used: false };
});

/** True time, and a device whose wall clock is wrong by some seconds and whose steady clock runs fast or slow. */
class World {
  passed = 0;
  now = () => START + Math.floor(this.passed / 1_000);
  device = (wrongBy: number, pace = 1) => ({
    wall: () => (START + wrongBy) * 1_000 + this.passed,
    monotonic: () => 7_000 + this.passed * pace,
  });
}

/** What the contract says of an item's times (`Counter._judgeAcceptance`), in a block of this second. */
function leftOut(item: CounterItem, businessDay: number, block: number): string | undefined {
  const dayStart = businessDay * DAY - DAY_OFFSET;
  if (item.acceptedAt < dayStart || item.acceptedAt >= dayStart + DAY) return "OtherBusinessDay";
  if (businessDay > businessDayOf(block, DAY_OFFSET) + 1) return "BatchDayTooFar";
  const acceptedAt = Math.min(item.acceptedAt, block);
  if (acceptedAt > item.acceptBy) return "AcceptedTooLate";
  if (item.acceptBy - acceptedAt > PHONE_CODE_LASTS + LATE_WINDOW) return "EndsTooFarAhead";
  return block - acceptedAt > LATE_WINDOW ? "ArrivedTooLate" : undefined;
}

async function aCode(phoneNow: number, nonce: number): Promise<SignedPayCode> {
  const code = { pocket: 7, keyEpoch: 1, nonce, maxAmount: 10_000, acceptBy: phoneNow + 90 };
  return { ...code, ...(await signDigest(pair.privateKey, payCodeDigest(domain, code))) };
}

interface Day {
  /** Seconds that the wall clocks are wrong by. */
  till?: number;
  phone?: number;
  /** The phone has never heard of the chain. */
  phoneIsCutOff?: boolean;
  blockTime?: number;
  pace?: number;
}

/** Guests for some hours across midnight, and what the contract says of every green. */
async function sell({ till = 0, phone = 0, phoneIsCutOff = false, blockTime = 2, pace = 1 }: Day) {
  const world = new World();
  const clock = houseClock(false, world.device(till, pace));
  const phoneClock = houseClock(false, world.device(phone));
  const said = { green: 0, noted: 0, lost: [] as string[], refused: new Set<string>() };
  for (let nonce = 0; nonce < GUESTS; nonce++) {
    world.passed += 501_000;
    // What a node tells is a block old, or nearly two.
    const heard = world.now() - (world.now() % blockTime) - (nonce % 2) * blockTime;
    clock.sawBlock(heard);
    if (!phoneIsCutOff) phoneClock.sawBlock(heard);
    const now = clock.anchored();
    const businessDay = businessDayOf(now, DAY_OFFSET);
    const code = await aCode(phoneClock.anchored(), nonce);
    const view = { pendingOfPocket: 0, takenToday: 0, dayCap: 1e9, expiry: START + 400 * DAY };
    const verdict = judge({ code, amount: 2_800, now, businessDay, domain, pocket, till: view });
    if (!verdict.ok) {
      said.refused.add(verdict.refusal.reason);
      continue;
    }
    // By a clock that is astray it is amber, and bounded.
    if (isAstray(Math.floor(world.device(till, pace).wall() / 1_000), now)) said.noted += 1;
    else said.green += 1;
    // Booked in the next block, or after two days without a relay.
    for (const block of [heard + blockTime, world.now() + 48 * 3_600]) {
      const reason = leftOut(verdict.item, businessDay, block);
      if (reason !== undefined) said.lost.push(reason);
    }
  }
  return said;
}

describe.each([2, 12])("given a block every %i seconds", (blockTime) => {
  it.each([0, 5, -5, 30, -30, 100, -100, DAY, -DAY, 4 * DAY, -4 * DAY])(
    "loses nothing green at a till whose clock is wrong by %i seconds, and refuses nothing",
    async (till) => {
      const [green, noted] = Math.abs(till) < DAY ? [GUESTS, 0] : [0, GUESTS];
      expect(await sell({ till, blockTime })).toEqual({ green, noted, lost: [], refused: new Set() });
    },
  );

  it.each([600, -600, 30, -30])(
    "takes the code of a phone whose clock is wrong by %i seconds and that has heard of the chain",
    async (phone) => {
      expect(await sell({ phone, blockTime })).toEqual({ green: GUESTS, noted: 0, lost: [], refused: new Set() });
    },
  );

  it.each([
    [600, "phoneClock"],
    [-600, "expired"],
  ] as const)("says what to do of a phone that is wrong by %i seconds and cut off", async (phone, reason) => {
    expect(await sell({ phone, phoneIsCutOff: true, blockTime })).toEqual({
      ...{ green: 0, noted: 0, lost: [] },
      refused: new Set([reason]),
    });
  });

  it.each([1.01, 0.99])("follows the chain where its steady clock runs at %f", async (pace) => {
    expect(await sell({ pace, blockTime })).toEqual({ green: GUESTS, noted: 0, lost: [], refused: new Set() });
  });
});

/** `docs/clocks.md`: which clock, how wrong it is, and the day that is played with it. */
const rows: readonly (readonly [clock: string, wrong: string, day: Day])[] = [
  ...[5, 30, 100].flatMap((n) => [
    ["till", `${n} s fast`, { till: n }] as const,
    ["till", `${n} s slow`, { till: -n }] as const,
  ]),
  ...[1, 4].flatMap((n) => {
    const days = `${n} day${n === 1 ? "" : "s"}`;
    return [
      ["till", `${days} fast`, { till: n * DAY }] as const,
      ["till", `${days} slow`, { till: -n * DAY }] as const,
    ];
  }),
  ["till", "runs 1 % fast", { pace: 1.01 }],
  ["till", "runs 1 % slow", { pace: 0.99 }],
  ["phone", "10 min fast", { phone: 600 }],
  ["phone", "10 min slow", { phone: -600 }],
  ["phone that never heard of the house", "10 min fast", { phone: 600, phoneIsCutOff: true }],
  ["phone that never heard of the house", "10 min slow", { phone: -600, phoneIsCutOff: true }],
];

/** What the till says in each case, as it says it. */
function saidAt({ noted, refused }: Awaited<ReturnType<typeof sell>>): string {
  const [reason] = refused as Set<"phoneClock" | "expired">;
  const sentences =
    reason !== undefined
      ? [words[`terminal.no.${reason}`], words[`terminal.no.${reason}.next`]]
      : noted > 0
        ? [`${words["terminal.noted"]}.`, `${words["terminal.offline.astray"]}.`]
        : [words["terminal.accepted"]];
  return sentences.join(" ").replace(/\{\w+\}/g, "…");
}

describe("the page of the clocks", () => {
  it("says what is shown, what is green and what is lost, as it is", async () => {
    const page = readFileSync(new URL("../../../../docs/clocks.md", import.meta.url), "utf8");
    const shown = page.split("\n").filter((line) => /^\| (till|phone)/.test(line));
    const found = await Promise.all(
      rows.map(async ([clock, wrong, day]) => {
        const said = await sell(day);
        const codes = said.green > 0 ? `${said.green} green` : said.noted > 0 ? `${said.noted} amber` : "all red";
        return `| ${[clock, wrong, codes, said.lost.length, saidAt(said)].join(" | ")} |`;
      }),
    );
    expect(shown).toEqual(found);
  });
});

describe("given a till that goes by its own clock", () => {
  it("would lose what it took: the table sees it", async () => {
    const item = { ...(await aCode(START, 1)), amount: 2_800, acceptedAt: START - 4 * DAY, x: 0n, y: 0n };
    expect(leftOut(item, businessDayOf(item.acceptedAt, DAY_OFFSET), START)).toBe("EndsTooFarAhead");
  });
});
