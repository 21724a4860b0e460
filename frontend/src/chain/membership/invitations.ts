import { bytesToHex, type Hex, hexToBytes } from "viem";
import {
  type AnswerKind,
  answerMessage,
  type Invitation,
  type InvitationAnswer,
  type InvitationList,
  invitationListMessage,
  invitationPageSchema,
  invitationSchema,
  MOST_IN_LIST,
  openingMessage,
} from "#protocol/membership/invitations.ts";
import { ServerRefusal } from "../node/askPlainly.ts";
import { askServer } from "../node/askServer.ts";
import type { House } from "../node/house.ts";
import type { SignedIn } from "../session/session.ts";
import { handToServer, type SaidEnd, signedBy } from "../write/said.ts";

/** The registrar hands links out: one signature for each few thousand. */
export async function handOutLinks(
  { deployment }: House,
  session: SignedIn,
  { ids, until }: Pick<InvitationList, "ids" | "until">,
): Promise<SaidEnd> {
  for (let first = 0; first < ids.length; first += MOST_IN_LIST) {
    const list = { ids: ids.slice(first, first + MOST_IN_LIST), until };
    const signature = await signedBy(session, invitationListMessage(deployment, list));
    if (typeof signature !== "string") return signature;
    const end = await handToServer("/invitations", { ...list, signature });
    if (end.is !== "kept") return end;
  }
  return { is: "kept" };
}

/** Who opened a link says with which account. */
export async function openLink({ deployment }: House, session: SignedIn, invitation: Hex): Promise<SaidEnd> {
  const signature = await signedBy(session, openingMessage(deployment, invitation, session.account));
  if (typeof signature !== "string") return signature;
  return handToServer(`/invitations/${invitation}/opening`, { account: session.account, signature });
}

/** The registrar ends a link, with words that only its holder can read. */
export async function answerLink(
  house: House,
  session: SignedIn,
  { invitation, secret, kind, words }: { invitation: Hex; secret: Hex; kind: InvitationAnswer["kind"]; words: string },
): Promise<SaidEnd> {
  const answer = { kind, body: await sealWith(secret, words), at: house.clock.now() };
  const signature = await signedBy(session, answerMessage(house.deployment, invitation, answer));
  if (typeof signature !== "string") return signature;
  return handToServer(`/invitations/${invitation}/answer`, { ...answer, signature });
}

/** The registrar's answer in words. */
export interface LinkAnswer {
  kind: AnswerKind;
  at: number;
  words: string;
}

export type ReadLink = Pick<Invitation, "until" | "openings"> & { answer?: LinkAnswer };

/** A link as the house's server knows it. An answer that was not sealed with the link's own secret is none. */
export async function readLink(invitation: Hex, secret: Hex): Promise<ReadLink | undefined> {
  try {
    const { answer, ...found } = await askServer(`/invitations/${invitation}`, invitationSchema, { fresh: true });
    const words = answer && (await openWith(secret, answer.body));
    if (answer === undefined || words === undefined) return found;
    return { ...found, answer: { kind: answer.kind, at: answer.at, words } };
  } catch (error) {
    if (error instanceof ServerRefusal && error.status === 404) return undefined;
    throw error;
  }
}

/** Everything that was opened or answered, to the last page. */
export async function readOpenedLinks(): Promise<Map<Hex, Invitation>> {
  const found = new Map<Hex, Invitation>();
  for (let after = 0; ; ) {
    const { next, changed } = await askServer(`/invitations?after=${after}`, invitationPageSchema, { fresh: true });
    for (const one of changed) found.set(one.id, one);
    if (changed.length === 0) return found;
    after = next;
  }
}

async function keyOf(secret: Hex): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey("raw", hexToBytes(secret).slice(), "HKDF", false, ["deriveKey"]);
  const info = new TextEncoder().encode("runde invitation answer");
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** Words that only who has the link can read. */
export async function sealWith(secret: Hex, words: string): Promise<Hex> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(words);
  const body = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyOf(secret), text));
  return bytesToHex(new Uint8Array([...iv, ...body]));
}

/** The words of an answer; undefined: they were not sealed with this link's secret. */
export async function openWith(secret: Hex, body: Hex): Promise<string | undefined> {
  const bytes = hexToBytes(body).slice();
  try {
    const how = { name: "AES-GCM", iv: bytes.slice(0, 12) };
    return new TextDecoder().decode(await crypto.subtle.decrypt(how, await keyOf(secret), bytes.slice(12)));
  } catch {
    return undefined;
  }
}
