import { type Abi, type Address, decodeFunctionData, encodeFunctionData, type Hex, isAddressEqual } from "viem";
import { houseAbis } from "#protocol/abi/house.ts";
import type { ContractName, Deployment } from "#protocol/house/deployments.ts";
import type { CallRequest, RelayError } from "#protocol/relay/relayApi.ts";

/**
 * What the relay submits: calls that anybody may make. Either the people concerned have signed inside the call, or the
 * contract itself decides whether the time has come. Whatever is not here is refused.
 */
export const allowedCalls: Partial<Record<ContractName, readonly string[]>> = {
  Admission: ["attest", "revoke"],
  Persons: ["raiseEpoch"],
  Share: ["tell"],
  Exit: ["handOver", "leaveHouse", "takeMove"],
  BuyBack: ["take"],
  Rounds: ["buy", "withdraw", "refund", "pushRefund", "finalise", "claim", "claimSkipped", "giveSurplus", "offerAgain"],
  Elections: ["nominate", "withdrawNomination", "cast", "castMany", "answer", "seatTable"],
  Roster: ["passOver", "credit", "moveLeavers"],
  DrandBeacon: ["store"],
  Treasury: ["bookUnannounced"],
  Team: ["name"],
  Payments: ["request", "withdrawRequest", "approve", "takeBackApproval", "closeRequest", "approveAndPay", "pay"],
  Reports: ["file", "sign", "letStand"],
  Counter: ["redeem", "redeemLate"],
  Pockets: ["setUp", "fill", "requestExit", "exit"],
  ExactPayments: ["payOrder"],
  Corrections: ["voidAtTill", "voidItem", "refund"],
  Closings: ["close"],
  Terminals: ["enrol", "revoke"],
  Donations: ["donate"],
  Proposals: ["sponsor", "withdrawSponsorship", "proposeWithSponsors"],
  HouseGovernor: ["vote", "queue", "execute"],
};

/** EIP-7825: no transaction is larger. */
export const GAS_CEILING = 16_777_216n;

export interface AllowedCall {
  to: Address;
  data: Hex;
  contract: ContractName;
  functionName: string;
  args: readonly unknown[];
  /** On whose day it counts: "seat 42", an account, a terminal; "anyone" if it names nobody. */
  whose: string;
  standing: Standing;
}

/**
 * What somebody is to the house. Mostly the call itself shows it, because it passes its simulation only with that
 * person's signature; accounts are looked up (`standing.ts`).
 */
export type Standing = "till" | "seat" | "applicant" | "stranger" | "house";

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
  return { ok: true, call: { to, data, contract, functionName, args, ...ownerOf(functionName, args) } };
}

/** A redemption is priced by its items: an estimate on an older block would count late items as skipped. */
export function fixedGas({ contract, functionName, args }: AllowedCall): bigint | undefined {
  if (contract !== "Counter" || !functionName.startsWith("redeem")) return undefined;
  const { items } = args[0] as { items: readonly unknown[] };
  return fixedGasOf(items.length);
}

/** What is sent along for a batch of so many items. */
export function fixedGasOf(items: number): bigint {
  return atMost(300_000n + 80_000n * BigInt(items));
}

/** What is sent along over the estimate: state may have moved by the time the call is in a block. */
export function withMargin(estimate: bigint): bigint {
  return atMost((estimate * 5n) / 4n + 50_000n);
}

function atMost(gas: bigint): bigint {
  return gas < GAS_CEILING ? gas : GAS_CEILING;
}

/** Who may stand in a message, and what they are when the call passes: without their signature it does not. */
const signers: Record<string, Standing | "unknown"> = {
  // Who lets a terminal in, or shuts one out, speaks for a seat; a batch speaks for the terminal itself.
  seat: "seat",
  // Only a manager's word takes a payment back or closes a day, or the till's own takes one back.
  manager: "seat",
  terminal: "till",
  // Only the operator, the team, the registrar or one of those in office can say what these carry.
  proposer: "seat",
  operator: "seat",
  registrar: "seat",
  request: "seat",
  by: "unknown",
  recipient: "unknown",
  account: "unknown",
  donor: "unknown",
};

/** Calls that pass only for somebody whom the registrar let in, or who has paid for a place. */
const provesPlace = new Set(["attest", "buy", "withdraw", "refund"]);

/** Calls that go on without whoever's word in their list is none: that they pass proves nobody's signature. */
const skipsWrongWords = new Set(["castMany", "vote", "approveAndPay"]);

/** A list of one vote is refused with its vote. */
function provesNobody(functionName: string, [first]: readonly unknown[]): boolean {
  const isOneVote = functionName === "vote" && Array.isArray(first) && first.length === 1;
  return skipsWrongWords.has(functionName) && !isOneVote;
}

/** On whose day a call counts. The signer's name stands in the first message there is. */
function ownerOf(functionName: string, args: readonly unknown[]): Pick<AllowedCall, "whose" | "standing"> {
  if (provesNobody(functionName, args)) return { whose: "anyone", standing: "stranger" };
  for (const arg of args) {
    const message = Array.isArray(arg) ? arg[0] : arg;
    if (typeof message !== "object" || message === null) continue;
    for (const [field, standing] of Object.entries(signers)) {
      const value = (message as Record<string, unknown>)[field];
      if (value === undefined) continue;
      const whose = `${field} ${String(value).toLowerCase()}`;
      if (standing !== "unknown") return { whose, standing };
      return { whose, standing: provesPlace.has(functionName) ? "applicant" : "stranger" };
    }
  }
  return { whose: "anyone", standing: "stranger" };
}

function refuse(code: RelayError["code"], message: string): PolicyAnswer {
  return { ok: false, error: { code, message } };
}
