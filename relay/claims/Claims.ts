import * as v from "valibot";
import { type Hex, numberToHex } from "viem";
import { counterAbi } from "#protocol/abi/counter.ts";
import { terminalsAbi } from "#protocol/abi/terminals.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { ifReverted } from "#protocol/house/refusal.ts";
import { claimEndDigest, claimEndSchema, codeClaimDigest, codeClaimSchema } from "#protocol/voucher/codeClaim.ts";
import { keyHashOf } from "#protocol/voucher/p256.ts";
import { recoverKey } from "#protocol/voucher/p256Recover.ts";
import {
  type CodeName,
  type CounterDomain,
  nonceRow,
  payCodeDigest,
  payCodeFromDigits,
} from "#protocol/voucher/payCode.ts";
import type { Chain } from "../calls/simulate.ts";
import type { RelayStore } from "../store/RelayStore.ts";

export type ClaimOutcome =
  /** `terminal`: whose the code is; 0: of another tablet under the same number, or of nobody by this claim. */
  { ok: true; terminal: number } | { ok: false; reason: "malformed" | "notATill" | "notACode" };

export type EndOutcome = { ok: true } | { ok: false; reason: "malformed" | "notATill" };

/** A tablet: one that was renewed has its number and another key. */
interface Tablet {
  terminal: number;
  key: Hex;
}

/** Seconds that a claim stays: longer than the longest window in which its payment may still arrive (`Bounds.sol`). */
const KEPT = 15 * 86_400;
/** No code: what a claim says that was ended before it came. */
const NONE = [0, 0, 0] as const;

/**
 * Which till takes which code, by who came first. On the disk before it is answered, so that a relay that was killed says
 * the same again. It decides nothing that the chain does not: a batch without a claim is booked like any other.
 *
 * A till that was killed between its claim and its journal has sold nothing, and nobody but that till can know it. So it
 * alone ends a claim, by the claim's mark, and a code stays with it while one of its claims is not ended.
 */
export class Claims {
  readonly #store: RelayStore;
  readonly #deployment: Deployment;
  readonly #chain: Chain;
  readonly #domain: CounterDomain;

  constructor(store: RelayStore, deployment: Deployment, chain: Chain) {
    this.#store = store;
    this.#deployment = deployment;
    this.#chain = chain;
    this.#domain = { chainId: deployment.chainId, counter: deployment.contracts.Counter };
    store.define(
      "CREATE TABLE IF NOT EXISTS codeClaims (mark TEXT PRIMARY KEY, pocket INTEGER, keyEpoch INTEGER, nonce INTEGER, " +
        "terminal INTEGER NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL, ended INTEGER NOT NULL) WITHOUT ROWID; " +
        "CREATE INDEX IF NOT EXISTS codeClaimsOf ON codeClaims (pocket, keyEpoch, nonce); " +
        "CREATE INDEX IF NOT EXISTS codeClaimsAt ON codeClaims (at)",
    );
  }

  /** Throws when the chain does not say whose keys these are. */
  async make(content: unknown, now: number): Promise<ClaimOutcome> {
    const parsed = v.safeParse(codeClaimSchema, content);
    const reading = parsed.success ? payCodeFromDigits(parsed.output.digits) : undefined;
    if (!parsed.success || !reading?.ok) return { ok: false, reason: "malformed" };
    const { code } = reading;
    const { terminal, r, s } = parsed.output;
    const [till, phone] = await Promise.all([this.#keyOfTill(terminal, now), this.#keyOfCode(code)]);
    if (!recoverKey(codeClaimDigest(this.#domain, terminal, code), { r, s }, till))
      return { ok: false, reason: "notATill" };
    // A stolen tablet shall not take codes away that nobody has shown to it.
    if (!recoverKey(payCodeDigest(this.#domain, code), code, phone)) return { ok: false, reason: "notACode" };
    return { ok: true, terminal: this.#give(code, { terminal, key: numberToHex(till) }, r, now) };
  }

  /** Throws when the chain does not say whose key this is. The same word again changes nothing. */
  async end(content: unknown, now: number): Promise<EndOutcome> {
    const parsed = v.safeParse(claimEndSchema, content);
    if (!parsed.success) return { ok: false, reason: "malformed" };
    const { terminal, mark, r, s } = parsed.output;
    const till = await this.#keyOfTill(terminal, now);
    if (!recoverKey(claimEndDigest(this.#domain, { terminal, mark }), { r, s }, till)) {
      return { ok: false, reason: "notATill" };
    }
    // A claim that is still on its way finds itself ended when it comes.
    this.#store.run(
      "INSERT INTO codeClaims VALUES (?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT (mark) DO UPDATE SET ended = 1 WHERE key = excluded.key",
      ...[markOf(mark), ...NONE, terminal, numberToHex(till), now],
    );
    return { ok: true };
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

  /** Whose the code is now, as `ClaimOutcome` says it. */
  #give(code: CodeName, till: Tablet, r: Hex, now: number): number {
    const mark = markOf(r);
    return this.#store.together(() => {
      this.#store.run("DELETE FROM codeClaims WHERE at < ?", now - KEPT);
      const holder = this.#holderOf(code);
      if (holder !== undefined && holder.key !== till.key) {
        return holder.terminal === till.terminal ? 0 : holder.terminal;
      }
      const values = [mark, ...nameOf(code), till.terminal, till.key, now] as const;
      this.#store.run("INSERT INTO codeClaims VALUES (?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING", ...values);
      return this.#holderOf(code)?.terminal ?? 0;
    });
  }

  #holderOf(code: CodeName): Tablet | undefined {
    const where = "WHERE pocket = ? AND keyEpoch = ? AND nonce = ? AND ended = 0";
    const row = this.#store.one(`SELECT terminal, key FROM codeClaims ${where} LIMIT 1`, ...nameOf(code));
    return row === undefined ? undefined : { terminal: Number(row.terminal), key: row.key as Hex };
  }
}

/** One spelling for the same bytes. */
const markOf = (r: Hex): string => r.toLowerCase();

/** What the table knows a code by: all phones of a pocket stand under 0 there, since they share their numbers. */
function nameOf(code: CodeName): [pocket: number, keyEpoch: number, nonce: number] {
  return [code.pocket, nonceRow(code), code.nonce];
}
