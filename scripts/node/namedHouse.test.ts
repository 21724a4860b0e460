import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Anvil, startAnvil } from "#relay/anvil.fixture.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { aDeployment } from "#relay/deployment.fixture.ts";
import { namedHouse } from "./namedHouse.ts";

const SEPOLIA = 11_155_111;

let folder: string;
let deployment: string;
let anvil: Anvil;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "a named house "));
  deployment = join(folder, "sepolia.json");
  writeFileSync(deployment, JSON.stringify(aDeployment({ practice: false, chainId: SEPOLIA })));
  anvil = await startAnvil(SEPOLIA);
});
afterEach(() => {
  anvil.stop();
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

describe.skipIf(anvilFile() === undefined)("a house that is named by its network", () => {
  it("is asked at the node that keystore or environment know, as for the deploy", async () => {
    vi.stubEnv("SEPOLIA_RPC_URL", anvil.url);
    const { url, deployment: found } = await namedHouse({ network: "sepolia", deployment }, "help");
    expect([url, found.chainId]).toEqual([anvil.url, SEPOLIA]);
  });

  it("is asked elsewhere when that is said, and refused on another chain", async () => {
    expect((await namedHouse({ network: "sepolia", deployment, rpc: anvil.url }, "help")).url).toBe(anvil.url);
    writeFileSync(deployment, JSON.stringify(aDeployment({ practice: false, chainId: 5 })));
    const other = namedHouse({ deployment, rpc: anvil.url }, "help");
    await expect(other).rejects.toThrow(
      `The node at ${new URL(anvil.url).host} is of chain ${SEPOLIA}, the house is on 5`,
    );
  });

  it("says which networks there are when it knows none of that name", async () => {
    await expect(namedHouse({ network: "nowhere", deployment }, "help")).rejects.toThrow(/has no network "nowhere"/);
  });
});
