import { type AbiFunction, type Address, concat, type Hex, numberToHex, parseUnits } from "viem";
import * as admissionAbi from "../abi/admission.ts";
import * as counterAbi from "../abi/counter.ts";
import * as drandBeaconAbi from "../abi/drandBeacon.ts";
import { figureNames } from "../abi/enums.ts";
import * as registryAbi from "../abi/registry.ts";
import * as roundsAbi from "../abi/rounds.ts";
import * as voucherAbi from "../abi/voucher.ts";
import type { RoundTerms } from "../funding/roundTerms.ts";
import type { FigureSet } from "../governance/bounds.ts";
import { figuresOf } from "../governance/decidedFigures.ts";
import { compressedKey } from "../oversight/drand.ts";
import { recordHash } from "../relay/records.ts";
import type { ClubFigures, ContractName, Deployment } from "./deployments.ts";
import { publicHouseId } from "./houseId.ts";

/** Asks a contract as it is now. */
export type ReadContract = <T>(to: Address, view: AbiFunction, args?: readonly unknown[]) => Promise<T>;

interface Network {
  key: { words: readonly bigint[] };
  genesis: number;
  period: number;
}

const FOUNDING = 1;
const FIRST = 1;
/** The one figure that no page shows, so that the file does not hold it. */
const NOT_TOLD = "leaverBar";

/**
 * Where the deployment file says of the house's first day something else than the chain does: it was edited by hand, or
 * written from another folder than the one that was deployed. Pages, tills and relays reckon with what it says.
 */
export async function toldOtherwise(
  { practice, chainId, houseId, deployedAt, contracts, club, beacon }: Deployment,
  read: ReadContract,
): Promise<{ contract: ContractName; what: string }[]> {
  const { Registry, Rounds, Counter, Voucher, Admission, DrandBeacon } = contracts;
  const found: { contract: ContractName; what: string }[] = [];
  const must = (contract: ContractName, what: string, told: unknown, is: unknown) => {
    if (told !== is) found.push({ contract, what: `${what} is ${is}, the deployment file says ${told}` });
  };
  // All at once: a client that bundles questions asks the node a single time.
  const [network, settle, first, { terms }, version, criteriaHash, dayOffset, decimals, name, symbol] =
    await Promise.all([
      read<Network>(DrandBeacon, drandBeaconAbi.networkAt, [0]),
      read<number>(DrandBeacon, drandBeaconAbi.settle),
      Promise.all(figureNames.map((_, which) => read<bigint>(Registry, registryAbi.figureAt, [which, deployedAt]))),
      read<{ terms: RoundTerms }>(Rounds, roundsAbi.round, [FOUNDING]),
      read<number>(Admission, admissionAbi.criteriaVersion),
      read<Hex>(Admission, admissionAbi.criteriaHash),
      read<number>(Counter, counterAbi.dayOffset),
      read<number>(Voucher, voucherAbi.decimals),
      read<string>(Voucher, voucherAbi.name),
      read<string>(Voucher, voucherAbi.symbol),
    ]);

  const key = concat(network.key.words.map((one) => numberToHex(one, { size: 32 })));
  if (compressedKey(key) !== beacon.key.toLowerCase()) {
    found.push({ contract: "DrandBeacon", what: `its network's key is not that of ${beacon.name}` });
  }
  must("DrandBeacon", "its genesis", beacon.genesis, network.genesis);
  must("DrandBeacon", "its period", beacon.period, network.period);
  must("DrandBeacon", "its settle", beacon.settle, settle);

  // A practice house has one by chance: its addresses repeat.
  if (!practice) must("Registry", "the house's id", houseId, publicHouseId(chainId, Registry));
  const figures = figuresIn(club);
  for (const [which, figure] of figureNames.entries()) {
    if (figure !== NOT_TOLD) must("Registry", `the figure ${figure} of the first day`, figures[figure], first[which]);
  }

  const { founding, criteria, currency } = club;
  must("Rounds", "the founding's price", parseUnits(founding.price, currency.decimals), terms.price);
  for (const one of ["minSeats", "maxSeats", "opensAt", "deadline", "coolOff"] as const) {
    must("Rounds", `the founding's ${one}`, founding[one], terms[one]);
  }
  must("Rounds", "the hash of the founding's terms", founding.terms.hash, terms.termsHash);
  must("Rounds", "the hash of the founding's terms", recordHash(founding.terms.text), terms.termsHash);

  // From the second on the members have voted them.
  if (version === FIRST) {
    must("Admission", "the hash of the criteria", criteria.hash, criteriaHash);
    must("Admission", "the hash of the criteria", recordHash(criteria.text), criteriaHash);
  }
  must("Counter", "dayOffset", club.dayOffset, dayOffset);
  must("Voucher", "decimals", currency.decimals, decimals);
  must("Voucher", "its name", currency.voucherName, name);
  must("Voucher", "its symbol", currency.voucherSymbol, symbol);
  return found;
}

/** The figures of a house's first day by its file. */
export function figuresIn(club: ClubFigures): FigureSet {
  const { currency, maxMembers, rotation, chairs, reserves, voting, counter } = club;
  const { approvalsNeeded, reserveBps, voteThreshold } = club;
  return figuresOf({
    currency,
    maxMembers,
    leaverBar: 0,
    rotation: { ...rotation, chairs, reserves },
    voting,
    treasury: { approvalsNeeded, reserveBps, voteThreshold },
    counter,
  });
}
