import type { Hex } from "viem";
import { practiceKey } from "../house/practice.ts";
import { PRACTICE_CHAIN_ID } from "../house/practiceChain.ts";
import type { BeaconNetwork } from "./beacon.ts";
import { keyOfSecret, secretFrom, signRound } from "./drand.ts";

/** Round 1 of the practice network: 2020-01-01. A practice chain may begin in any year since. */
const GENESIS = 1_577_836_800;
const PERIOD = 3;

const secret = secretFrom(practiceKey(PRACTICE_CHAIN_ID, "beacon"));

/** The network of the practice house: everybody can derive its key, so it decides nothing anywhere else. */
export const practiceNetwork: BeaconNetwork = { key: keyOfSecret(secret), genesis: GENESIS, period: PERIOD };

/** The practice network's signature of a round, compressed. */
export function practiceSignature(round: number): Hex {
  return signRound(secret, round);
}
