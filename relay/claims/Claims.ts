import * as v from "valibot";
import { counterAbi } from "#protocol/abi/counter.ts";
import { terminalsAbi } from "#protocol/abi/terminals.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { ifReverted } from "#protocol/house/refusal.ts";
import { codeClaimDigest, codeClaimSchema } from "#protocol/voucher/codeClaim.ts";
import { keyHashOf } from "#protocol/voucher/p256.ts";
import { recoverKey } from "#protocol/voucher/p256Recover.ts";
import { type CodeName, nonceRow, payCodeDigest, payCodeFromDigits } from "#protocol/voucher/payCode.ts";
import type { Chain } from "../calls/simulate.ts";
import type { RelayStore } from "../store/RelayStore.ts";

export type ClaimOutcome =
  /** `terminal`: whose the code is. */
  { ok: true; terminal: number } | { ok: false; reason: "malformed" | "notATill" | "notACode" };

/** Seconds that a claim stays: longer than the longest window in which its payment may still arrive (`Bounds.sol`). */
const KEPT = 15 * 86_400;

/**
 * Which till takes which code, by who came first. On the disk before it is answered, so that a relay that was killed says
 * the same again. It decides nothing that the chain does not: a batch without a claim is booked like any other.
 */
export class Claims {
  readonly #store: RelayStore;
  readonly #deployment: Deployment;
  readonly #chain: Chain;

  constructor(store: RelayStore, deployment: Deployment, chain: Chain) {
    this.#store = store;
    this.#deployment = deployment;
    this.#chain = chain;
    store.define(
      "CREATE TABLE IF NOT EXISTS claims (pocket INTEGER, keyEpoch INTEGER, nonce INTEGER, terminal INTEGER NOT NULL, " +
        "at INTEGER NOT NULL, PRIMARY KEY (pocket, keyEpoch, nonce)) WITHOUT ROWID; " +
        "CREATE INDEX IF NOT EXISTS claimsAt ON claims (at)",
    );
  }

  /** Throws when the chain does not say whose keys these are. */
  async make(content: unknown, now: number): Promise<ClaimOutcome> {
    const parsed = v.safeParse(codeClaimSchema, content);
    const reading = parsed.success ? payCodeFromDigits(parsed.output.digits) : undefined;
    if (!parsed.success || !reading?.ok) return { ok: false, reason: "malformed" };
    const { code } = reading;
    const { terminal, r, s } = parsed.output;
    const domain = { chainId: this.#deployment.chainId, counter: this.#deployment.contracts.Counter };
    const [till, phone] = await Promise.all([this.#keyOfTill(terminal, now), this.#keyOfCode(code)]);
    if (!recoverKey(codeClaimDigest(domain, terminal, code), { r, s }, till)) return { ok: false, reason: "notATill" };
    // A stolen tablet shall not take codes away that nobody has shown to it.
    if (!recoverKey(payCodeDigest(domain, code), code, phone)) return { ok: false, reason: "notACode" };
    return { ok: true, terminal: this.#holderOf(code) ?? this.#give(code, terminal, now) };
  }

  /** The hash of the key of a till in force; 0: there is none. */
  async #keyOfTill(terminal: number, now: number): Promise<bigint> {
    const { Terminals: address } = this.#deployment.contracts;
    const asked = { abi: terminalsAbi, address, functionName: "keyOf", args: [terminal] } as const;
    const found = await this.#chain.client.readContract(asked).catch(ifReverted(undefined));
    if (found === undefined) return 0n;
    const { revokedAt, expiry, ...key } = found;
    return revokedAt === 0 && now <= expiry ? keyHashOf(key) : 0n;
  }

  async #keyOfCode({ pocket, keyEpoch }: CodeName): Promise<bigint> {
    const { Counter: address } = this.#deployment.contracts;
    const asked = { abi: counterAbi, address, functionName: "spendKey", args: [pocket, keyEpoch] } as const;
    return (await this.#chain.client.readContract(asked)).keyHash;
  }

  #holderOf(code: CodeName): number | undefined {
    const where = "WHERE pocket = ? AND keyEpoch = ? AND nonce = ?";
    const row = this.#store.one(`SELECT terminal FROM claims ${where}`, ...nameOf(code));
    return row === undefined ? undefined : Number(row.terminal);
  }

  #give(code: CodeName, terminal: number, now: number): number {
    this.#store.together(() => {
      this.#store.run("DELETE FROM claims WHERE at < ?", now - KEPT);
      this.#store.run("INSERT INTO claims VALUES (?, ?, ?, ?, ?)", ...nameOf(code), terminal, now);
    });
    return terminal;
  }
}

/** What the table knows a code by: all phones of a pocket stand under 0 there, since they share their numbers. */
function nameOf(code: CodeName): [pocket: number, keyEpoch: number, nonce: number] {
  return [code.pocket, nonceRow(code), code.nonce];
}
