import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Hex, keccak256, stringToHex } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contractNames } from "#protocol/abi/parts.ts";
import { parseDeployment } from "#protocol/house/deployments.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { proveHandover } from "#scripts/handover/proveHandover.ts";
import { root } from "#scripts/process/runTool.ts";
import { HouseProcess } from "../faults/HouseProcess.ts";
import { type LossyNode, lossyNode } from "./lossyNode.ts";
import { RehearsalChain } from "./RehearsalChain.ts";

const DAY = 86_400;
/** One for every contract; the timelock is made by the governor, and the seal is one more. */
const TRANSACTIONS = contractNames.length;
/** The same command, given again. */
const MOST_TIMES = 30;

describe.skipIf(anvilFile() === undefined).each([10])(
  "a deployment of whose questions %i of a hundred get lost",
  (percent) => {
    const key = keccak256(stringToHex(`a deployer with ${percent} % patience`));
    const deployer = privateKeyToAddress(key);
    let chain: RehearsalChain;
    let door: LossyNode;
    let folder: string;
    let running: HouseProcess | undefined;

    beforeAll(async () => {
      chain = await RehearsalChain.start(31_999);
      await chain.beat();
      await chain.ask("anvil_setBalance", [deployer, "0x8ac7230489e80000"]);
      door = await lossyNode(chain.url, { percent, seed: percent });
      folder = mkdtempSync(join(tmpdir(), "a deployment "));
    });
    afterAll(async () => {
      running?.kill();
      await door?.close();
      await chain?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    it("ends in words or goes on, and stands in the end with each transaction made once", async () => {
      const { timestamp } = (await chain.ask("eth_getBlockByNumber", ["latest", false])) as { timestamp: Hex };
      const club = join(root, "test/fixtures/clubs/bakery.ts");
      const command = join(root, "scripts/commands/deploy.ts");
      const env = {
        REHEARSAL_RPC_URL: door.url,
        REHEARSAL_DEPLOYER_KEY: key,
        REHEARSAL_OPENS: new Date((Number(timestamp) + 10 * DAY) * 1_000).toISOString(),
      };
      let code = 1;
      for (let time = 0; code !== 0 && time < MOST_TIMES; time++) {
        const args = [command, "--network", "rehearsal", "--club", club, "--folder", folder];
        running = new HouseProcess(process.execPath, args, { cwd: root, env });
        code = await running.ended;
        // Whoever is told nothing else may begin again.
        if (code !== 0) expect(running.said).toContain("The node does not answer");
      }
      expect(code, running?.said).toBe(0);
      expect(door.lost).toBeGreaterThan(percent);
      expect(Number(await chain.ask("eth_getTransactionCount", [deployer, "latest"]))).toBe(TRANSACTIONS);
      const file = join(folder, "rehearsal.json");
      expect(existsSync(file)).toBe(true);
      const deployment = parseDeployment(JSON.parse(readFileSync(file, "utf8")));
      expect((await proveHandover(deployment, chain.ask)).leftOvers).toEqual([]);
    });
  },
);
