import { type Abi, type Address, type ContractFunctionName, type Hex, parseUnits } from "viem";
import { textHash } from "#ignition/club.ts";
import { figuresOf } from "#ignition/figures.ts";
import { admissionAbi } from "#protocol/abi/admission.ts";
import { counterAbi } from "#protocol/abi/counter.ts";
import { figureNames } from "#protocol/abi/enums.ts";
import { registryAbi } from "#protocol/abi/registry.ts";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { voucherAbi } from "#protocol/abi/voucher.ts";
import type { ClubFigures, ContractName, Deployment } from "#protocol/house/deployments.ts";
import { houseIdOf } from "./houseId.ts";

type Read = <T>(to: Address, abi: Abi, functionName: ContractFunctionName<Abi>, args?: unknown[]) => Promise<T>;

interface Terms {
  price: bigint;
  minSeats: number;
  maxSeats: number;
  opensAt: number;
  deadline: number;
  coolOff: number;
  termsHash: Hex;
}

const FOUNDING = 1;
const FIRST = 1;
/** The one figure that no page shows, so that the file does not hold it. */
const NOT_TOLD = "leaverBar";

/**
 * Where the deployment file says of the house's first day something else than the chain does: it was edited by hand, or
 * written from another folder than the one that was deployed. Pages and tills reckon with what it says.
 */
export async function toldOtherwise(
  { practice, chainId, houseId, deployedAt, contracts, club }: Deployment,
  read: Read,
): Promise<{ contract: ContractName; what: string }[]> {
  const { Registry, Rounds, Counter, Voucher, Admission } = contracts;
  const found: { contract: ContractName; what: string }[] = [];
  const must = (contract: ContractName, what: string, told: unknown, is: unknown) => {
    if (told !== is) found.push({ contract, what: `${what} is ${is}, the deployment file says ${told}` });
  };

  // A practice house has one by chance: its addresses repeat.
  if (!practice) must("Registry", "the house's id", houseId, houseIdOf(practice, chainId, Registry));
  const figures = figuresOf(decidedIn(club));
  const first = await Promise.all(
    figureNames.map((_, which) => read<bigint>(Registry, registryAbi, "figureAt", [which, deployedAt])),
  );
  for (const [which, name] of figureNames.entries()) {
    if (name !== NOT_TOLD) must("Registry", `the figure ${name} of the first day`, figures[name], first[which]);
  }

  const { founding, criteria, currency } = club;
  const { terms } = await read<{ terms: Terms }>(Rounds, roundsAbi, "round", [FOUNDING]);
  must("Rounds", "the founding's price", parseUnits(founding.price, currency.decimals), terms.price);
  for (const name of ["minSeats", "maxSeats", "opensAt", "deadline", "coolOff"] as const) {
    must("Rounds", `the founding's ${name}`, founding[name], terms[name]);
  }
  must("Rounds", "the hash of the founding's terms", founding.terms.hash, terms.termsHash);
  must("Rounds", "the hash of the founding's terms", textHash(founding.terms.text), terms.termsHash);

  // From the second on the members have voted them.
  if ((await read<number>(Admission, admissionAbi, "criteriaVersion")) === FIRST) {
    const hash = await read<Hex>(Admission, admissionAbi, "criteriaHash");
    must("Admission", "the hash of the criteria", criteria.hash, hash);
    must("Admission", "the hash of the criteria", textHash(criteria.text), hash);
  }
  must("Counter", "dayOffset", club.dayOffset, await read<number>(Counter, counterAbi, "dayOffset"));
  must("Voucher", "decimals", currency.decimals, await read<number>(Voucher, voucherAbi, "decimals"));
  must("Voucher", "its name", currency.voucherName, await read<string>(Voucher, voucherAbi, "name"));
  must("Voucher", "its symbol", currency.voucherSymbol, await read<string>(Voucher, voucherAbi, "symbol"));
  return found;
}

/** The club's figures, as its configuration has them. */
function decidedIn(club: ClubFigures): Parameters<typeof figuresOf>[0] {
  const { currency, maxMembers, rotation, chairs, reserves, voting, counter } = club;
  const { approvalsNeeded, reserveBps, voteThreshold } = club;
  return {
    currency,
    maxMembers,
    leaverBar: 0,
    rotation: { ...rotation, chairs, reserves },
    voting,
    treasury: { approvalsNeeded, reserveBps, voteThreshold },
    counter,
  };
}
