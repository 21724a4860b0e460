import * as v from "valibot";
import { getAddress, type Hex, isAddressEqual } from "viem";
import type { Deployment } from "#protocol/house/deployments.ts";
import type { Signable } from "#protocol/house/typedData.ts";
import {
  answerMessage,
  answerSchema,
  type Invitation,
  invitationListMessage,
  invitationListSchema,
  MOST_OPENINGS,
  openingMessage,
  openingSchema,
} from "#protocol/membership/invitations.ts";
import type { Chain } from "../calls/simulate.ts";
import { DAY } from "../sending/jobBook.ts";
import type { RelayStore } from "../store/RelayStore.ts";
import { isSignedBy, officeNow } from "./signers.ts";

/** How long a link may wait to be opened, seconds. */
const LONGEST = 90 * DAY;
/** How long an invitation is kept after its last day: an answer must be found for a while. */
const KEPT_AFTER = 30 * DAY;
/** Links at once, whoever is the registrar. */
const MOST = 50_000;

type InvitationRefusal = "malformed" | "notTheRegistrar" | "notTheAccount" | "unknown" | "over" | "full";
export type InvitationOutcome = { ok: true } | { ok: false; reason: InvitationRefusal };

/**
 * The registrar's one-time links: who opened which, and what became of it. Nothing here names a person; an answer is
 * sealed with the link's secret, which no server has. What is kept was signed: the links by the registrar, each opening by
 * its account.
 */
export class Invitations {
  readonly #deployment: Deployment;
  readonly #chain: Chain;
  readonly #store: RelayStore;

  constructor(store: RelayStore, deployment: Deployment, chain: Chain) {
    this.#deployment = deployment;
    this.#chain = chain;
    this.#store = store;
    store.define(
      "CREATE TABLE IF NOT EXISTS invitations (id TEXT PRIMARY KEY, until INTEGER NOT NULL, answer TEXT, number INTEGER)",
    );
    store.define("CREATE INDEX IF NOT EXISTS invitationsChanged ON invitations (number)");
    store.define(
      `CREATE TABLE IF NOT EXISTS openings (id TEXT NOT NULL, account TEXT NOT NULL, at INTEGER NOT NULL,
        signature TEXT NOT NULL, PRIMARY KEY (id, account))`,
    );
  }

  /** Links that can be opened from now on. The same list may come again. */
  async list(content: unknown, now: number): Promise<InvitationOutcome> {
    const parsed = v.safeParse(invitationListSchema, content);
    if (!parsed.success || parsed.output.until > now + LONGEST) return { ok: false, reason: "malformed" };
    const { ids, until, signature } = parsed.output;
    if (until <= now) return { ok: false, reason: "over" };
    if (!(await this.#isRegistrars(invitationListMessage(this.#deployment, { ids, until }), signature))) {
      return { ok: false, reason: "notTheRegistrar" };
    }
    this.#expire(now);
    const known = Number(this.#store.one("SELECT count(*) AS n FROM invitations")?.n);
    if (known + ids.length > MOST) return { ok: false, reason: "full" };
    this.#store.together(() => {
      for (const id of ids) {
        this.#store.run("INSERT OR IGNORE INTO invitations (id, until) VALUES (?, ?)", id.toLowerCase(), until);
      }
    });
    return { ok: true };
  }

  /** Somebody opened a link, and says with which account. */
  async open(id: string, content: unknown, now: number): Promise<InvitationOutcome> {
    const parsed = v.safeParse(openingSchema, content);
    if (!parsed.success) return { ok: false, reason: "malformed" };
    const found = this.find(id);
    if (found === undefined) return { ok: false, reason: "unknown" };
    if (found.until < now || found.answer !== undefined) return { ok: false, reason: "over" };
    const account = getAddress(parsed.output.account);
    if (found.openings.some((one) => isAddressEqual(one.account, account))) return { ok: true };
    if (found.openings.length >= MOST_OPENINGS) return { ok: false, reason: "full" };
    const { signature } = parsed.output;
    if (!(await isSignedBy(this.#chain, account, openingMessage(this.#deployment, found.id, account), signature))) {
      return { ok: false, reason: "notTheAccount" };
    }
    this.#store.together(() => {
      this.#store.run("INSERT OR IGNORE INTO openings VALUES (?, ?, ?, ?)", found.id, account, now, signature);
      this.#changed(found.id);
    });
    return { ok: true };
  }

  /** The registrar ends a link: refused, or another one was made. The latest answer counts. */
  async answer(id: string, content: unknown): Promise<InvitationOutcome> {
    const parsed = v.safeParse(answerSchema, content);
    if (!parsed.success) return { ok: false, reason: "malformed" };
    const found = this.find(id);
    if (found === undefined) return { ok: false, reason: "unknown" };
    const { signature, ...answer } = parsed.output;
    if (!(await this.#isRegistrars(answerMessage(this.#deployment, found.id, answer), signature))) {
      return { ok: false, reason: "notTheRegistrar" };
    }
    if (found.answer !== undefined && found.answer.at > answer.at) return { ok: false, reason: "over" };
    this.#store.together(() => {
      this.#store.run("UPDATE invitations SET answer = ? WHERE id = ?", JSON.stringify(parsed.output), found.id);
      this.#changed(found.id);
    });
    return { ok: true };
  }

  find(id: string): Invitation | undefined {
    const row = this.#store.one("SELECT * FROM invitations WHERE id = ?", id.toLowerCase());
    return row === undefined ? undefined : this.#read(row);
  }

  /** What has changed after a number, in order, and the number to ask after the next time. */
  changedAfter(number: number, most: number): { next: number; changed: Invitation[] } {
    const rows = this.#store.all("SELECT * FROM invitations WHERE number > ? ORDER BY number LIMIT ?", number, most);
    return { next: Number(rows.at(-1)?.number ?? number), changed: rows.map((row) => this.#read(row)) };
  }

  #read({ id, until, answer }: Record<string, unknown>): Invitation {
    const openings = this.#store.all(
      "SELECT account, at, signature FROM openings WHERE id = ? ORDER BY at, rowid",
      String(id),
    );
    return {
      id: String(id) as Hex,
      until: Number(until),
      openings: openings as unknown as Invitation["openings"],
      ...(answer !== null && { answer: v.parse(answerSchema, JSON.parse(String(answer))) }),
    };
  }

  #changed(id: string): void {
    this.#store.run(
      "UPDATE invitations SET number = (SELECT coalesce(max(number), 0) + 1 FROM invitations) WHERE id = ?",
      id,
    );
  }

  /** Takes what is long over off the disk. */
  #expire(now: number): void {
    const past = now - KEPT_AFTER;
    this.#store.run("DELETE FROM openings WHERE id IN (SELECT id FROM invitations WHERE until < ?)", past);
    if (this.#store.run("DELETE FROM invitations WHERE until < ?", past) > 0) this.#store.shrink();
  }

  async #isRegistrars(message: Signable, signature: Hex): Promise<boolean> {
    const registrar = await officeNow(this.#chain, this.#deployment, "registrar");
    return isSignedBy(this.#chain, registrar, message, signature);
  }
}
