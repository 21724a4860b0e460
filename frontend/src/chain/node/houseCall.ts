import type {
  AbiFunction,
  AbiStateMutability,
  Address,
  ContractFunctionArgs,
  ContractFunctionReturnType,
  Hex,
} from "viem";
import type { ContractName } from "#protocol/house/deployments.ts";
import { encodeValues } from "./abiCodec.ts";

/** A function of one of the house's contracts, as `protocol/abi` has it: it knows whose it is. */
export interface HouseFunction extends AbiFunction {
  readonly contract: ContractName;
  /** What its calls begin with. */
  readonly selector: Hex;
}

/** A function that changes nothing. */
export interface HouseView extends HouseFunction {
  readonly stateMutability: "pure" | "view";
}

type ArgsOf<F extends HouseFunction> = ContractFunctionArgs<readonly [F], AbiStateMutability>;

export type ResultOf<F extends HouseFunction> = ContractFunctionReturnType<readonly [F], AbiStateMutability>;

/** Nothing to pass, or the arguments as one list. */
export type Passed<F extends HouseFunction> = readonly [] extends ArgsOf<F> ? [] : [args: ArgsOf<F>];

/** A call of a house's contract. */
export interface HouseCall<Contract extends ContractName = ContractName> {
  readonly of: HouseFunction & { readonly contract: Contract };
  readonly args: readonly unknown[];
}

/** A call with arguments of the function's own types. */
export function houseCall<const F extends HouseFunction>(of: F, ...passed: Passed<F>): HouseCall<F["contract"]> {
  const [args = []] = passed as [args?: readonly unknown[]];
  return { of, args };
}

/** Where a call goes, and its bytes. By hand, for viem looks the function up and hashes its name: 3 kB more. */
export function encodeCall<Contract extends ContractName>(
  { contracts }: { readonly contracts: Readonly<Record<Contract, Address>> },
  { of, args }: HouseCall<Contract>,
): { to: Address; data: Hex } {
  return { to: contracts[of.contract], data: `${of.selector}${encodeValues(of.inputs, args)}` };
}
