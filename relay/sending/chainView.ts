import type { Address, Hex, PublicClient } from "viem";

/** Where the chain is, as one answer has it. Behind one address stand many nodes, and the next answer may be older. */
export interface Head {
  number: number;
  hash: Hex;
  /** Wei per gas. */
  base: bigint;
  /** Transactions of the relay in blocks so far: its next nonce. */
  count: number;
}

export interface Receipt {
  block: number;
  blockHash: Hex;
  ok: boolean;
  gasUsed: bigint;
  /** Wei. */
  cost: bigint;
  logs: readonly { address: Address }[];
}

/** What a node is asked about the relay's own transactions. `undefined` is no proof of anything. */
export class ChainView {
  readonly #client: PublicClient;
  readonly #account: Address;
  /** Up to where blocks were looked through for a nonce. */
  readonly #looked = new Map<number, number>();

  constructor(client: PublicClient, account: Address) {
    this.#client = client;
    this.#account = account;
  }

  async head(): Promise<Head> {
    const [block, count] = await Promise.all([this.#client.getBlock({ blockTag: "latest" }), this.countAt("latest")]);
    return { number: Number(block.number), hash: block.hash, base: block.baseFeePerGas ?? 0n, count };
  }

  async countAt(block: number | "latest"): Promise<number> {
    const tag = block === "latest" ? block : hexOf(block);
    return Number(await this.#client.request({ method: "eth_getTransactionCount", params: [this.#account, tag] }));
  }

  async hashAt(block: number): Promise<Hex | undefined> {
    const found = await this.#client.request({ method: "eth_getBlockByNumber", params: [hexOf(block), false] });
    return found?.hash ?? undefined;
  }

  async receipt(hash: Hex): Promise<Receipt | undefined> {
    const found = await this.#client.request({ method: "eth_getTransactionReceipt", params: [hash] });
    if (found === null || found.blockNumber === null) return undefined;
    const gasUsed = BigInt(found.gasUsed);
    return {
      block: Number(found.blockNumber),
      blockHash: found.blockHash,
      ok: found.status === "0x1",
      gasUsed,
      cost: gasUsed * BigInt(found.effectiveGasPrice ?? 0),
      logs: found.logs,
    };
  }

  async knows(hash: Hex): Promise<boolean> {
    return (await this.#client.request({ method: "eth_getTransactionByHash", params: [hash] })) !== null;
  }

  /**
   * The transaction of ours that has a nonce, found in its block: the only proof that another one never can be mined.
   *
   * @param low A block at which the nonce was free.
   * @param high A block at which it was used.
   */
  async userOf(nonce: number, low: number, high: number): Promise<Used | undefined> {
    const block = await this.#blockOf(nonce, low, high).catch(() => undefined);
    if (block !== undefined) return this.#userIn(block, nonce);
    // A node that has thrown old states away still has the blocks: look through them, some each time.
    const from = this.#looked.get(nonce) ?? low;
    for (let at = from; at <= Math.min(high, from + LOOK); at++) {
      const user = await this.#userIn(at, nonce);
      if (user !== undefined) return user;
      this.#looked.set(nonce, at + 1 > high ? low : at + 1);
    }
    return undefined;
  }

  /** The block in which a nonce was used. */
  async #blockOf(nonce: number, low: number, high: number): Promise<number> {
    let [free, used] = [low - 1, high];
    while (used - free > 1) {
      const middle = Math.floor((free + used) / 2);
      if ((await this.countAt(middle)) > nonce) used = middle;
      else free = middle;
    }
    return used;
  }

  async #userIn(number: number, nonce: number): Promise<Used | undefined> {
    const block = await this.#client.request({ method: "eth_getBlockByNumber", params: [hexOf(number), true] });
    for (const one of block?.transactions ?? []) {
      if (typeof one === "string" || one.from.toLowerCase() !== this.#account.toLowerCase()) continue;
      if (Number(one.nonce) === nonce) return { hash: one.hash, block: number, blockHash: block!.hash! };
    }
    return undefined;
  }
}

/** The transaction that has a nonce. */
interface Used {
  hash: Hex;
  block: number;
  blockHash: Hex;
}

/** Blocks that are looked through at a time. */
const LOOK = 20;

function hexOf(block: number): Hex {
  return `0x${block.toString(16)}`;
}
