import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { deviceTime } from "#protocol/house/houseClock.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { aDeployment } from "#relay/deployment.fixture.ts";
import type { HouseServer } from "#relay/houseServer.ts";
import { freePorts } from "../node/ports.fixture.ts";
import { isFree } from "../node/ports.ts";
import { rpc } from "../node/rpc.ts";
import { Progress } from "../process/Progress.ts";
import { type HouseParts, type RunningHouse, startHouse } from "./startHouse.ts";
import { startOptions } from "./startOptions.ts";

const DAY = 86_400;
/** Far more than any machine loses between two looks at a clock. */
const AN_HOUR = 3_600;
const ACCOUNT = "0x00000000000000000000000000000000000000bb";
let path: string;
let port: number;
let told: number;
let houses: RunningHouse[];

beforeEach(async () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  path = mkdtempSync(join(tmpdir(), "a house "));
  port = await freePorts();
  told = 0;
  houses = [];
});

afterEach(async () => {
  for (const house of houses) await house.stop();
  rmSync(path, { recursive: true, force: true });
  vi.restoreAllMocks();
});

/** A house whose story is one gift of coins; chain, files, ports and processes are real. */
function parts(change: Partial<HouseParts> = {}): HouseParts {
  return {
    compile: async () => "up to date",
    buildApp: async () => "up to date",
    stampOfContracts: () => "first",
    clubName: "Runde",
    stampOfClub: () => "first",
    beginsAt: (anchor) => anchor - 90 * DAY,
    deploy: async () => aDeployment(),
    createServer: ({ onRequest }) => {
      const server = createServer((_request, response) => {
        onRequest();
        response.end("open");
      });
      return {
        app: {} as HouseServer["app"],
        settle: async () => {},
        start: (at) => new Promise((resolve) => server.listen(at, "127.0.0.1", () => resolve(at))),
        stop: async () => {
          server.closeAllConnections();
          await new Promise((resolve) => server.close(resolve));
        },
      };
    },
    tellStory: async ({ rpcUrl, anchor }) => {
      told += 1;
      await rpc(rpcUrl, "anvil_setBalance", [ACCOUNT, `0x${told}`]);
      await rpc(rpcUrl, "evm_setNextBlockTimestamp", [anchor]);
      await rpc(rpcUrl, "evm_mine");
    },
    ...change,
  };
}

async function start(args: string[] = [], change: Partial<HouseParts> = {}): Promise<RunningHouse> {
  const options = startOptions(["--port", String(port), ...args]);
  const house = await startHouse(path, options, parts(change), new Progress());
  houses.push(house);
  return house;
}

const gift = (house: RunningHouse) => rpc(house.chain.url, "eth_getBalance", [ACCOUNT, "latest"]);

describe.skipIf(anvilFile() === undefined)("starting a house", () => {
  it("tells the story once, opens in the present and goes on as it was left", async () => {
    const first = await start();
    expect(first.isNew).toBe(true);
    expect(Math.abs((await first.chain.now()) - deviceTime())).toBeLessThan(AN_HOUR);
    expect(await (await fetch(first.address)).text()).toBe("open");
    await first.stop();
    expect([await isFree(port), await isFree(port + 1)]).toEqual([true, true]);

    const second = await start();
    expect(second.isNew).toBe(false);
    expect(told).toBe(1);
    expect(await gift(second)).toBe("0x1");
  });

  it("stays at the day that was asked for, and refuses another one for the same house", async () => {
    const first = await start(["--anchor", "2026-03-01"]);
    const present = Date.UTC(2026, 2, 1) / 1000;
    expect((await first.chain.now()) - present).toBeLessThan(AN_HOUR);
    await first.stop();
    await expect(start(["--anchor", "2026-03-02"])).rejects.toThrow("was told for 2026-03-01");
    expect(await isFree(port + 1)).toBe(true);
    // Opened again it goes on from there, though that day is long ago.
    const again = await start();
    expect((await again.chain.now()) - present).toBeLessThan(AN_HOUR);
  });

  it("refuses a day whose story would begin before there is time", async () => {
    const longStory = { beginsAt: (anchor: number) => anchor - 20 * 365 * DAY };
    await expect(start(["--anchor", "1980-01-01"], longStory)).rejects.toThrow(
      "The story for 1980-01-01 begins on 1960-01-06, and no chain knows a day before 1970.",
    );
    expect(await isFree(port + 1)).toBe(true);
  });

  it("says when the contracts are no longer the ones it was made of", async () => {
    const first = await start();
    await first.stop();
    const same = await start();
    await same.stop();
    const later = await start([], { stampOfContracts: () => "second" });
    expect([first, same, later].map(({ isNew, isOlder }) => [isNew, isOlder])).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ]);
  });

  it("says when the club has decided otherwise since it was made", async () => {
    const first = await start();
    await first.stop();
    const same = await start();
    await same.stop();
    const later = await start([], { stampOfClub: () => "second" });
    expect([first, same, later].map(({ isNew, hasOldFigures }) => [isNew, hasOldFigures])).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ]);
  });

  it("begins again with --fresh", async () => {
    await (await start()).stop();
    const second = await start(["--fresh"]);
    expect([second.isNew, told]).toEqual([true, 2]);
  });

  it("tells the story again when it was cut off, and leaves nothing running then", async () => {
    const cut = async () => {
      throw new Error("the light went out");
    };
    await expect(start([], { tellStory: cut })).rejects.toThrow("the light went out");
    expect(await isFree(port + 1)).toBe(true);
    const second = await start();
    expect([second.isNew, told]).toEqual([true, 1]);
  });

  it("tells the story again when the chain lost its end", async () => {
    const first = await start(["--anchor", "2026-03-01"]);
    await first.stop();
    const { HouseFolder } = await import("../node/HouseFolder.ts");
    new HouseFolder(path).write("house.json", {
      anchor: "2026-03-01",
      told: { number: 500, hash: "0x00" },
    });
    expect((await start()).isNew).toBe(true);
    expect(told).toBe(2);
  });

  it("stops with the port that is taken", async () => {
    const other = createServer().listen(port, "127.0.0.1");
    await expect(start()).rejects.toThrow(`Port ${port} is taken`);
    await new Promise((resolve) => other.close(resolve));
  });
});
