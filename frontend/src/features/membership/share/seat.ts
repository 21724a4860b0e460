import { type Address, isAddressEqual, zeroAddress } from "viem";
import * as shareAbi from "#protocol/abi/share.ts";
import { drawRosette, type Rosette, seatArt } from "#protocol/membership/rosette.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";

export interface Seat {
  number: number;
  /** UTC seconds. */
  bornAt: number;
  /** Undefined: it was born, and nobody has handed it to its owner yet; or it has ended. */
  owner?: Address;
  /** Since when its owner holds it, UTC seconds. */
  heldSince: number;
  /** When it ended, UTC seconds; 0 = it lives. */
  endedAt: number;
  /** The picture on its certificate. */
  art: Rosette;
}

const DAY = 86_400;
/** The highest number that a seat can have. */
const MOST = 0xffff_ffff;

/** A seat, or null when no such seat was ever born. */
export async function readSeat(house: House, number: number): Promise<Seat | null> {
  const [bornAt, owners, heldSince, endedAt] = await Promise.all([
    readHouse(house, shareAbi.bornAt, [number]),
    readHouse(house, shareAbi.owners, [number, 1]),
    readHouse(house, shareAbi.heldSince, [number]),
    readHouse(house, shareAbi.endedAt, [number]),
  ]);
  if (bornAt === 0) return null;
  const [owner = zeroAddress] = owners;
  const art = seatArt(house.deployment.contracts.Share, number, bornAt);
  const seat = { number, bornAt, heldSince, endedAt, art: drawRosette(art) };
  return isAddressEqual(owner, zeroAddress) ? seat : { ...seat, owner };
}

/** A claim follows a round's end by minutes; what is held from a later day came by a hand-over. */
export function hasMoved({ owner, bornAt, heldSince }: Pick<Seat, "owner" | "bornAt" | "heldSince">): boolean {
  return owner !== undefined && heldSince > bornAt + DAY;
}

/** The number in an address of this app; undefined when it cannot be a seat's. */
export function seatNumber(text: string): number | undefined {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= MOST ? number : undefined;
}

/** "0x3f…a91c" */
export function shortAccount(account: Address): string {
  return `${account.slice(0, 4)}…${account.slice(-4)}`;
}
