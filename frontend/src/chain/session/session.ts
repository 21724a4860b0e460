import type { Address, Hex } from "viem";
import * as z from "zod/mini";
import * as shareAbi from "#protocol/abi/share.ts";
import type { Signable } from "#protocol/house/typedData.ts";
import type { Loaded } from "../../ui/state/loaded.ts";
import { type House, readHouse } from "../node/house.ts";
import { kept } from "../node/kept.ts";
import { createStore } from "../node/store.ts";
import { useRead } from "../node/useRead.ts";

/** Who sits before this screen. */
export type Session =
  | { kind: "none" }
  | {
      kind: "demo";
      account: Address;
      name: string;
      /** The label its key is derived from: "person:12", "newcomer:1". */
      label: string;
      signTypedData(message: Signable): Promise<Hex>;
    }
  | {
      kind: "wallet";
      account: Address;
      /** The wallet's own name. */
      name: string;
      /** The wallet is on another chain; it signs only after `switchChain`. */
      wrongChain: boolean;
      signTypedData(message: Signable): Promise<Hex>;
      switchChain(): Promise<void>;
    };

export type SignedIn = Exclude<Session, { kind: "none" }>;

const none: Session = { kind: "none" };

/** Who is here, and whether somebody is asked. */
interface Present {
  session: Session;
  /** An earlier visit's session is being brought back. */
  resuming: boolean;
  /** The sheet is open. */
  asking: boolean;
}

const state = createStore<Present>({ session: none, resuming: false, asking: false });

function set(change: Partial<Present>): void {
  state.set({ ...state.get(), ...change });
}

export function useSession(): Session {
  return state.use().session;
}

/** Whether the sign-in sheet is open, and whether an earlier session is on its way back. */
export function useSignIn(): { asking: boolean; resuming: boolean } {
  return state.use();
}

/** Opens the sign-in sheet. */
export function askSignIn(): void {
  set({ asking: true });
}

export function closeSignIn(): void {
  set({ asking: false });
}

const keptSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("demo"), label: z.string(), name: z.string() }),
  z.object({ kind: z.literal("wallet"), wallet: z.string() }),
]);

const keep = (house: House) => kept(house.deployment.houseId, "session");

/** Takes a demo person's place. The key is derived in this browser; practice networks only. */
export async function signInDemo(house: House, label: string, name: string): Promise<void> {
  if (!__PRACTICE__ || !house.practice) throw new Error("There are no demo seats here");
  const { demoSigner } = await import("./demoSeat.ts");
  const { account, signTypedData } = demoSigner(house.deployment.chainId, label);
  keep(house).set({ kind: "demo", label, name });
  set({ session: { kind: "demo", account, name, label, signTypedData }, asking: false, resuming: false });
}

/** Asks a wallet of this browser for its account. `quiet`: only if it was allowed before. */
export async function signInWallet(house: House, wallet: string, quiet = false): Promise<void> {
  const { connectWallet } = await import("./ownWallet.ts");
  const connected = await connectWallet(house, wallet, quiet, (next) => {
    if (next === undefined) signOutHere(house);
    else if (state.get().session.kind === "wallet") set({ session: { ...state.get().session, ...next } });
  });
  keep(house).set({ kind: "wallet", wallet });
  set({ session: { kind: "wallet", ...connected }, asking: false, resuming: false });
}

/** Forgets who was here, on this device only: nothing on the record changes. */
export async function signOut(house: House): Promise<void> {
  const { kind } = state.get().session;
  signOutHere(house);
  if (kind === "wallet") await (await import("./ownWallet.ts")).disconnectWallet();
}

function signOutHere(house: House): void {
  keep(house).set(null);
  set({ session: none });
}

/** Brings back who was here before a reload. */
export async function resumeSession(house: House): Promise<void> {
  const parsed = keptSchema.safeParse(keep(house).get());
  if (!parsed.success || state.get().session.kind !== "none") return;
  set({ resuming: true });
  try {
    const { data } = parsed;
    if (data.kind === "demo") await signInDemo(house, data.label, data.name);
    else await signInWallet(house, data.wallet, true);
  } catch {
    // A wallet that is gone or locked: one signs in again.
    keep(house).set(null);
  }
  set({ resuming: false });
}

/** The seat of who is signed in; 0 = none yet. */
export function useSeat(): Loaded<number> {
  const session = useSession();
  const account = session.kind === "none" ? undefined : session.account;
  const read = useRead(["seatOf", account], (from) => readHouse(from, shareAbi.seatOf, [account!]), {
    when: account !== undefined,
  });
  return account === undefined ? { status: "ready", data: 0 } : read;
}
