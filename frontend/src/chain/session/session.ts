import type { Address, Hex } from "viem";
import * as shareAbi from "#protocol/abi/share.ts";
import type { Signable } from "#protocol/house/typedData.ts";
import type { Loaded } from "../../ui/state/loaded.ts";
import { readHouse } from "../node/house.ts";
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

export const none: Session = { kind: "none" };

/** Who is here, and whether somebody is asked. */
export interface Present {
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

/** How it stands now. This and the next are for what lets people in and out (`entering.ts`), and for nobody else. */
export const present = (): Present => state.get();

export function setPresent(change: Partial<Present>): void {
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
  setPresent({ movedFrom: undefined });
}

/** Opens the sign-in sheet. */
export function askSignIn(): void {
  setPresent({ asking: true });
}

export function closeSignIn(): void {
  setPresent({ asking: false });
}

/** Whether an earlier visit to some house of this address ended signed in; known before the house is. */
function mayBeSignedIn(): boolean {
  try {
    return Object.keys(localStorage).some((key) => /^runde\.[0-9a-f]{12}\.session$/.test(key));
  } catch {
    // Storage may be forbidden (private window): then nobody was remembered.
    return false;
  }
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
