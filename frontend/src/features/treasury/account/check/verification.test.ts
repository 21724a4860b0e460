import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { accounts } from "#protocol/treasury/accounts.ts";
import { paperHouse, ToldBooks } from "#protocol/treasury/toldBooks.fixture.ts";
import { verifyHouse } from "#protocol/treasury/verifyBooks.ts";
import type { House } from "../../../../chain/node/house.ts";
import { aStorage } from "../../../../chain/node/storage.fixture.ts";
import type { startBooks } from "../books/booksJob.ts";

const ENTRIES = 60;
const NOW = 1_800_000_100;

/** The thread's work, done here. */
function workOn(told: ToldBooks): typeof startBooks {
  return (_house, _wish, tell) => {
    const progress = (read: number, all: number) => tell({ is: "busy", read, all });
    verifyHouse(told.ask, told.deployment, progress).then(
      (found) => tell({ is: "verified", found }),
      () => tell({ is: "failed", difference: undefined }),
    );
    return () => {};
  };
}

/** A proof from its beginning: what is known stays known in a page. */
async function aProof() {
  vi.resetModules();
  const module = { ...(await import("./verification.ts")), ...(await import("./verify.ts")) };
  const { renderToString } = await import("react-dom/server");
  const { createElement } = await import("react");
  const known = () => {
    let seen: ReturnType<typeof module.useVerification> | undefined;
    renderToString(
      createElement(() => {
        seen = module.useVerification();
        return null;
      }),
    );
    return seen;
  };
  return { ...module, known };
}

const houseOf = ({ deployment }: ToldBooks) =>
  ({ deployment: { ...deployment, houseId: `0x${"11".repeat(32)}` }, clock: { now: () => NOW } }) as unknown as House;

/** How many entries this browser knows to be whole, in a visit that begins now. */
async function rememberedBy(house: House) {
  vi.resetModules();
  const { HouseContext } = await import("../../../../chain/node/house.ts");
  const { useCheckedEntries } = await import("../../../../chain/treasury/checkedBooks.ts");
  const { renderToString } = await import("react-dom/server");
  const { createElement } = await import("react");
  let entries: number | undefined;
  renderToString(
    createElement(
      HouseContext,
      { value: house },
      createElement(() => {
        entries = useCheckedEntries();
        return null;
      }),
    ),
  );
  return entries;
}

async function verified(told: ToldBooks) {
  const { verify, known } = await aProof();
  await verify(houseOf(told), workOn(told));
  await expect.poll(() => known()?.step).not.toBe("busy");
  return known();
}

describe("given books, and what they speak of", () => {
  let told: ToldBooks;
  beforeEach(() => {
    told = new ToldBooks(ENTRIES);
    vi.stubGlobal("localStorage", aStorage());
  });
  afterEach(() => vi.unstubAllGlobals());

  it("says that they match, with which seal, and what is there", async () => {
    const cash = told.balances().get(accounts.cash);
    const places = told.balances().get(accounts.escrow);
    const owed = -(told.balances().get(accounts["vouchers owed"]) ?? 0n);
    expect(await verified(told)).toEqual({
      step: "match",
      entries: ENTRIES,
      head: told.entry(ENTRIES).head,
      block: ENTRIES,
      at: NOW,
      holdings: {
        holdings: [
          { what: "cash", booked: cash, found: cash, isRight: true },
          { what: "places", booked: places, found: places, isRight: true },
          { what: "refunds", booked: places, found: places, isRight: true },
          { what: "vouchers", booked: owed, found: owed, isRight: true },
        ],
        supply: owed,
        unclaimed: 0n,
      },
    });
  });

  it("names the first entry that was changed on the way", async () => {
    told.lie = (logs) =>
      logs.map((log) =>
        log.data.includes(told.entry(7).head.slice(2)) ? { ...log, data: `0x01${log.data.slice(4)}` } : log,
      );
    expect(await verified(told)).toMatchObject({ step: "differs", difference: { kind: "changed", seq: 7 } });
  });

  it("says incomplete, not wrong, where an entry is missing, or nobody answers", async () => {
    told.lie = (logs) => logs.filter(({ blockNumber }) => Number(blockNumber) < ENTRIES);
    expect(await verified(told)).toEqual({ step: "incomplete", checked: ENTRIES - 1, all: ENTRIES });
    told.lie = () => {
      throw new Error("nobody answers");
    };
    expect(await verified(told)).toMatchObject({ step: "incomplete", checked: 0 });
  });

  it("finds books that were sealed otherwise than the contract says", async () => {
    const others = new ToldBooks(ENTRIES, paperHouse(), 1_600_000_000);
    told.lie = () => others.logs(1, ENTRIES);
    expect(await verified(told)).toMatchObject({ step: "differs", difference: { kind: "head" } });
  });

  it("finds that vouchers are missing of which the books speak", async () => {
    told.lost = 1n;
    const found = await verified(told);
    expect(found?.step).toBe("lacks");
    const wrong = found?.step === "lacks" ? found.holdings.holdings.filter(({ isRight }) => !isRight) : [];
    expect(wrong.map(({ what, booked, found: there }) => [what, booked - there])).toEqual([["vouchers", 1n]]);
  });

  it("is remembered in the next visit, of this house alone, until the books are found not to be whole", async () => {
    const house = houseOf(told);
    expect(await rememberedBy(house)).toBe(0);
    await verified(told);
    expect(await rememberedBy(house)).toBe(ENTRIES);
    const another = { ...house, deployment: { ...house.deployment, houseId: `0x${"22".repeat(32)}` } } as House;
    expect(await rememberedBy(another)).toBe(0);
    told.lie = () => {
      throw new Error("nobody answers");
    };
    await verified(told);
    expect(await rememberedBy(house)).toBe(ENTRIES);
    told.lie = (logs) => logs;
    told.lost = 1n;
    await verified(told);
    expect(await rememberedBy(house)).toBe(0);
  });

  it("can be given up, and begun again", async () => {
    const { verify, stopVerifying, known } = await aProof();
    const house = houseOf(told);
    const ended = vi.fn();
    await verify(house, () => ended);
    expect(known()?.step).toBe("busy");
    stopVerifying();
    expect([known()?.step, ended.mock.calls.length]).toEqual(["idle", 1]);
    await verify(house, workOn(told));
    await expect.poll(() => known()?.step).toBe("match");
  });
});
