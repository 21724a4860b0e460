import {
  type Address,
  encodeFunctionData,
  type Hex,
  hashTypedData,
  hexToBigInt,
  isAddressEqual,
  isHex,
  numberToHex,
  recoverAddress,
  size,
  slice,
  type TypedDataDefinition,
} from "viem";
import type { Deployment } from "#protocol/house/deployments.ts";
import type { Signable } from "#protocol/house/typedData.ts";
import type { Rpc } from "../node/rpc.ts";
import { UnusableSignature } from "./walletFault.ts";

/** Half of the order of secp256k1: of two signatures that mean the same, the house takes the one with the lower `s` (EIP-2). */
const HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
/** What a signature for a contract that is still to be made ends with (ERC-6492). */
const NOT_THERE_YET = "6492".repeat(16);
const IS_VALID: Hex = "0x1626ba7e";
/** So begins the code of an account that has a key still (EIP-7702). */
const DELEGATED = "0xef0100";

/** A house, as far as it says which signatures its money takes. */
interface PayingHouse {
  rpc: Rpc;
  deployment: {
    contracts: { Token: Address };
    club: { currency: Pick<Deployment["club"]["currency"], "tokenSignature"> };
  };
}

const erc1271 = [
  {
    type: "function",
    name: "isValidSignature",
    stateMutability: "view",
    inputs: [
      { name: "hash", type: "bytes32" },
      { name: "signature", type: "bytes" },
    ],
    outputs: [{ name: "", type: "bytes4" }],
  },
] as const;

/**
 * The signature in the one form that contracts take: 65 bytes, `v` 27 or 28, `s` in the lower half. Wallets also give
 * `v` as 0 or 1, 64 bytes (EIP-2098) or the upper `s`. What has another length is a contract's own and stays as it is.
 */
export function plainSignature(signature: Hex): Hex {
  const bytes = size(signature);
  if (bytes !== 64 && bytes !== 65) return signature;
  const r = slice(signature, 0, 32);
  let s = hexToBigInt(slice(signature, 32, 64));
  let isOdd: boolean;
  if (bytes === 64) {
    isOdd = s >> 255n === 1n;
    s &= (1n << 255n) - 1n;
  } else {
    const v = Number(slice(signature, 64));
    if (v !== 0 && v !== 1 && v !== 27 && v !== 28) return signature;
    isOdd = v === 1 || v === 28;
  }
  if (s > HALF_ORDER) {
    s = ORDER - s;
    isOdd = !isOdd;
  }
  return `${r}${numberToHex(s, { size: 32 }).slice(2)}${isOdd ? "1c" : "1b"}`;
}

/**
 * Asked before its owner is: money that takes a signature in three parts only is paid with by an account that has a key, and
 * not by a contract (`SignedPayment` on the chain).
 *
 * @throws {UnusableSignature} For a payment that the account's contract would sign in vain.
 */
export async function requirePayer(house: PayingHouse, account: Address, message: Signable): Promise<void> {
  const { contracts, club } = house.deployment;
  if (club.currency.tokenSignature !== "inParts") return;
  if (!isAddressEqual(message.domain.verifyingContract, contracts.Token)) return;
  const code = await house.rpc.request({ method: "eth_getCode", params: [account, "latest"] });
  if (code === undefined || code === "0x" || code.startsWith(DELEGATED)) return;
  throw new UnusableSignature({ why: "needsKey" });
}

/**
 * What a wallet gave, in the form that the house takes, once it is sure that the house takes it: the account's own key
 * signed, or the contract that the account is says so (ERC-1271).
 *
 * @throws {UnusableSignature} With what its owner can do about it.
 */
export async function checkedSignature(rpc: Rpc, account: Address, message: Signable, given: unknown): Promise<Hex> {
  if (!isHex(given)) throw new UnusableSignature({ why: "noSignature" });
  const hash = hashTypedData(message as TypedDataDefinition);
  const plain = plainSignature(given);
  const signer =
    size(plain) === 65 ? await recoverAddress({ hash, signature: plain }).catch(() => undefined) : undefined;
  if (signer !== undefined && isAddressEqual(signer, account)) return plain;
  const code = await rpc.request({ method: "eth_getCode", params: [account, "latest"] });
  if (code !== undefined && code !== "0x") {
    if (await takenByContract(rpc, account, hash, given)) return given;
    throw new UnusableSignature({ why: "notByContract" });
  }
  if (given.endsWith(NOT_THERE_YET)) throw new UnusableSignature({ why: "notThere" });
  throw new UnusableSignature(signer === undefined ? { why: "noSignature" } : { why: "otherAccount", signer, account });
}

async function takenByContract(rpc: Rpc, account: Address, hash: Hex, signature: Hex): Promise<boolean> {
  const data = encodeFunctionData({ abi: erc1271, args: [hash, signature] });
  try {
    const answer = await rpc.request({ method: "eth_call", params: [{ to: account, data }, "latest"] });
    return size(answer) >= 32 && slice(answer, 0, 4) === IS_VALID;
  } catch (error) {
    // A refusal has a code of the node; whoever was not reached at all says nothing about the signature.
    if (error instanceof Error && "code" in error) return false;
    throw error;
  }
}
