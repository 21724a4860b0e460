import type { Hex } from "viem";

/** What a round is opened with, as `Rounds` has it: the price in the settlement token's smallest units, times in UTC seconds. */
export interface RoundTerms {
  price: bigint;
  minSeats: number;
  maxSeats: number;
  opensAt: number;
  deadline: number;
  coolOff: number;
  termsHash: Hex;
}
