import type { Address } from "viem";
import type { House } from "../node/house.ts";
import { kept } from "../node/kept.ts";
import { forgetReads } from "../node/useRead.ts";
import { forgetBegun, forgetDrafts } from "./draft.ts";
import { sessionAmong } from "./keptSession.ts";
import { none, type Present, present, type SignedIn, setPresent } from "./session.ts";
import { NoAccountShown } from "./walletFault.ts";

/** Who comes and who goes, on this device. A part of its own: a stranger who reads the pages never needs it. */

const keep = (house: House) => kept(house.deployment.houseId, "session");

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
    const { session } = present();
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
  heedOtherTabs(house);
  const { last } = present();
  setPresent({ ...change, session, last: session.account });
  if (last !== undefined && last !== session.account) forgetTraces(house);
}

/** What somebody looked at and began to write is nobody else's: in this browser's storage, and on the page. */
function forgetTraces(house: House): void {
  forgetReads();
  forgetDrafts(house);
  setPresent({ departures: present().departures + 1 });
}

/** Forgets who was here, on this device only: nothing on the record changes. */
export function signOut(house: House): Promise<void> {
  keep(house).set(null);
  return leave(house);
}

let isHeeding = false;

/** Whoever signs out in one tab has left all of them. Storage that is wiped as a whole says nothing about who is here. */
function heedOtherTabs(house: House): void {
  if (isHeeding) return;
  isHeeding = true;
  const { key } = keep(house);
  addEventListener("storage", (event) => {
    if (event.key === key && event.newValue === null && present().last) void leave(house);
  });
}

async function leave(house: House): Promise<void> {
  const { kind } = present().session;
  setPresent({ session: none, locked: false, movedFrom: undefined, last: undefined });
  forgetTraces(house);
  forgetBegun(house);
  if (kind === "wallet") await (await import("./ownWallet.ts")).disconnectWallet();
}

/** Brings back who was here in an earlier visit. */
export async function bringBack(house: House): Promise<void> {
  const data = sessionAmong(keep(house).get());
  if (data === undefined || present().session.kind !== "none") return;
  setPresent({ resuming: true });
  heedOtherTabs(house);
  try {
    if (data.kind === "demo") await signInDemo(house, data.label, data.name);
    else {
      setPresent({ last: data.account });
      await signInWallet(house, data.wallet, { account: data.account });
    }
  } catch (error) {
    // Kept for the next visit: a wallet may be locked or switched off for today only, and a part (TypeError) missing.
    if (data.kind === "demo" && !(error instanceof TypeError)) keep(house).set(null);
    else if (error instanceof NoAccountShown) await awaitUnlocking(house);
  }
  setPresent({ resuming: false });
}

/** Nobody is here until the wallet shows an account again; who it is, is remembered. */
async function awaitUnlocking(house: House): Promise<void> {
  setPresent({ session: none, locked: true, movedFrom: undefined });
  const { whenUnlocked } = await import("./ownWallet.ts");
  whenUnlocked(house, () => void bringBack(house));
}
