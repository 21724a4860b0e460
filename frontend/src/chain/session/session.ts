import type { Address, Hex } from "viem";
import * as shareAbi from "#protocol/abi/share.ts";
import type { Signable } from "#protocol/house/typedData.ts";
import type { Loaded } from "../../ui/state/loaded.ts";
import { type House, readHouse } from "../node/house.ts";
import { kept } from "../node/kept.ts";
import { createStore } from "../node/store.ts";
import { forgetReads, useRead } from "../node/useRead.ts";
import { forgetBegun, forgetDrafts } from "./draft.ts";
import { NoAccountShown } from "./walletFault.ts";

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
      /** Sends a transaction that this account pays for; its hash. */
      sendCall(call: OwnCall): Promise<Hex>;
    }
  | {
      kind: "wallet";
      account: Address;
      /** The wallet's own name. */
      name: string;
      /** The wallet is on another chain; it signs only after `switchChain`. */
      wrongChain: boolean;
      signTypedData(message: Signable): Promise<Hex>;
      sendCall(call: OwnCall): Promise<Hex>;
      switchChain(): Promise<void>;
    };

/** A call that an account makes itself, with coin of its own. */
export interface OwnCall {
  to: Address;
  data: Hex;
}

export type SignedIn = Exclude<Session, { kind: "none" }>;

const none: Session = { kind: "none" };

/** Who is here, and whether somebody is asked. */
interface Present {
  session: Session;
  /** An earlier visit's session is being brought back, or may be as soon as the house is there. */
  resuming: boolean;
  /** The sheet is open. */
  asking: boolean;
  /** The wallet of an earlier visit is here and shows no account: it waits to be unlocked. */
  locked: boolean;
  /** The wallet shows another account than the one that was signed in with before. */
  movedFrom?: Address;
  /** Who was here last and has not signed out: also while their wallet is locked. */
  last?: Address;
  /** Raised when somebody has left: what they began on a page is not the next one's. */
  departures: number;
}

const state = createStore<Present>({
  session: none,
  resuming: mayBeSignedIn(),
  asking: false,
  locked: false,
  departures: 0,
});

function set(change: Partial<Present>): void {
  state.set({ ...state.get(), ...change });
}

export function useSession(): Session {
  return state.use().session;
}

/** Whether the sign-in sheet is open, and how it stands with an earlier session. */
export function useSignIn(): Omit<Present, "session" | "last"> {
  return state.use();
}

/** The change of account was read. */
export function sawMove(): void {
  set({ movedFrom: undefined });
}

/** Opens the sign-in sheet. */
export function askSignIn(): void {
  set({ asking: true });
}

export function closeSignIn(): void {
  set({ asking: false });
}

const keep = (house: House) => kept(house.deployment.houseId, "session");

/** Whether an earlier visit to some house of this address ended signed in; known before the house is. */
function mayBeSignedIn(): boolean {
  try {
    return Object.keys(localStorage).some((key) => /^runde\.[0-9a-f]{12}\.session$/.test(key));
  } catch {
    // Storage may be forbidden (private window): then nobody was remembered.
    return false;
  }
}

/** The reader of what is kept comes beside the house, and only where something is. */
const reader = state.get().resuming ? import("./keptSession.ts") : undefined;
reader?.catch(() => undefined);

async function readKept(house: House) {
  const kept = keep(house).get();
  if (kept === null) return undefined;
  const { sessionAmong } = await (reader ?? import("./keptSession.ts"));
  return sessionAmong(kept);
}

/** Takes a demo person's place. The key is derived in this browser; practice networks only. */
export async function signInDemo(house: House, label: string, name: string): Promise<void> {
  if (!__PRACTICE__ || !house.practice) throw new Error("There are no demo seats here");
  const { demoSigner } = await import("./demoSeat.ts");
  const signer = demoSigner(house, label);
  keep(house).set({ kind: "demo", label, name });
  const session: SignedIn = { kind: "demo", name, label, ...signer };
  enter(house, session, { asking: false, resuming: false, locked: false, movedFrom: undefined });
}

/**
 * Asks a wallet of this browser for its account.
 *
 * @param before As whom one was here, in an earlier visit: then nothing is asked, and it answers only if it may.
 */
export async function signInWallet(house: House, wallet: string, before?: { account?: Address }): Promise<void> {
  const { connectWallet } = await import("./ownWallet.ts");
  const remember = (account: Address) => keep(house).set({ kind: "wallet", wallet, account });
  const connected = await connectWallet(house, wallet, before !== undefined, (next) => {
    const { session } = state.get();
    if (next === undefined) void awaitUnlocking(house);
    else if (session.kind === "wallet") {
      remember(next.account);
      const hasMoved = next.account !== session.account;
      enter(house, { ...session, ...next }, hasMoved ? { movedFrom: session.account } : {});
    }
  });
  remember(connected.account);
  const movedFrom = before?.account !== undefined && before.account !== connected.account ? before.account : undefined;
  const session: SignedIn = { kind: "wallet", ...connected };
  enter(house, session, { asking: false, resuming: false, locked: false, movedFrom });
}

/** Somebody is here: who was here last, or another one, to whom nothing of theirs is left. */
function enter(house: House, session: SignedIn, change: Partial<Present>): void {
  const { last } = state.get();
  set({ ...change, session, last: session.account });
  if (last !== undefined && last !== session.account) forgetTraces(house);
}

/** What somebody looked at and began to write is nobody else's: in this browser's storage, and on the page. */
function forgetTraces(house: House): void {
  forgetReads();
  forgetDrafts(house);
  set({ departures: state.get().departures + 1 });
}

/** Forgets who was here, on this device only: nothing on the record changes. */
export async function signOut(house: House): Promise<void> {
  const { kind } = state.get().session;
  keep(house).set(null);
  set({ session: none, locked: false, movedFrom: undefined, last: undefined });
  forgetTraces(house);
  forgetBegun(house);
  if (kind === "wallet") await (await import("./ownWallet.ts")).disconnectWallet();
}

/** Brings back who was here before a reload. */
export async function resumeSession(house: House): Promise<void> {
  // Without its reader it is kept for the next visit.
  const data = await readKept(house).catch(() => undefined);
  if (data === undefined || state.get().session.kind !== "none") {
    set({ resuming: false });
    return;
  }
  set({ resuming: true });
  try {
    if (data.kind === "demo") await signInDemo(house, data.label, data.name);
    else {
      set({ last: data.account });
      await signInWallet(house, data.wallet, { account: data.account });
    }
  } catch (error) {
    // Kept for the next visit: a wallet may be locked or switched off for today only, and a part (TypeError) missing.
    if (data.kind === "demo" && !(error instanceof TypeError)) keep(house).set(null);
    else if (error instanceof NoAccountShown) await awaitUnlocking(house);
  }
  set({ resuming: false });
}

/** Nobody is here until the wallet shows an account again; who it is, is remembered. */
async function awaitUnlocking(house: House): Promise<void> {
  set({ session: none, locked: true, movedFrom: undefined });
  const { whenUnlocked } = await import("./ownWallet.ts");
  whenUnlocked(house, () => void resumeSession(house));
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
