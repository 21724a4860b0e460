import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync } from "node:fs";
import type { EIP1193Provider } from "@nomicfoundation/ignition-core";
import { type Address, type Hex, hexToBigInt, hexToNumber, keccak256 } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { z } from "zod";
import type { Ask } from "#protocol/house/Ask.ts";
import { nodeAt } from "../node/nodeAt.ts";

const hex = z.custom<Hex>((value) => typeof value === "string" && /^0x[0-9a-fA-F]*$/.test(value));
/** A transaction as JSON-RPC writes it. */
const wish = z.object({
  to: hex.optional(),
  value: hex.optional(),
  data: hex.optional(),
  nonce: hex,
  gas: hex,
  gasPrice: hex.optional(),
  maxFeePerGas: hex.optional(),
  maxPriorityFeePerGas: hex.optional(),
});
const sentSchema = z.object({ nonce: z.int(), hash: hex, raw: hex });
export type Sent = z.infer<typeof sentSchema>;

export interface SigningProviderOptions {
  rpcUrl: string;
  remedy?: string;
  chainId: number;
  key: Hex;
  /** Milliseconds before a question that nobody answered is asked again. */
  breath?: number;
  /** What was signed is written here before it is sent. */
  sentFile: string;
}

/**
 * A node that signs with one key of ours. Each transaction is on the disk before it is on its way: whoever is killed in
 * between sends the same one again, which arrives once or not at all.
 */
export class SigningProvider implements EIP1193Provider {
  readonly address: Address;
  readonly #options: SigningProviderOptions;
  readonly #account: ReturnType<typeof privateKeyToAccount>;
  readonly #ask: Ask;

  constructor(options: SigningProviderOptions) {
    this.#options = options;
    this.#account = privateKeyToAccount(options.key);
    this.address = this.#account.address;
    this.#ask = nodeAt(options.rpcUrl, options);
  }

  async request({ method, params = [] }: { method: string; params?: unknown }): Promise<unknown> {
    const list = Array.isArray(params) ? params : [params];
    if (method === "eth_accounts") return [this.address];
    if (method === "eth_sendTransaction") return this.#sign(list[0]);
    return this.#ask(method, list);
  }

  /** Everything that was ever signed here, in order. */
  sent(): Sent[] {
    const { sentFile } = this.#options;
    if (!existsSync(sentFile)) return [];
    const lines = readFileSync(sentFile, "utf8").split("\n").slice(0, -1);
    return lines.map((line) => sentSchema.parse(JSON.parse(line)));
  }

  /**
   * Sends what was signed, perhaps before. A node that knows it already, or another that was signed with its nonce (the
   * same step at another price), has nothing against that.
   * @returns The hash of the one that is on its way.
   */
  async send({ raw, nonce, hash }: Sent): Promise<Hex> {
    try {
      await this.#ask("eth_sendRawTransaction", [raw]);
      return hash;
    } catch (error) {
      const known = await this.known(this.sent().filter((one) => one.nonce === nonce));
      if (known === undefined) throw error;
      return known.hash;
    }
  }

  /** The first of these that the node has heard of, on its way or in a block. */
  async known(some: readonly Sent[]): Promise<Sent | undefined> {
    for (const one of some) if (await this.#ask("eth_getTransactionByHash", [one.hash])) return one;
    return undefined;
  }

  async #sign(asked: unknown): Promise<Hex> {
    const t = wish.parse(asked);
    const common = {
      chainId: this.#options.chainId,
      to: t.to,
      value: hexToBigInt(t.value ?? "0x0"),
      data: t.data,
      nonce: hexToNumber(t.nonce),
      gas: hexToBigInt(t.gas),
    };
    const raw = await this.#account.signTransaction(
      t.gasPrice !== undefined
        ? { ...common, type: "legacy", gasPrice: hexToBigInt(t.gasPrice) }
        : {
            ...common,
            type: "eip1559",
            maxFeePerGas: hexToBigInt(t.maxFeePerGas ?? "0x0"),
            maxPriorityFeePerGas: hexToBigInt(t.maxPriorityFeePerGas ?? "0x0"),
          },
    );
    const sent = { nonce: common.nonce, hash: keccak256(raw), raw };
    this.#remember(sent);
    return this.send(sent);
  }

  #remember(sent: Sent): void {
    const file = openSync(this.#options.sentFile, "a");
    appendFileSync(file, `${JSON.stringify(sent)}\n`);
    fsyncSync(file);
    closeSync(file);
  }
}
