import { type Address, isAddressEqual, zeroAddress } from "viem";
import * as shareAbi from "#protocol/abi/share.ts";
import { drawRosette, type Rosette, seatArt } from "#protocol/membership/rosette.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";

export interface Seat {
  number: number;
  /** UTC seconds. */
  bornAt: number;
  /** Undefined: it was born, and nobody has handed it to its owner yet. */
  owner?: Address;
  /** The picture on its certificate. */
  art: Rosette;
}

/** The highest number that a seat can have. */
const MOST = 0xffff_ffff;

/** A seat, or null when no such seat was ever born. */
export async function readSeat(house: House, number: number): Promise<Seat | null> {
  const [bornAt, owners] = await Promise.all([
    readHouse(house, shareAbi.bornAt, [number]),
    readHouse(house, shareAbi.owners, [number, 1]),
  ]);
  if (bornAt === 0) return null;
  const [owner = zeroAddress] = owners;
  const art = seatArt(house.deployment.contracts.Share, number, bornAt);
  const seat = { number, bornAt, art: drawRosette(art) };
  return isAddressEqual(owner, zeroAddress) ? seat : { ...seat, owner };
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
