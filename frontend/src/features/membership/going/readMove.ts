import { isAddressEqual, zeroAddress } from "viem";
import { moveFor } from "#protocol/abi/exit.ts";
import { readHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import type { Loaded } from "../../../ui/state/loaded.ts";

/** A seat that the members moved to another account of its holder. */
export interface Move {
  holder: `0x${string}`;
  to: `0x${string}`;
  /** UTC seconds, the last one in which it can be taken. */
  until: number;
}

/** What the members decided of a seat; null: nothing. It may be over. */
export function useMove(seat: number): Loaded<Move | null> {
  return useRead(["moveFor", seat], async (house) => {
    const move = await readHouse(house, moveFor, [seat]);
    return isAddressEqual(move.to, zeroAddress) ? null : move;
  });
}
