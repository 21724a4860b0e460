import { setTimeout as pause } from "node:timers/promises";
import { createPublicClient, http } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { counterAbi } from "#protocol/abi/counter.ts";
import { pocketsAbi } from "#protocol/abi/pockets.ts";
import { deviceTime } from "#protocol/house/houseClock.ts";
import { payCodeDigest, payCodeToDigits } from "#protocol/voucher/payCode.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { buildFolder } from "#scripts/compile/buildFolder.ts";
import { itemsOr, patienceFor, SEED, writeResult } from "./storm/asked.ts";
import { BackRoom, type Dice, dice, type Storms } from "./storm/BackRoom.ts";
import { BadLine } from "./storm/BadLine.ts";
import { counterOnAnvil, IN_POCKET, type Phone, type StormCounter } from "./storm/counterOnAnvil.ts";
import { Tablet } from "./storm/Tablet.ts";

const CHAIN = 31_998;
/** Each costs a real browser a quarter of a second; the relay alone is stormed by another test. */
const ITEMS = itemsOr(100);
const PHONES = 16;
/** Looks, a second apart, after which what has not changed stays as it is. */
const STUCK = 90;
/** Two guests of so many show the same code, each at another tablet. */
const DUEL_EVERY = 12;

interface Guest extends Phone {
  nonce: number;
  amount: number;
}

/** A tablet, its number, and every green that its screen has shown. */
interface Till {
  tablet: Tablet;
  id: number;
  greens: Guest[];
  line: BadLine;
}

let room: BackRoom;
let counter: StormCounter;
const tills: Till[] = [];
const happened: Record<string, number> = {};

beforeAll(async () => {
  room = await BackRoom.open(CHAIN);
  counter = await counterOnAnvil(room.anvil, CHAIN, PHONES);
  await room.begin(counter.deployment, buildFolder({ practice: true }));
  for (let n = 0; n < 2; n++) {
    const line = await BadLine.before(() => room.relayPort);
    const till: Till = { tablet: new Tablet(line.address), id: 0, greens: [], line };
    tills.push(till);
    await till.tablet.open();
    till.id = await counter.letIn(await till.tablet.card());
    await till.tablet.isOpen();
  }
});
afterAll(() => {
  for (const { tablet, line } of tills) {
    tablet.end();
    line.stop();
  }
  room?.close();
});

/** What the phone shows now: the same nonce with a new end. */
function digitsOf({ pocket, key, nonce }: Guest): string {
  const code = { pocket, keyEpoch: 1, nonce, maxAmount: 100_000, acceptBy: deviceTime() + 90 };
  const domain = { chainId: CHAIN, counter: counter.deployment.contracts.Counter };
  return payCodeToDigits({ ...code, ...key.sign(payCodeDigest(domain, code)) });
}

/**
 * As at a counter: the code is shown until the till says that it is taken. Where the tablet died meanwhile nobody knows
 * whether it was, so it is shown again, and "taken already" is a green too.
 */
async function serve(till: Till, guest: Guest): Promise<void> {
  for (let inDoubt = false; ; ) {
    const word = await till.tablet.sell(digitsOf(guest), guest.amount).catch(() => "gone");
    said[word] = (said[word] ?? 0) + 1;
    if (word === "accepted" || word === "noted" || (word === "alreadyUsed" && inDoubt)) {
      till.greens.push(guest);
      return;
    }
    if (word === "gone") {
      inDoubt = true;
      await till.tablet.open();
      await till.tablet.isOpen();
    } else await pause(300);
  }
}

/** What the screens said. */
const said: Record<string, number> = {};

/** The same code at both, once each: whoever is green has sold it. Nobody dies in it, but may have before. */
async function duel(guest: Guest): Promise<void> {
  const sell = ({ tablet }: Till) => tablet.sell(digitsOf(guest), guest.amount);
  await Promise.all(
    tills.map(async (till) => {
      const word = await sell(till).catch(async () => {
        await till.tablet.open();
        await till.tablet.isOpen();
        return sell(till);
      });
      said[`duel: ${word}`] = (said[`duel: ${word}`] ?? 0) + 1;
      if (word === "accepted" || word === "noted") till.greens.push(guest);
    }),
  );
}

const anyTill = (roll: Dice) => tills[roll(tills.length)]!;

/** What goes wrong at the counter itself; the rest is the back room's. */
const atTheCounter: Storms = {
  async "kill -9 of a tab"(roll) {
    const { tablet } = anyTill(roll);
    await pause(roll(250));
    await tablet.killTab();
  },
  async "kill -9 of a browser"(roll) {
    const { tablet } = anyTill(roll);
    await pause(roll(250));
    tablet.killBrowser();
  },
  async "a tablet's disk is full"(roll) {
    const { tablet } = anyTill(roll);
    await tablet.setFull(true);
    await pause(400);
    await tablet.setFull(false);
  },
  async "requests lost"(roll) {
    anyTill(roll).line.happen("lost", 1 + roll(4));
  },
  async "answers to a tablet lost"(roll) {
    anyTill(roll).line.happen("unanswered", 1 + roll(4));
  },
  async "requests doubled"(roll) {
    anyTill(roll).line.happen("doubled", 1 + roll(4));
  },
  async "answers that overtake each other"(roll) {
    anyTill(roll).line.happen("late", 1 + roll(3));
  },
};

/** Each storm once before any comes again. In a duel no tablet dies: it would leave open who was green. */
function inTurn(names: readonly string[], roll: Dice): (isDuel: boolean) => string {
  let left: string[] = [];
  return (isDuel) => {
    const may = (name: string) => !isDuel || !name.startsWith("kill -9 of a ");
    if (!left.some(may)) left = [...left, ...names];
    const fitting = left.filter(may);
    const name = fitting[roll(fitting.length)]!;
    left.splice(left.indexOf(name), 1);
    return name;
  };
}

/** What the contract says, asked past relay and rig: by terminal, and by pocket, in hundredths. */
async function reckon() {
  const client = createPublicClient({ transport: http(room.anvil.url), cacheTime: 0 });
  const { Counter, Pockets } = counter.deployment.contracts;
  const paid = await Promise.all(
    tills.map(async ({ id }) => {
      const found = { count: 0, hundredths: 0 };
      for (let first = 1; ; first += 500) {
        const of = { address: Counter, abi: counterAbi, functionName: "batches" } as const;
        const records = await client.readContract({ ...of, args: [id, first, 500] });
        for (const { paid, total } of records) {
          found.count += paid;
          found.hundredths += total;
        }
        if (records.length < 500) return found;
      }
    }),
  );
  const drops = await Promise.all(
    counter.phones.map(async ({ pocket }) => {
      const of = { address: Pockets, abi: pocketsAbi, functionName: "pocket" } as const;
      const { balance } = await client.readContract({ ...of, args: [pocket] });
      return Number((IN_POCKET - balance) / 10_000n);
    }),
  );
  return { paid, drops };
}

const sum = (guests: readonly Guest[]) => guests.reduce((all, { amount }) => all + amount, 0);

/** Greens beside the contract. All codes are some guest's, so each pocket must have lost exactly what they asked for. */
async function verdict() {
  const { paid, drops } = await reckon();
  const screens = await Promise.all(tills.map(({ tablet }) => tablet.reads()));
  const codes = [...new Set(tills.flatMap(({ greens }) => greens))];
  const perTill = tills.map(({ greens }, i) => {
    const { unpaid } = screens[i]!;
    return {
      greens: greens.length,
      paid: paid[i]!.count,
      saidUnpaid: unpaid.count,
      missing: greens.length - paid[i]!.count - unpaid.count,
      missingHundredths: sum(greens) - paid[i]!.hundredths - unpaid.hundredths,
    };
  });
  const perPocket = counter.phones.map(
    ({ pocket }, i) => drops[i]! - sum(codes.filter((guest) => guest.pocket === pocket)),
  );
  return {
    perTill,
    wedged: screens.filter(({ waiting }) => waiting).length,
    lost: perTill.reduce((all, { missing }) => all + Math.max(0, missing), 0),
    double: perPocket.filter((difference) => difference !== 0).length,
    notGreen: perTill.reduce((all, { missing }) => all + Math.max(0, -missing), 0),
    exact: perTill.every(({ missingHundredths }) => missingHundredths === 0),
  };
}

describe.skipIf(anvilFile() === undefined)(`given ${ITEMS} guests at two tills in a storm (seed ${SEED})`, () => {
  it("pays each green once, or says loudly that it is not paid, and goes on selling", {
    timeout: patienceFor(ITEMS),
  }, async () => {
    const roll = dice(SEED);
    const began = performance.now();
    const storms = { ...room.storms, ...atTheCounter };
    const nextStorm = inTurn(Object.keys(storms), roll);
    // A phone counts from 1.
    const nonces = counter.phones.map(() => 1);
    let served = 0;
    const next = (): Guest => {
      const i = served++ % PHONES;
      return { ...counter.phones[i]!, nonce: nonces[i]!++, amount: 101 + roll(800) };
    };
    while (served < ITEMS) {
      const isDuel = roll(DUEL_EVERY) === 0;
      const guests = isDuel ? duel(next()) : Promise.all(tills.map((till) => serve(till, next())));
      const sold = guests.then(() => undefined);
      if (roll(3) === 0) {
        const name = nextStorm(isDuel);
        happened[name] = (happened[name] ?? 0) + 1;
        await Promise.all([sold, storms[name]!(roll).catch(() => undefined)]);
      } else await sold;
    }
    room.behave();
    for (const { line } of tills) line.behave();
    // Nothing more goes wrong: each sells once more, and all that is on its way arrives, and stays.
    await Promise.all(tills.map((till) => serve(till, next())));
    let found = await verdict();
    for (let quiet = 0, same = 0; quiet < 5 && same < STUCK; ) {
      await pause(1_000);
      const before = JSON.stringify(found);
      found = await verdict().catch(() => ({ ...found, wedged: tills.length }));
      quiet = found.wedged === 0 && found.exact ? quiet + 1 : 0;
      same = JSON.stringify(found) === before ? same + 1 : 0;
    }
    const { perTill, lost, double, notGreen, wedged } = found;
    const seconds = Math.round((performance.now() - began) / 1_000);
    const result = { items: served, seed: SEED, lost, double, wedged, notGreen, perTill, seconds, happened, said };
    writeResult("till", result);
    expect(result).toMatchObject({ lost: 0, double: 0, wedged: 0, notGreen: 0 });
    expect(await room.waiting()).toBe(0);
  });
});
