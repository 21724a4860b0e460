import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { BrowserContext } from "playwright-core";
import {
  type Abi,
  type ContractFunctionArgs,
  type ContractFunctionName,
  type ContractFunctionReturnType,
  createPublicClient,
  http,
} from "viem";
import type { ContractName, Deployment } from "#protocol/house/deployments.ts";
import { practiceAddress, practiceKey } from "#protocol/house/practice.ts";
import { createHouseServer, type HouseServer } from "#relay/houseServer.ts";
import { Chain } from "#scripts/node/Chain.ts";
import { HouseFolder } from "#scripts/node/HouseFolder.ts";
import { ProcessBook } from "#scripts/node/ProcessBook.ts";
import { aFreePair } from "#scripts/node/ports.fixture.ts";
import { rpc } from "#scripts/node/rpc.ts";
import { root, runTool } from "#scripts/process/runTool.ts";
import type { TestHouse } from "./TestHouse.ts";

const CHAIN_ID = 31_999;
const BLOCK_TIME = 2;

/**
 * The story's house as a public network has it: another chain, a block every two seconds, no practice in the deployment
 * file nor in the build. Its people are the story's, with wallets of their own.
 */
export class PublicHouse {
  readonly deployment: Deployment;
  readonly #chain: Chain;
  readonly #server: HouseServer;
  readonly #folder: string;
  readonly #client;
  #address = "";

  static async open(story: TestHouse): Promise<PublicHouse> {
    const folder = mkdtempSync(join(tmpdir(), "a public house "));
    const [chain] = await Promise.all([startChain(story, new HouseFolder(folder)), buildPages(folder)]);
    const house = new PublicHouse(story, chain, folder);
    house.#address = `http://localhost:${await house.#server.start(await aFreePair())}`;
    return house;
  }

  private constructor(story: TestHouse, chain: Chain, folder: string) {
    const { anchor: _anchor, ...deployment } = story.deployment;
    this.deployment = { ...deployment, practice: false, chainId: CHAIN_ID };
    this.#chain = chain;
    this.#folder = folder;
    this.#server = createHouseServer({
      deployment: this.deployment,
      rpcUrl: chain.url,
      relayKey: practiceKey(CHAIN_ID, "relay"),
      dataDir: join(folder, "relay"),
      appDir: join(folder, "pages"),
      dueEvery: 0,
    });
    this.#client = createPublicClient({ transport: http(chain.url), cacheTime: 0 });
  }

  get address(): string {
    return this.#address;
  }

  read<
    const abi extends Abi,
    name extends ContractFunctionName<abi, "pure" | "view">,
    const args extends ContractFunctionArgs<abi, "pure" | "view", name>,
  >(contract: ContractName, abi: abi, functionName: name, args: args) {
    const address = this.deployment.contracts[contract];
    return this.#client.readContract({ address, abi, functionName, args } as never) as Promise<
      ContractFunctionReturnType<abi, "pure" | "view", name, args>
    >;
  }

  /** UTC seconds of the newest block. */
  async now(): Promise<number> {
    return (await this.#chain.head()).timestamp;
  }

  /** From now on this browser's wall clock shows the chain's time and so many seconds more; it runs on as it did. */
  async setWallClock(context: BrowserContext, wrongBy = 0): Promise<void> {
    const ahead = (await this.now()) * 1_000 - Date.now() + wrongBy * 1_000;
    await context.addInitScript((milliseconds) => {
      const wall = Date.now.bind(Date);
      Date.now = () => wall() + milliseconds;
    }, ahead);
  }

  node = (method: string, params: unknown[] = []): Promise<unknown> => rpc(this.#chain.url, method, params);

  async close(): Promise<void> {
    await this.#server.stop();
    await this.#chain.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The story's state under another number: signatures made for the one are worth nothing on the other. */
async function startChain(story: TestHouse, folder: HouseFolder): Promise<Chain> {
  const [state, head] = await Promise.all([
    story.node("anvil_dumpState") as Promise<string>,
    story.node("eth_getBlockByNumber", ["latest", false]) as Promise<{ timestamp: string }>,
  ]);
  // Too long for a request; a node reads it when it starts.
  writeFileSync(folder.file("chain.json"), gunzipSync(Buffer.from(state.slice(2), "hex")));
  const processes = new ProcessBook(folder);
  const chain = await Chain.start({ folder, processes, port: await aFreePair(), chainId: CHAIN_ID });
  const ask = (method: string, params: unknown[]) => rpc(chain.url, method, params);
  await ask("anvil_setBalance", [practiceAddress(CHAIN_ID, "relay"), "0x56bc75e2d63100000"]);
  await ask("evm_setTime", [Number(head.timestamp) + BLOCK_TIME]);
  await ask("evm_setAutomine", [false]);
  await ask("evm_setIntervalMining", [BLOCK_TIME]);
  return chain;
}

async function buildPages(folder: string): Promise<void> {
  const configs = { app: "frontend/vite.config.ts", terminal: "frontend/terminal/vite.config.ts" };
  await Promise.all(
    Object.entries(configs).map(async ([entry, config]) => {
      const args = ["build", "--config", join(root, config), "--outDir", join(folder, "pages", entry)];
      const env = { RUNDE_PRACTICE: "0", NODE_ENV: "production" };
      const { ok, output } = await runTool("vite", [...args, "--logLevel", "warn"], { quiet: true, env });
      if (!ok) throw new Error(output);
    }),
  );
}
