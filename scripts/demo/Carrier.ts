import {
  type Abi,
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  createPublicClient,
  encodeFunctionData,
  type Hex,
  http,
  keccak256,
  type PublicClient,
} from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { z } from "zod";
import { houseErrorsAbi } from "#protocol/abi/houseErrors.ts";
import type { ContractName, Deployment } from "#protocol/house/deployments.ts";
import { practiceKey } from "#protocol/house/practice.ts";
import { decodeRefusal, type Refusal, revertData } from "#protocol/house/refusal.ts";
import { rpc, rpcMany } from "../node/rpc.ts";

/** A call on its way to the chain. */
export interface Call {
  contract: ContractName;
  functionName: string;
  data: Hex;
  /** Most gas it may take. */
  gas: bigint;
  /** Who makes it; without it the carrier, who has no role. */
  from?: string;
}

/** Why a call had no effect. */
export interface Refused {
  call: Call;
  refusal: Refusal;
}

/** What fits into one block with some room left. */
const BLOCK_GAS = 28_000_000n;
const FEE = 100_000_000_000n;
const TIP = 1_000_000_000n;
const COIN = "0x3635c9adc5dea00000";

const receipt = z.object({ status: z.string() }).nullable();
const head = z.object({ timestamp: z.string() });

type Writing = "nonpayable" | "payable";

/** A call of a house's contract, with its arguments checked by the compiler. */
export function callOf<const A extends Abi, F extends ContractFunctionName<A, Writing>>(
  contract: ContractName,
  abi: A,
  functionName: F,
  args: ContractFunctionArgs<A, Writing, F>,
  gas = 500_000n,
): Call {
  const data = encodeFunctionData({ abi: abi as Abi, functionName: functionName as string, args: args as unknown[] });
  return { contract, functionName: functionName as string, data, gas };
}

/**
 * Carries the story's signed calls to the chain, many in a block, each block at the second that the story gives it. It
 * is nobody in the house: like the relay it only pays for the way.
 */
export class Carrier {
  readonly client: PublicClient;
  readonly #url: string;
  readonly #deployment: Deployment;
  readonly #accounts = new Map<string, PrivateKeyAccount>();
  /** One at a time: two at once would take the same nonces. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(rpcUrl: string, deployment: Deployment) {
    this.#url = rpcUrl;
    this.#deployment = deployment;
    const transport = http(rpcUrl, { batch: { batchSize: 500 }, retryCount: 0 });
    this.client = createPublicClient({ transport, cacheTime: 0 });
  }

  /**
   * Makes the calls in order, in blocks that begin at `at` (UTC seconds, or right after the newest block if that is
   * later); without it now. Answers with those that had no effect.
   */
  carry(calls: readonly Call[], at?: number): Promise<Refused[]> {
    const carried = this.#last.catch(() => undefined).then(() => this.#carry(calls, at));
    this.#last = carried;
    return carried;
  }

  async #carry(calls: readonly Call[], at: number | undefined): Promise<Refused[]> {
    const refused: Refused[] = [];
    let time = at;
    await rpc(this.#url, "evm_setAutomine", [false]);
    try {
      for (const block of blocksOf(calls)) {
        refused.push(...(await this.#oneBlock(block, time)));
        if (time !== undefined) time += 1;
      }
    } finally {
      await rpc(this.#url, "evm_setAutomine", [true]);
    }
    return refused;
  }

  /** An empty block at its second. */
  async mine(at?: number): Promise<void> {
    await this.#setTime(at);
    await rpc(this.#url, "evm_mine");
  }

  async #oneBlock(calls: readonly Call[], at: number | undefined): Promise<Refused[]> {
    const raw = await this.#sign(calls);
    await rpcMany(
      this.#url,
      raw.map((one) => ["eth_sendRawTransaction", [one]] as const),
    );
    await this.mine(at);
    const receipts = await rpcMany(
      this.#url,
      raw.map((one) => ["eth_getTransactionReceipt", [keccak256(one)]] as const),
    );
    const refused: Refused[] = [];
    for (const [i, call] of calls.entries()) {
      const found = receipt.parse(receipts[i]);
      if (found === null) throw new Error(`${call.contract}.${call.functionName} did not get into its block`);
      if (found.status !== "0x1") refused.push({ call, refusal: await this.#reason(call) });
    }
    return refused;
  }

  async #sign(calls: readonly Call[]): Promise<Hex[]> {
    const nonces = new Map<string, number>();
    const raw: Hex[] = [];
    for (const { contract, data, gas, from = "carrier" } of calls) {
      const account = await this.#account(from);
      const nonce = nonces.get(from) ?? (await this.client.getTransactionCount({ address: account.address }));
      nonces.set(from, nonce + 1);
      raw.push(
        await account.signTransaction({
          type: "eip1559",
          chainId: this.#deployment.chainId,
          nonce,
          to: this.#deployment.contracts[contract],
          data,
          gas,
          maxFeePerGas: FEE,
          maxPriorityFeePerGas: TIP,
        }),
      );
    }
    return raw;
  }

  /** Whoever sends needs coin for the way; a practice node gives it. */
  async #account(label: string): Promise<PrivateKeyAccount> {
    let account = this.#accounts.get(label);
    if (account === undefined) {
      account = privateKeyToAccount(practiceKey(this.#deployment.chainId, label));
      await rpc(this.#url, "hardhat_setBalance", [account.address, COIN]);
      this.#accounts.set(label, account);
    }
    return account;
  }

  async #setTime(at: number | undefined): Promise<void> {
    if (at === undefined) return;
    const newest = head.parse(await rpc(this.#url, "eth_getBlockByNumber", ["latest", false]));
    await rpc(this.#url, "evm_setNextBlockTimestamp", [Math.max(at, Number(newest.timestamp) + 1)]);
  }

  /** Asked again right after: as near as one gets to why it failed. */
  async #reason(call: Call): Promise<Refusal> {
    const from: Address = (await this.#account(call.from ?? "carrier")).address;
    const to = this.#deployment.contracts[call.contract];
    try {
      await this.client.request({ method: "eth_call", params: [{ from, to, data: call.data }, "latest"] });
    } catch (error) {
      return decodeRefusal(revertData(error) ?? "0x", houseErrorsAbi as unknown as Abi);
    }
    return { args: [`not with ${call.gas} gas`], data: "0x" };
  }
}

function blocksOf(calls: readonly Call[]): Call[][] {
  const blocks: Call[][] = [];
  let room = 0n;
  for (const call of calls) {
    if (blocks.length === 0 || call.gas > room) {
      blocks.push([]);
      room = BLOCK_GAS;
    }
    blocks.at(-1)?.push(call);
    room -= call.gas;
  }
  return blocks;
}
