import {
  type Abi,
  type Address,
  decodeFunctionData,
  encodeFunctionData,
  type Hex,
  isAddressEqual,
  keccak256,
  zeroHash,
} from "viem";
import { admitByVote, changeCriteria } from "#protocol/abi/admission.ts";
import * as budgetsAbi from "#protocol/abi/budgets.ts";
import { offer } from "#protocol/abi/buyBack.ts";
import { ask } from "#protocol/abi/decisions.ts";
import { nameNetwork } from "#protocol/abi/drandBeacon.ts";
import { figureNames } from "#protocol/abi/enums.ts";
import { endByVote, moveByVote } from "#protocol/abi/exit.ts";
import * as registryAbi from "#protocol/abi/registry.ts";
import { addEra } from "#protocol/abi/roster.ts";
import * as roundsAbi from "#protocol/abi/rounds.ts";
import * as treasuryAbi from "#protocol/abi/treasury.ts";
import type { RoundTerms } from "#protocol/funding/roundTerms.ts";
import type { FigureName } from "#protocol/governance/bounds.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { encodeCall, type HouseCall, houseCall } from "../../../chain/node/houseCall.ts";

/** One call of a motion, as the contract would be called. */
export interface MotionCall {
  target: Address;
  value: bigint;
  data: Hex;
}

/** What a call does, in the house's own terms. `unknown`: this page cannot say, and must say so. */
export type Decision =
  | { kind: "openRound"; terms: RoundTerms }
  | { kind: "cancelRound"; round: number }
  | { kind: "setBudget"; term: number; lines: readonly { category: number; limit: bigint }[] }
  | { kind: "pay"; payee: Address; amount: bigint; category: number; ref: Hex; beyondReserve: boolean }
  | { kind: "bookLoss"; amount: bigint }
  | { kind: "operator"; account: Address }
  | { kind: "registrar"; account: Address; register: Hex }
  | { kind: "figure"; which: FigureName; value: bigint; towards: "more" | "less" }
  | { kind: "criteria"; hash: Hex }
  | { kind: "admit"; account: Address; person: Hex; reason: Hex }
  | { kind: "era"; firstTerm: number; length: number }
  | { kind: "endSeat"; seat: number; reason: Hex }
  | { kind: "moveSeat"; seat: number; holder: Address; to: Address; reason: Hex }
  | { kind: "buyBack"; seat: number; holder: Address; amount: bigint }
  | { kind: "question"; text: Hex }
  | { kind: "successor"; account: Address }
  | { kind: "beacon"; key: Hex; genesis: number; period: number }
  | { kind: "unknown"; call: MotionCall };

/** The person of an account of whom nobody has given another mark: one account, one person. */
export const personOf = (account: Address): Hex => keccak256(account);

/** What somebody can propose with this page. */
export type Drafted = Exclude<Decision, { kind: "unknown" }>;

type Contracts = Pick<
  Deployment["contracts"],
  | "Rounds"
  | "Budgets"
  | "Treasury"
  | "Registry"
  | "Admission"
  | "Exit"
  | "DrandBeacon"
  | "Decisions"
  | "BuyBack"
  | "Roster"
>;

/**
 * Reads what a call does. It is believed only when the very same bytes come out again: a call with something hidden
 * behind its arguments is unknown.
 */
export function readDecision(contracts: Contracts, call: MotionCall): Decision {
  const sayable =
    call.value === 0n ? decisions.filter((of) => isAddressEqual(contracts[of.contract], call.target)) : [];
  const decoded = decode(sayable, call.data);
  return (decoded && describe(decoded)) ?? { kind: "unknown", call };
}

/** The calls that this page has words for. */
const decisions = [
  roundsAbi.open,
  roundsAbi.cancel,
  budgetsAbi.set,
  treasuryAbi.payWithinReserve,
  treasuryAbi.payBeyondReserve,
  treasuryAbi.bookLoss,
  registryAbi.appointOperator,
  registryAbi.appointRegistrar,
  registryAbi.strengthen,
  registryAbi.loosen,
  registryAbi.nameSuccessor,
  changeCriteria,
  admitByVote,
  addEra,
  endByVote,
  moveByVote,
  offer,
  nameNetwork,
  ask,
] as const;

type Decoded = { functionName: string; args: readonly unknown[] };

function decode(abi: Abi, data: Hex): Decoded | undefined {
  try {
    const { functionName, args = [] } = decodeFunctionData({ abi, data });
    const again = encodeFunctionData({ abi, functionName, args });
    return again.toLowerCase() === data.toLowerCase() ? { functionName, args } : undefined;
  } catch {
    return undefined;
  }
}

function describe({ functionName, args }: Decoded): Decision | undefined {
  switch (functionName) {
    case "open":
      return { kind: "openRound", terms: args[0] as RoundTerms };
    case "cancel":
      return { kind: "cancelRound", round: args[0] as number };
    case "set": {
      const [term, categories, limits] = args as [number, number[], bigint[]];
      if (categories.length !== limits.length) return undefined;
      return { kind: "setBudget", term, lines: categories.map((category, i) => ({ category, limit: limits[i]! })) };
    }
    case "payWithinReserve":
    case "payBeyondReserve": {
      const [payee, amount, category, ref] = args as [Address, bigint, number, Hex];
      return { kind: "pay", payee, amount, category, ref, beyondReserve: functionName === "payBeyondReserve" };
    }
    case "bookLoss":
      return { kind: "bookLoss", amount: args[0] as bigint };
    case "appointOperator":
      return { kind: "operator", account: args[0] as Address };
    case "appointRegistrar":
      return { kind: "registrar", account: args[0] as Address, register: args[1] as Hex };
    case "strengthen":
    case "loosen": {
      const which = figureNames[args[0] as number];
      if (which === undefined) return undefined;
      const towards = functionName === "strengthen" ? "more" : "less";
      return { kind: "figure", which, value: args[1] as bigint, towards };
    }
    case "nameSuccessor":
      return { kind: "successor", account: args[0] as Address };
    case "changeCriteria":
      return { kind: "criteria", hash: args[0] as Hex };
    case "admitByVote":
      return { kind: "admit", account: args[0] as Address, person: args[1] as Hex, reason: args[2] as Hex };
    case "addEra":
      return { kind: "era", firstTerm: args[0] as number, length: args[1] as number };
    case "endByVote":
      return { kind: "endSeat", seat: args[0] as number, reason: args[1] as Hex };
    case "moveByVote": {
      const [seat, holder, to, reason] = args as readonly [number, Address, Address, Hex];
      return { kind: "moveSeat", seat, holder, to, reason };
    }
    case "offer":
      return { kind: "buyBack", seat: args[0] as number, holder: args[1] as Address, amount: args[2] as bigint };
    case "ask":
      return { kind: "question", text: args[0] as Hex };
    case "nameNetwork":
      return { kind: "beacon", ...(args[0] as { key: Hex; genesis: number; period: number }) };
    default:
      return undefined;
  }
}

/** The call that a decision becomes; the other way round of `readDecision`. */
export function toCall(contracts: Contracts, decision: Drafted): MotionCall {
  const { to, data } = encodeCall({ contracts }, callOf(decision));
  return { target: to, value: 0n, data };
}

function callOf(decision: Drafted): HouseCall<keyof Contracts> {
  switch (decision.kind) {
    case "openRound":
      return houseCall(roundsAbi.open, [decision.terms]);
    case "cancelRound":
      return houseCall(roundsAbi.cancel, [decision.round]);
    case "setBudget": {
      const { term, lines } = decision;
      return houseCall(budgetsAbi.set, [term, lines.map(({ category }) => category), lines.map(({ limit }) => limit)]);
    }
    case "pay": {
      const { payee, amount, category, ref, beyondReserve } = decision;
      const pay = beyondReserve ? treasuryAbi.payBeyondReserve : treasuryAbi.payWithinReserve;
      return houseCall(pay, [payee, amount, category, ref]);
    }
    case "bookLoss":
      return houseCall(treasuryAbi.bookLoss, [decision.amount, zeroHash]);
    case "operator":
      return houseCall(registryAbi.appointOperator, [decision.account]);
    case "registrar":
      return houseCall(registryAbi.appointRegistrar, [decision.account, decision.register]);
    case "figure": {
      const door = decision.towards === "more" ? registryAbi.strengthen : registryAbi.loosen;
      return houseCall(door, [figureNames.indexOf(decision.which), decision.value]);
    }
    case "successor":
      return houseCall(registryAbi.nameSuccessor, [decision.account]);
    case "criteria":
      return houseCall(changeCriteria, [decision.hash]);
    case "admit":
      return houseCall(admitByVote, [decision.account, decision.person, decision.reason]);
    case "era":
      return houseCall(addEra, [decision.firstTerm, decision.length]);
    case "endSeat":
      return houseCall(endByVote, [decision.seat, decision.reason]);
    case "moveSeat":
      return houseCall(moveByVote, [decision.seat, decision.holder, decision.to, decision.reason]);
    case "buyBack":
      return houseCall(offer, [decision.seat, decision.holder, decision.amount]);
    case "question":
      return houseCall(ask, [decision.text]);
    case "beacon":
      return houseCall(nameNetwork, [{ key: decision.key, genesis: decision.genesis, period: decision.period }]);
  }
}
