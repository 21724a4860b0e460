import * as v from "valibot";
import { plainLine } from "#protocol/relay/plainText.ts";
import { directoryLineMessage, directoryLineSchema } from "#protocol/relay/records.ts";
import { ServerRefusal } from "../node/askPlainly.ts";
import { anyAnswer, askServer } from "../node/askServer.ts";
import type { House } from "../node/house.ts";
import { everyRelay } from "../node/relays.ts";
import type { SignedIn } from "../session/session.ts";
import { refusedByWallet } from "../write/refuse.ts";
import type { DirectoryEntry } from "./readDirectory.ts";

export type LineEnd =
  | { is: "kept" }
  /** Its owner said no on their device. */
  | { is: "nothingSent" }
  | { is: "refused"; why: "notTheOwner" | "malformed" | "unreachable" | "fault" };

const PATIENCE = 15_000;
let lastNonce = 0;

/** What can stand in the directory; undefined: too long. */
export function lineOf({ name, sentence }: DirectoryEntry): DirectoryEntry | undefined {
  const line = { name: plainLine(name), sentence: plainLine(sentence) };
  return v.safeParse(directoryLineSchema, { seat: 1, nonce: "1", ...line }).success ? line : undefined;
}

/** Signs a seat's line and hands it to the directory; without words it takes the line out. */
export async function writeLine(
  house: House,
  session: SignedIn,
  seat: number,
  words: DirectoryEntry,
  onSigned: () => void,
): Promise<LineEnd> {
  // Counts up as time does; two in one second still differ.
  lastNonce = Math.max(lastNonce + 1, house.clock.now());
  const line = { seat, ...words, nonce: String(lastNonce) };
  let signature: string;
  try {
    signature = await session.signTypedData(directoryLineMessage(house.deployment, line));
  } catch (error) {
    return refusedByWallet(error) === undefined ? { is: "nothingSent" } : { is: "refused", why: "fault" };
  }
  onSigned();
  const statuses = await everyRelay((origin) =>
    askServer(`${origin}/directory`, anyAnswer, { post: { line, signature }, patience: PATIENCE }).then(
      () => 201,
      (error: unknown) => {
        if (error instanceof ServerRefusal) return error.status;
        throw error;
      },
    ),
  );
  if (statuses.includes(201)) return { is: "kept" };
  if (statuses.includes(403)) return { is: "refused", why: "notTheOwner" };
  return { is: "refused", why: statuses.some((status) => status < 500) ? "malformed" : "unreachable" };
}
