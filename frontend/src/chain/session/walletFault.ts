import type { Address } from "viem";

/** What a wallet did, or did not, that keeps its owner from confirming; each has words with a next step. */
export type WalletFault =
  /** It signed as somebody else than the account it shows. */
  | { why: "otherAccount"; signer: Address; account: Address }
  /** The account is a contract, and the contract does not take the signature. */
  | { why: "notByContract" }
  /** The account is a contract, and the money takes a key's signature only. */
  | { why: "needsKey" }
  /** The account is a contract that is not on this chain yet (ERC-6492). */
  | { why: "notThere" }
  /** What came back is no signature. */
  | { why: "noSignature" };

/** Thrown instead of handing on a signature that the house would refuse. */
export class UnusableSignature extends Error {
  readonly fault: WalletFault;

  constructor(fault: WalletFault) {
    super(`The wallet's signature cannot be used: ${fault.why}`);
    this.fault = fault;
  }
}

/** The wallet is there, but shows this page no account: it is locked, or was told to hide them. */
export class NoAccountShown extends Error {}
