import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { inject } from "vitest";
import type { Deployment } from "#protocol/house/deployments.ts";
import { type PracticePerson, practiceAddress, practiceKey } from "#protocol/house/practice.ts";
import { createHouseServer, type HouseServer } from "#relay/houseServer.ts";
import { backUp, restore } from "#relay/keeping/backup.ts";
import { buildApp } from "#scripts/compile/buildApp.ts";
import { buildFolder } from "#scripts/compile/buildFolder.ts";
import { Chain } from "#scripts/node/Chain.ts";
import { HouseFolder } from "#scripts/node/HouseFolder.ts";
import { ProcessBook } from "#scripts/node/ProcessBook.ts";
import { freePorts } from "#scripts/node/ports.fixture.ts";
import { rpc } from "#scripts/node/rpc.ts";
import { TestHouse } from "./TestHouse.ts";

const CHAIN_ID = 31_999;
const BLOCK_TIME = 2;

interface Opened {
  story: TestHouse;
  chain: Chain;
  server: HouseServer;
  folder: string;
  clockAhead: number;
}

/**
 * The story's house as a public network has it: another chain, a block every two seconds, no practice in the deployment
 * file nor in the build. Its people are the story's, with wallets of their own.
 */
export class PublicHouse extends TestHouse {
  /** Seconds by which everybody's clock at this house is ahead of the test's own: its present is the story's. */
  readonly clockAhead: number;
  readonly #story: TestHouse;
  readonly #chain: Chain;
  readonly #server: HouseServer;
  readonly #folder: string;

  static async open(story: TestHouse): Promise<PublicHouse> {
    const folder = mkdtempSync(join(tmpdir(), "a public house "));
    const [chain] = await Promise.all([startChain(story, new HouseFolder(folder)), buildApp({ practice: false })]);
    // What the story's people have written lies with its relay, and is as public here as there.
    const [relay, copy] = [join(folder, "relay"), join(folder, "relay.backup")];
    await backUp(join(inject("houseFolder"), "relay"), story.deployment, copy);
    restore(copy, relay);
    const clockAhead = (await chain.head()).timestamp - Math.floor(Date.now() / 1_000);
    const { anchor: _anchor, ...kept } = story.deployment;
    const deployment = { ...kept, practice: false, chainId: CHAIN_ID };
    const server = createHouseServer({
      deployment,
      rpcUrl: chain.url,
      relayKey: practiceKey(CHAIN_ID, "relay"),
      dataDir: relay,
      appDir: buildFolder({ practice: false }),
      dueEvery: 0,
      device: { wall: () => Date.now() + clockAhead * 1_000, monotonic: () => performance.now() },
    });
    const address = `http://localhost:${await server.start(await freePorts())}`;
    return new PublicHouse(address, deployment, { story, chain, server, folder, clockAhead });
  }

  private constructor(address: string, deployment: Deployment, opened: Opened) {
    super(address, deployment);
    this.clockAhead = opened.clockAhead;
    this.#story = opened.story;
    this.#chain = opened.chain;
    this.#server = opened.server;
    this.#folder = opened.folder;
  }

  override people(): Promise<PracticePerson[]> {
    return this.#story.people();
  }

  override async now(): Promise<number> {
    return (await this.#chain.head()).timestamp;
  }

  override node(method: string, params: readonly unknown[] = []): Promise<unknown> {
    return rpc(this.#chain.url, method, [...params]);
  }

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
  const chain = await Chain.start({ folder, processes, port: await freePorts(), chainId: CHAIN_ID });
  const ask = (method: string, params: unknown[]) => rpc(chain.url, method, params);
  await ask("anvil_setBalance", [practiceAddress(CHAIN_ID, "relay"), "0x56bc75e2d63100000"]);
  await ask("evm_setTime", [Number(head.timestamp) + BLOCK_TIME]);
  await ask("evm_setAutomine", [false]);
  await ask("evm_setIntervalMining", [BLOCK_TIME]);
  await ask("evm_mine", []);
  return chain;
}
