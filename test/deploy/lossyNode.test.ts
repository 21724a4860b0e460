import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Hex, keccak256, stringToHex } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { contractNames } from "#protocol/abi/parts.ts";
import { NodeAway } from "#protocol/house/Ask.ts";
import { practiceAddress } from "#protocol/house/practice.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { attachHouse } from "#scripts/deploy/attachHouse.ts";
import { deployHouse, type HousePlan } from "#scripts/deploy/deployHouse.ts";
import { publicBeacon } from "#scripts/networks/beacons.ts";
import { nodeAt } from "#scripts/node/nodeAt.ts";
import { club } from "../fixtures/clubs/bakery.ts";
import { type LossyNode, lossyNode } from "./lossyNode.ts";
import { RehearsalChain } from "./RehearsalChain.ts";

const DAY = 86_400;
const CHAIN_ID = 31_999;
/** One for every contract; the timelock is made by the governor, and the seal is one more. */
const TRANSACTIONS = contractNames.length;
/** The same command, given again. */
const MOST_TIMES = 30;
/** A node that is on this computer need not be given time to come back. */
const BREATH = 1;

describe.skipIf(anvilFile() === undefined).each([10, 30])(
  "a line on which %i of a hundred questions get lost",
  (percent) => {
    const key = keccak256(stringToHex(`a deployer with ${percent} % patience`));
    const deployer = privateKeyToAddress(key);
    let chain: RehearsalChain;
    let door: LossyNode;
    let folder: string;

    beforeEach(async () => {
      chain = await RehearsalChain.start(CHAIN_ID);
      await chain.ask("anvil_setBalance", [deployer, "0x8ac7230489e80000"]);
      door = await lossyNode(chain.url, { percent, seed: percent });
      folder = mkdtempSync(join(tmpdir(), "a deployment "));
    });
    afterEach(async () => {
      await door.close();
      await chain.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    /** What a person does who is told that the node does not answer: the same again. */
    async function untilDone<T>(work: () => Promise<T>): Promise<T> {
      for (let time = 1; ; time++) {
        try {
          return await work();
        } catch (error) {
          // Nothing else is said while the node is only away.
          if (!isOfSilence(error) || time === MOST_TIMES) throw error;
        }
      }
    }

    it("delays a deployment, which makes each transaction once, and finding the house again", async () => {
      const { timestamp } = (await chain.ask("eth_getBlockByNumber", ["latest", false])) as { timestamp: Hex };
      const place = {
        token: "test money",
        operator: practiceAddress(CHAIN_ID, "operator"),
        registrar: practiceAddress(CHAIN_ID, "registrar"),
        foundingOpens: new Date((Number(timestamp) + 10 * DAY) * 1_000).toISOString(),
      } as const;
      const plan: HousePlan = {
        club,
        site: { ...place, foundingOpens: Date.parse(place.foundingOpens) / 1_000, beacon: publicBeacon(CHAIN_ID) },
        practice: false,
        rpcUrl: door.url,
        chainId: CHAIN_ID,
        key,
        folder,
        confirmations: 1,
        pollEvery: 10,
        breath: BREATH,
      };
      const made = await untilDone(() => deployHouse(plan));
      expect(Number(await chain.ask("eth_getTransactionCount", [deployer, "latest"]))).toBe(TRANSACTIONS);
      expect(door.lost).toBeGreaterThan(percent);

      const { Registry: registry } = made.contracts;
      const attachment = { ask: nodeAt(door.url, { breath: BREATH }), chainId: CHAIN_ID, registry, club, place };
      expect(await untilDone(() => attachHouse(attachment))).toEqual(made);
    });
  },
);

function isOfSilence(error: unknown): boolean {
  return error instanceof NodeAway || (error instanceof Error && error.message.includes("The node does not answer"));
}
