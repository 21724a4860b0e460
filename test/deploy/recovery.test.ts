import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Hex, keccak256, stringToHex } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { club } from "#club";
import { houseParameters, testMoneyParameters } from "#ignition/houseParameters.ts";
import { House } from "#ignition/modules/House.ts";
import { TestMoney } from "#ignition/modules/TestMoney.ts";
import { contractNames } from "#protocol/abi/parts.ts";
import { practiceAddress } from "#protocol/house/practice.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { runModule } from "#scripts/deploy/runModule.ts";
import { type Sent, SigningProvider, type SigningProviderOptions } from "#scripts/deploy/SigningProvider.ts";
import { publicBeacon } from "#scripts/networks/beacons.ts";
import { RehearsalChain } from "./RehearsalChain.ts";

const CHAIN_ID = 31_999;
/** One for every contract of the house and the token; the timelock is made by the governor, and the seal is one more. */
const TRANSACTIONS = contractNames.length;

const moments = [
  "before it is signed",
  "when it is signed and not sent",
  "when it is sent and nobody heard the answer",
];

/**
 * Ends at a moment of its first transaction but so many, as a killed process does: from then on nothing is asked, said
 * or written any more.
 */
class KilledAt extends SigningProvider {
  readonly killed: Promise<void>;
  readonly #moment: number;
  #left: number;
  #isDead = false;
  #die: () => void = () => undefined;

  constructor(options: SigningProviderOptions, { moment, after }: { moment: number; after: number }) {
    super(options);
    this.#moment = moment;
    this.#left = after;
    this.killed = new Promise((resolve) => {
      this.#die = resolve;
    });
  }

  override async request(asked: { method: string; params?: unknown }): Promise<unknown> {
    if (asked.method === "eth_sendTransaction" && this.#moment === 0) await this.#perhapsDie();
    return this.#ifAlive(super.request(asked));
  }

  override async send(signed: Sent): Promise<Hex> {
    if (this.#moment === 1) await this.#perhapsDie();
    const hash = await this.#ifAlive(super.send(signed));
    if (this.#moment === 2) await this.#perhapsDie();
    return hash;
  }

  #perhapsDie(): Promise<void> {
    this.#left -= 1;
    if (this.#left >= 0) return Promise.resolve();
    this.#isDead = true;
    this.#die();
    return new Promise(() => undefined);
  }

  /** Whoever is dead hears no answer. */
  async #ifAlive<T>(answer: Promise<T>): Promise<T> {
    const heard = await answer;
    return this.#isDead ? new Promise(() => undefined) : heard;
  }
}

describe.skipIf(anvilFile() === undefined)("a deployment that is killed at each of its transactions", () => {
  let chain: RehearsalChain;
  let folder: string;

  beforeAll(async () => {
    chain = await RehearsalChain.start(CHAIN_ID);
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "a deployment "));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  afterAll(() => chain.stop());

  it.each(moments)("%s, makes each once", async (when) => {
    const moment = moments.indexOf(when);
    const key = keccak256(stringToHex(`a deployer who is killed ${when}`));
    const deployer = privateKeyToAddress(key);
    await chain.ask("anvil_setBalance", [deployer, "0x8ac7230489e80000"]);
    const sent = async () => Number(await chain.ask("eth_getTransactionCount", [deployer, "latest"]));
    const options: SigningProviderOptions = {
      rpcUrl: chain.url,
      chainId: CHAIN_ID,
      key,
      sentFile: join(folder, "sent.jsonl"),
    };
    const { timestamp } = (await chain.ask("eth_getBlockByNumber", ["latest", false])) as { timestamp: Hex };
    const site = {
      operator: practiceAddress(CHAIN_ID, "operator"),
      registrar: practiceAddress(CHAIN_ID, "registrar"),
      foundingOpens: Number(timestamp) + 86_400,
      beacon: publicBeacon(CHAIN_ID),
    };
    const run = async (provider: SigningProvider) => {
      const at = (part: string) => ({ provider, folder: join(folder, part), confirmations: 1, pollEvery: 5 });
      const { Token: token } = await runModule(TestMoney, testMoneyParameters(club), at("money"));
      return runModule(House, houseParameters(club, { ...site, token }), at("house"));
    };

    // Each run makes the transaction at which the one before it was killed, unless a block has it already, and is killed
    // at the next.
    const isMade = moment === 2;
    let kills = 0;
    let made: Awaited<ReturnType<typeof run>> | undefined;
    while (made === undefined) {
      const provider = new KilledAt(options, { moment, after: isMade ? 0 : Math.min(kills, 1) });
      made = (await Promise.race([run(provider), provider.killed])) ?? undefined;
      if (made === undefined) kills += 1;
    }
    expect(await chain.ask("eth_getCode", [made.Registry, "latest"])).not.toBe("0x");
    expect(await sent()).toBe(TRANSACTIONS);
    // At each one; and at one more wherever the block was not there yet when the next run began.
    expect(kills).toBeGreaterThanOrEqual(TRANSACTIONS);
  });
});
