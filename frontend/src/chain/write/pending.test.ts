import { zeroAddress } from "viem";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { House } from "../node/house.ts";
import { aStorage } from "../node/storage.fixture.ts";

const house = { deployment: { houseId: `0x${"ab".repeat(32)}` } } as House;
const call = (id: `0x${string}`, at: number) => ({ id, to: zeroAddress, data: "0xabcd", name: "ballot", at }) as const;
const [first, second] = [call("0x0b", 1), call("0x0a", 2)];

/** A tab of the browser: its own memory, and the storage of all. News of the others' changes has not come yet. */
async function aTab() {
  vi.resetModules();
  const tab = await import("./pending.ts");
  await tab.openPending(house);
  return tab;
}

beforeEach(() => {
  vi.stubGlobal("localStorage", aStorage());
  vi.stubGlobal("addEventListener", () => undefined);
});
afterEach(() => vi.unstubAllGlobals());

describe("given two tabs that confirm something at the same moment", () => {
  it("what each handed in is found again after a reload, oldest first", async () => {
    const [one, other] = [await aTab(), await aTab()];
    one.addPending(first);
    other.addPending(second);
    expect(await (await aTab()).openPending(house)).toEqual([first, second]);
  });

  it("what is on the record never comes back", async () => {
    const one = await aTab();
    one.addPending(first);
    const other = await aTab();
    one.removePending(first.id);
    other.addPending(second);
    expect(await (await aTab()).openPending(house)).toEqual([second]);
  });
});

describe("given something in the storage that is not ours", () => {
  it("leaves it alone", async () => {
    localStorage.setItem("runde.abababababab.pending.0x01", "no call");
    localStorage.setItem("runde.abababababab.session", JSON.stringify(first));
    localStorage.setItem("runde.cdcdcdcdcdcd.pending.0x0b", JSON.stringify(first));
    expect(await (await aTab()).openPending(house)).toEqual([]);
  });
});
