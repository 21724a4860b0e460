import { type Abi, type Address, decodeFunctionData, encodeFunctionData, type Hex, isAddressEqual } from "viem";
import { houseAbis } from "#protocol/abi/house.ts";
import type { ContractName, Deployment } from "#protocol/house/deployments.ts";
import type { CallRequest, RelayError } from "#protocol/relay/relayApi.ts";

/**
 * What the relay submits: calls that anybody may make. Either the people concerned have signed inside the call, or the
 * contract itself decides whether the time has come. Whatever is not here is refused.
 */
export const allowedCalls: Partial<Record<ContractName, readonly string[]>> = {
  Admission: ["attest"],
  Rounds: ["buyBySig", "withdrawBySig", "refundBySig", "pushRefund", "finalise", "claim"],
  Elections: [
    "nominateBySig",
    "withdrawNominationBySig",
    "castBySig",
    "castManyBySig",
    "answerBySig",
    "seatTable",
    "release",
    "credit",
  ],
  DrandBeacon: ["store"],
  Treasury: ["requestBySig", "withdrawRequestBySig", "approveBySig", "approveAndPay", "pay", "bookUnannounced"],
  Reports: ["fileBySig", "signBySig"],
  Counter: ["setUpBySig", "fillBySig", "requestExitBySig", "exit", "redeem"],
  Terminals: ["enrol", "revokeBySig"],
  Donations: ["donateBySig"],
  HouseGovernor: ["sponsorBySig", "proposeBySig", "voteBySig", "queue", "execute"],
};

/** EIP-7825: no transaction is larger. */
export const GAS_CEILING = 16_777_216n;

export interface AllowedCall {
  to: Address;
  data: Hex;
  contract: ContractName;
  functionName: string;
  args: readonly unknown[];
  /** Whose budget it is when it fails on the chain: "seat 42", an account, a terminal; "anyone" if it names nobody. */
  whose: string;
}

export type PolicyAnswer = { ok: true; call: AllowedCall } | { ok: false; error: RelayError };

/** Whether the relay would submit this at all. Looks only at the call, not at the chain. */
export function judge(deployment: Deployment, { to, data }: CallRequest): PolicyAnswer {
  const contract = (Object.keys(allowedCalls) as ContractName[]).find((name) =>
    isAddressEqual(deployment.contracts[name], to),
  );
  if (contract === undefined) return refuse("notAllowed", "This relay serves the house's own contracts only");
  const abi: Abi | undefined = (houseAbis as Partial<Record<ContractName, Abi>>)[contract];
  if (abi === undefined) return refuse("notAllowed", `${contract} is not known here`);
  let functionName: string;
  let args: readonly unknown[];
  let again: Hex;
  try {
    const decoded = decodeFunctionData({ abi, data });
    functionName = decoded.functionName;
    args = decoded.args ?? [];
    again = encodeFunctionData({ abi, functionName, args });
  } catch {
    return refuse("malformed", `This is no call of ${contract}`);
  }
  // One call has one spelling: nothing rides along behind the arguments.
  if (again.toLowerCase() !== data.toLowerCase()) return refuse("malformed", "The call is not written plainly");
  if (!allowedCalls[contract]?.includes(functionName)) {
    return refuse("notAllowed", `${contract}.${functionName} is not submitted for others`);
  }
  return { ok: true, call: { to, data, contract, functionName, args, whose: whoseBudget(args) } };
}

/** A redemption is priced by its items: an estimate on an older block would count late items as skipped. */
export function fixedGas({ contract, functionName, args }: AllowedCall): bigint | undefined {
  if (contract !== "Counter" || functionName !== "redeem") return undefined;
  const { items } = args[0] as { items: readonly unknown[] };
  return atMost(300_000n + 80_000n * BigInt(items.length));
}

/** What is sent along over the estimate: state may have moved by the time the call is in a block. */
export function withMargin(estimate: bigint): bigint {
  return atMost((estimate * 5n) / 4n + 20_000n);
}

function atMost(gas: bigint): bigint {
  return gas < GAS_CEILING ? gas : GAS_CEILING;
}

const people = ["seat", "terminal", "recipient", "payer", "account", "donor"] as const;

function whoseBudget(args: readonly unknown[]): string {
  const [first] = args;
  const struct = Array.isArray(first) ? first[0] : first;
  if (typeof struct !== "object" || struct === null) return "anyone";
  for (const field of people) {
    const value = (struct as Record<string, unknown>)[field];
    if (value !== undefined) return `${field} ${String(value).toLowerCase()}`;
  }
  return "anyone";
}

function refuse(code: RelayError["code"], message: string): PolicyAnswer {
  return { ok: false, error: { code, message } };
}
