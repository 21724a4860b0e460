import type { Address } from "viem";
import type { House } from "../node/house.ts";
import { kept } from "../node/kept.ts";
import { forgetReads } from "../node/useRead.ts";
import { forgetBegun, forgetDrafts } from "./draft.ts";
import { sessionAmong } from "./keptSession.ts";
import { none, type Present, present, type SignedIn, setPresent } from "./session.ts";
import { NoAccountShown } from "./walletFault.ts";

/** Who comes and who goes, on this device. A part of its own: a stranger who reads the pages never needs it. */

type Person = NonNullable<ReturnType<typeof sessionAmong>>;

const keep = (house: House) => kept(house.deployment.houseId, "session");
const personKept = (house: House) => sessionAmong(keep(house).get());

/** Who is here, or is being brought back: in this tab. */
let here: Person | undefined;

/** Writes down who is here. What somebody else began to write, in whichever tab, is not theirs. */
function remember(house: House, person: Person): void {
  const before = personKept(house);
  if (before !== undefined && !isSame(before, person)) forgetDrafts(house);
  here = person;
  keep(house).set(person);
}

/** Which of its accounts a wallet shows, it tells each tab itself: `anyAccount`. */
function isSame(one: Person, other: Person, anyAccount = false): boolean {
  if (one.kind === "demo") return other.kind === "demo" && one.label === other.label;
  // What an older version of the app kept names no account.
  return other.kind === "wallet" && (anyAccount || one.account === undefined || one.account === other.account);
}

/** Takes a demo person's place. The key is derived in this browser; practice networks only. */
export async function signInDemo(house: House, label: string, name: string): Promise<void> {
  if (!__PRACTICE__ || !house.practice) throw new Error("There are no demo seats here");
  const isWanted = untilSomebodyLeaves();
  const { demoSigner } = await import("./demoSeat.ts");
  const signer = demoSigner(house, label);
  if (!isWanted()) return;
  remember(house, { kind: "demo", label, name });
  const session: SignedIn = { kind: "demo", name, label, ...signer };
  enter(house, session, { asking: false, resuming: false, locked: false, movedFrom: undefined });
}

/**
 * Asks a wallet of this browser for its account.
 *
 * @param before As whom one was here, in an earlier visit: then nothing is asked, and it answers only if it may.
 */
export async function signInWallet(house: House, wallet: string, before?: { account?: Address }): Promise<void> {
  const isWanted = untilSomebodyLeaves();
  const { connectWallet, forgetWallet } = await import("./ownWallet.ts");
  const shows = (account: Address) => remember(house, { kind: "wallet", wallet, account });
  const connected = await connectWallet(house, wallet, before !== undefined, (next) => {
    const { session } = present();
    if (session.kind !== "wallet") return;
    if (next === undefined) void awaitUnlocking(house);
    else {
      shows(next.account);
      const hasMoved = next.account !== session.account;
      enter(house, { ...session, ...next }, hasMoved ? { movedFrom: session.account } : {});
    }
  });
  if (!isWanted()) return forgetWallet();
  shows(connected.account);
  const movedFrom = before?.account !== undefined && before.account !== connected.account ? before.account : undefined;
  const session: SignedIn = { kind: "wallet", ...connected };
  enter(house, session, { asking: false, resuming: false, locked: false, movedFrom });
}

/** How often somebody has signed out, in this tab or another one. */
let leavings = 0;

/** Whoever is being let in while somebody signs out does not come. */
function untilSomebodyLeaves(): () => boolean {
  const before = leavings;
  return () => leavings === before;
}

/** Somebody is here: who was here last, or another one, to whom nothing of theirs is left. */
function enter(house: House, session: SignedIn, change: Partial<Present>): void {
  heedOtherTabs(house);
  const { last } = present();
  setPresent({ ...change, session, last: session.account });
  if (last !== undefined && last !== session.account) forgetPage();
}

/** What somebody looked at and began to write is nobody else's: on the page. */
function forgetPage(): void {
  forgetReads();
  setPresent({ departures: present().departures + 1 });
}

/** Forgets who was here, on this device only: nothing on the record changes. */
export async function signOut(house: House): Promise<void> {
  const { kind } = present().session;
  forgetDrafts(house);
  forgetBegun(house);
  // Last: other tabs hear of it, and begin anew with what is kept then.
  keep(house).set(null);
  leavePage();
  if (kind === "wallet") await (await import("./ownWallet.ts")).disconnectWallet();
}

function leavePage(): void {
  leavings += 1;
  here = undefined;
  setPresent({ session: none, resuming: false, locked: false, movedFrom: undefined, last: undefined });
  forgetPage();
}

let isHeeding = false;

/**
 * Whoever signs out in one tab, or lets another one in there, has left all of them. What is kept is the other tab's to
 * clear, and may be the next one's by now. Storage that is wiped as a whole says nothing about who is here.
 */
function heedOtherTabs(house: House): void {
  if (isHeeding) return;
  isHeeding = true;
  const { key } = keep(house);
  addEventListener("storage", (event) => {
    if (event.key !== key || here === undefined) return;
    const now = personKept(house);
    if (event.newValue !== null && now !== undefined && isSame(here, now, true)) return;
    const { kind } = present().session;
    leavePage();
    if (kind === "wallet") void import("./ownWallet.ts").then(({ forgetWallet }) => forgetWallet());
  });
}

/** Brings back who was here in an earlier visit. */
export async function bringBack(house: House): Promise<void> {
  const data = personKept(house);
  if (data === undefined || present().session.kind !== "none") return;
  here = data;
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
  const isWanted = untilSomebodyLeaves();
  const { whenUnlocked } = await import("./ownWallet.ts");
  if (!isWanted()) return;
  setPresent({ session: none, locked: true, movedFrom: undefined });
  whenUnlocked(house, () => void (isWanted() && bringBack(house)));
}
