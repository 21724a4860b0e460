import type { Hex } from "viem";
import { ServerRefusal } from "../node/askPlainly.ts";
import { anyAnswer, askServer } from "../node/askServer.ts";
import type { SignedIn } from "../session/session.ts";
import { refusedByWallet } from "./refuse.ts";

/** How something ended that was signed and handed to the house's server, past the chain. */
export type SaidEnd<Why extends string = SaidRefusal> =
  | { is: "kept" }
  | { is: "nothingSent" }
  | { is: "refused"; why: Why };
export type SaidRefusal =
  | "fault"
  | "unreachable"
  | "notTheRegistrar"
  | "notTheOperator"
  | "mayNotPrice"
  | "older"
  | "over"
  | "unknown"
  | "full"
  | "malformed";

const PATIENCE = 30_000;
const said: ReadonlySet<string> = new Set([
  "notTheRegistrar",
  "notTheOperator",
  "mayNotPrice",
  "older",
  "over",
  "unknown",
  "full",
]);

/** Hands something signed to the house's server. */
export async function handToServer(path: string, post: unknown): Promise<SaidEnd> {
  try {
    await askServer(path, anyAnswer, { post, patience: PATIENCE });
    return { is: "kept" };
  } catch (error) {
    if (!(error instanceof ServerRefusal) || error.status >= 503 || error.status === 429) {
      return { is: "refused", why: "unreachable" };
    }
    const { code = "" } = (error.content as { error?: { code?: string } }).error ?? {};
    return { is: "refused", why: said.has(code) ? (code as SaidRefusal) : "malformed" };
  }
}

/** What the device said when it was asked to sign; the signature, or how it ended. */
export async function signedBy(
  session: SignedIn,
  message: Parameters<SignedIn["signTypedData"]>[0],
): Promise<Hex | SaidEnd> {
  try {
    return await session.signTypedData(message);
  } catch (error) {
    return refusedByWallet(error) === undefined ? { is: "nothingSent" } : { is: "refused", why: "fault" };
  }
}
