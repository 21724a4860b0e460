import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Anvil, startAnvil } from "#relay/anvil.fixture.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { aDeployment } from "#relay/deployment.fixture.ts";
import { freePort } from "#relay/freePort.fixture.ts";
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

  it("says which variable, or which option, names a node that does not answer", async () => {
    anvil.stop();
    const away = `http://127.0.0.1:${await freePort()}`;
    vi.stubEnv("SEPOLIA_RPC_URL", away);
    await expect(namedHouse({ network: "sepolia", deployment }, "help")).rejects.toThrow(
      /^The node does not answer \(127\.0\.0\.1:\d+\)\. SEPOLIA_RPC_URL names it, .*: start that node, or put another address there \(npm run keystore -- set SEPOLIA_RPC_URL --force\), and run the same command again\.$/,
    );
    await expect(namedHouse({ deployment, rpc: away }, "help")).rejects.toThrow(
      `The node does not answer (${new URL(away).host}). --rpc names it: start that node (of your own house: npm start), or name another.`,
    );
  });

  it("says which networks there are when it knows none of that name", async () => {
    await expect(namedHouse({ network: "nowhere", deployment }, "help")).rejects.toThrow(/has no network "nowhere"/);
  });
});

describe("a house that cannot be found", () => {
  it("leads to npm start where none was opened here, and to attach where its file is gone or was edited", async () => {
    vi.stubEnv("RUNDE_HOUSE", join(folder, "nothing here"));
    await expect(namedHouse({}, "help")).rejects.toThrow(/^No house was opened here yet.*: npm start opens one\./);
    const gone = join(folder, "gone.json");
    const rpc = "http://127.0.0.1:9";
    await expect(namedHouse({ deployment: gone, rpc }, "help")).rejects.toThrow(`There is no ${gone}: npm run deploy`);
    writeFileSync(deployment, '{ "format": 1, }');
    await expect(namedHouse({ deployment, rpc }, "help")).rejects.toThrow(
      `${deployment} tells of no house. Put it back as it was written, or lay it aside: npm run attach writes it again.`,
    );
  });

  it("says so when what was named is no node's address, and does not repeat it: it may hold a secret", async () => {
    const asked = namedHouse({ deployment, rpc: "node.example/v3/secret" }, "help");
    await expect(asked).rejects.toThrow(/^The address of the node is none: it must begin with https/);
    await expect(asked).rejects.not.toThrow(/secret/);
  });
});
