import * as v from "valibot";
import { type Hex, hashTypedData, isAddressEqual, recoverAddress, zeroAddress } from "viem";
import { shareAbi } from "#protocol/abi/share.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { directoryLineMessage, type SignedLine, signedLineSchema } from "#protocol/relay/records.ts";
import type { Chain } from "../calls/simulate.ts";
import type { RelayStore } from "../store/RelayStore.ts";

/** For so long it is remembered who owns which seat, milliseconds. */
const OWNERS_FOR = 15_000;

export type LineAnswer = { ok: true } | { ok: false; reason: "malformed" | "notTheOwner" | "older" };

/**
 * What members want to be called: the newest line of each seat, signed by its owner, kept on the disk. A line without
 * words takes the seat's name out, from the disk too; it is kept itself so that the old one cannot be brought back.
 */
export class Directory {
  readonly #deployment: Deployment;
  readonly #chain: Chain;
  readonly #store: RelayStore;
  readonly #lines = new Map<number, SignedLine>();
  /** Whether a line is its seat's present owner's: by line and owner, because a seat may change hands. */
  readonly #spoken = new Map<string, boolean>();
  #owners: { asked: number; list: readonly `0x${string}`[] } | undefined;

  constructor(store: RelayStore, deployment: Deployment, chain: Chain) {
    this.#deployment = deployment;
    this.#chain = chain;
    this.#store = store;
    store.define("CREATE TABLE IF NOT EXISTS directory (seat INTEGER PRIMARY KEY, line TEXT NOT NULL)");
    for (const { line } of store.all("SELECT line FROM directory")) {
      const parsed = v.safeParse(signedLineSchema, JSON.parse(String(line)));
      if (parsed.success) this.#lines.set(parsed.output.line.seat, parsed.output);
    }
  }

  /** The lines that name somebody, by seat. */
  named(): SignedLine[] {
    return this.all().filter(({ line }) => line.name !== "");
  }

  async put(content: unknown): Promise<LineAnswer> {
    const parsed = v.safeParse(signedLineSchema, content);
    if (!parsed.success) return { ok: false, reason: "malformed" };
    const { line, signature } = parsed.output;
    const owner = await this.#ownerOf(line.seat);
    if (!(await this.#isSigned(owner, hashTypedData(directoryLineMessage(this.#deployment, line)), signature))) {
      return { ok: false, reason: "notTheOwner" };
    }
    const kept = this.#lines.get(line.seat);
    if (kept !== undefined && BigInt(kept.line.nonce) >= BigInt(line.nonce)) return { ok: false, reason: "older" };
    this.#store.run("INSERT OR REPLACE INTO directory VALUES (?, ?)", line.seat, JSON.stringify(parsed.output));
    this.#lines.set(line.seat, parsed.output);
    if (line.name === "") this.#store.shrink();
    return { ok: true };
  }

  /** The newest line of each seat, also those that take its name out. */
  all(): SignedLine[] {
    return [...this.#lines.values()].sort((a, b) => a.line.seat - b.line.seat);
  }

  /** Of these lines those of the seats' present owners: what a former one wrote is past, and so is an ended seat's name. */
  async present(lines: readonly SignedLine[]): Promise<SignedLine[]> {
    const owners = await this.#ownersNow(Math.max(0, ...lines.map(({ line }) => line.seat)));
    const stay = await Promise.all(
      lines.map(async (one) => {
        const owner = owners[one.line.seat - 1];
        return owner === undefined || this.#isSpokenBy(owner, one);
      }),
    );
    return lines.filter((_, i) => stay[i]);
  }

  /** Empty when the chain does not answer: that takes nobody's name away. */
  async #ownersNow(last: number): Promise<readonly `0x${string}`[]> {
    const now = performance.now();
    if (this.#owners !== undefined && now - this.#owners.asked < OWNERS_FOR) return this.#owners.list;
    const list = await this.#chain.client
      .readContract({
        abi: shareAbi,
        address: this.#deployment.contracts.Share,
        functionName: "owners",
        args: [1, last],
      })
      .catch(() => []);
    this.#owners = { asked: now, list };
    return list;
  }

  async #isSpokenBy(owner: `0x${string}`, { line, signature }: SignedLine): Promise<boolean> {
    const key = `${line.seat}/${line.nonce}/${owner}`;
    const known = this.#spoken.get(key);
    if (known !== undefined) return known;
    const spoken = await this.#isSigned(owner, hashTypedData(directoryLineMessage(this.#deployment, line)), signature);
    this.#spoken.set(key, spoken);
    return spoken;
  }

  async #ownerOf(seat: number): Promise<`0x${string}`> {
    const [owner] = await this.#chain.client.readContract({
      abi: shareAbi,
      address: this.#deployment.contracts.Share,
      functionName: "owners",
      args: [seat, 1],
    });
    return owner ?? zeroAddress;
  }

  async #isSigned(owner: `0x${string}`, hash: Hex, signature: Hex): Promise<boolean> {
    if (owner === zeroAddress) return false;
    const signer = await recoverAddress({ hash, signature }).catch(() => zeroAddress);
    if (isAddressEqual(signer, owner)) return true;
    // The owner may be a contract: it is asked itself.
    return this.#chain.client.verifyHash({ address: owner, hash, signature }).catch(() => false);
  }
}
