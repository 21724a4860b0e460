import { type Address, concatHex, type Hex, isAddressEqual, keccak256, numberToHex, zeroAddress } from "viem";
import * as shareAbi from "#protocol/abi/share.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";

export interface Seat {
  number: number;
  /** UTC seconds. */
  bornAt: number;
  /** Undefined: it was born, and nobody has handed it to its owner yet. */
  owner?: Address;
  /** What its picture is made from. */
  art: Hex;
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
  const seat = { number, bornAt, art: seatArt(house.deployment.contracts.Share, number, bornAt) };
  return isAddressEqual(owner, zeroAddress) ? seat : { ...seat, owner };
}

/** The picture's hash: contract, seat and the second it was born, packed as Solidity's `abi.encodePacked` does. */
export function seatArt(share: Address, number: number, bornAt: number): Hex {
  return keccak256(concatHex([share, numberToHex(number, { size: 4 }), numberToHex(bornAt, { size: 6 })]));
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
