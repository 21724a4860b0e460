import {
  type AbiParameterToPrimitiveType,
  type Address,
  concatHex,
  encodeAbiParameters,
  type Hex,
  hashStruct,
  isHex,
  keccak256,
  numberToHex,
  stringToHex,
  type TypedDataParameter,
} from "viem";
import type { ContractName, Deployment } from "./deployments.ts";

/** What a seat says of a proposal: three messages, and none does another's work. */
const proposalFields = [
  { name: "proposal", type: "uint256" },
  { name: "seat", type: "uint32" },
  { name: "epoch", type: "uint32" },
  { name: "deadline", type: "uint48" },
] as const;

/** What a seat says of a payment request: yes, no more, or away with it. None does another's work: their names differ. */
const wordOnARequest = [
  { name: "request", type: "uint64" },
  { name: "seat", type: "uint32" },
  { name: "epoch", type: "uint32" },
  { name: "deadline", type: "uint48" },
] as const;

/**
 * Every message that people of the house sign: the contract whose EIP-712 domain it belongs to, and its fields in the
 * order of the contract's struct. `PayCode` and `Batch` (P-256) stand in `payCode.ts`, the directory's line in `records.ts`.
 */
export const messages = {
  Credential: {
    contract: "Admission",
    fields: [
      { name: "account", type: "address" },
      { name: "nullifier", type: "bytes32" },
      { name: "criteria", type: "uint32" },
      { name: "expiry", type: "uint48" },
    ],
  },
  CredentialRevocation: {
    contract: "Admission",
    fields: [
      { name: "registrar", type: "address" },
      { name: "epoch", type: "uint32" },
      { name: "account", type: "address" },
      { name: "until", type: "uint48" },
      { name: "deadline", type: "uint48" },
    ],
  },
  EpochRaise: {
    contract: "Persons",
    fields: [
      { name: "account", type: "address" },
      { name: "epoch", type: "uint32" },
      { name: "deadline", type: "uint48" },
    ],
  },
  HandOver: {
    contract: "Exit",
    fields: [
      { name: "seat", type: "uint32" },
      { name: "to", type: "address" },
      { name: "price", type: "uint128" },
      { name: "seatEpoch", type: "uint32" },
      { name: "toEpoch", type: "uint32" },
      { name: "deadline", type: "uint48" },
    ],
  },
  Leaving: {
    contract: "Exit",
    fields: [
      { name: "seat", type: "uint32" },
      { name: "epoch", type: "uint32" },
      { name: "deadline", type: "uint48" },
    ],
  },
  MoveTaken: {
    contract: "Exit",
    fields: [
      { name: "seat", type: "uint32" },
      { name: "from", type: "address" },
      { name: "epoch", type: "uint32" },
      { name: "deadline", type: "uint48" },
    ],
  },
  Join: {
    contract: "Rounds",
    fields: [
      { name: "round", type: "uint32" },
      { name: "recipient", type: "address" },
      { name: "payer", type: "address" },
      { name: "termsHash", type: "bytes32" },
      { name: "binding", type: "bool" },
      { name: "epoch", type: "uint32" },
      { name: "payerEpoch", type: "uint32" },
      { name: "nonce", type: "uint64" },
      { name: "deadline", type: "uint48" },
    ],
  },
  Withdrawal: {
    contract: "Rounds",
    fields: [
      { name: "round", type: "uint32" },
      { name: "recipient", type: "address" },
      { name: "by", type: "address" },
      { name: "to", type: "address" },
      { name: "epoch", type: "uint32" },
      { name: "nonce", type: "uint64" },
      { name: "deadline", type: "uint48" },
    ],
  },
  Refund: {
    contract: "Rounds",
    fields: [
      { name: "round", type: "uint32" },
      { name: "recipient", type: "address" },
      { name: "by", type: "address" },
      { name: "to", type: "address" },
      { name: "epoch", type: "uint32" },
      { name: "deadline", type: "uint48" },
    ],
  },
  Nomination: {
    contract: "Elections",
    fields: [
      { name: "term", type: "uint32" },
      { name: "seat", type: "uint32" },
      { name: "epoch", type: "uint32" },
      { name: "statement", type: "bytes32" },
      { name: "nonce", type: "uint64" },
      { name: "deadline", type: "uint48" },
    ],
  },
  NominationWithdrawal: {
    contract: "Elections",
    fields: [
      { name: "term", type: "uint32" },
      { name: "seat", type: "uint32" },
      { name: "epoch", type: "uint32" },
      { name: "nonce", type: "uint64" },
      { name: "deadline", type: "uint48" },
    ],
  },
  Ballot: {
    contract: "Elections",
    fields: [
      { name: "term", type: "uint32" },
      { name: "seat", type: "uint32" },
      { name: "epoch", type: "uint32" },
      { name: "approvals", type: "uint128" },
      { name: "nonce", type: "uint32" },
      { name: "deadline", type: "uint48" },
    ],
  },
  Answer: {
    contract: "Elections",
    fields: [
      { name: "term", type: "uint32" },
      { name: "seat", type: "uint32" },
      { name: "epoch", type: "uint32" },
      { name: "yes", type: "bool" },
      { name: "nonce", type: "uint64" },
      { name: "deadline", type: "uint48" },
    ],
  },
  PaymentRequest: {
    contract: "Payments",
    fields: [
      { name: "proposer", type: "address" },
      { name: "epoch", type: "uint32" },
      { name: "lane", type: "uint8" },
      { name: "payee", type: "address" },
      { name: "amount", type: "uint128" },
      { name: "category", type: "uint16" },
      { name: "ref", type: "bytes32" },
      { name: "documents", type: "bytes32" },
      { name: "order", type: "bytes32" },
      { name: "nonce", type: "uint64" },
      { name: "deadline", type: "uint48" },
    ],
  },
  RequestWithdrawal: {
    contract: "Payments",
    fields: [
      { name: "request", type: "uint64" },
      { name: "epoch", type: "uint32" },
      { name: "deadline", type: "uint48" },
    ],
  },
  Approval: { contract: "Payments", fields: wordOnARequest },
  ApprovalTakenBack: { contract: "Payments", fields: wordOnARequest },
  RequestClosing: { contract: "Payments", fields: wordOnARequest },
  TeamNaming: {
    contract: "Team",
    fields: [
      { name: "operator", type: "address" },
      { name: "epoch", type: "uint32" },
      { name: "account", type: "address" },
      { name: "rights", type: "uint8" },
      { name: "nonce", type: "uint64" },
      { name: "deadline", type: "uint48" },
    ],
  },
  // No contract reads it: relays keep it, and tills check it (`protocol/voucher/priceList.ts`).
  PriceList: {
    contract: "Team",
    fields: [
      { name: "by", type: "address" },
      { name: "list", type: "bytes32" },
      { name: "items", type: "uint32" },
      { name: "version", type: "uint64" },
    ],
  },
  Filing: {
    contract: "Reports",
    fields: [
      { name: "term", type: "uint32" },
      { name: "seat", type: "uint32" },
      { name: "epoch", type: "uint32" },
      { name: "cashSales", type: "uint128" },
      { name: "payroll", type: "uint128" },
      { name: "goods", type: "uint128" },
      { name: "bankBalance", type: "uint128" },
      { name: "text", type: "bytes32" },
      { name: "nonce", type: "uint64" },
      { name: "deadline", type: "uint48" },
    ],
  },
  Signing: {
    contract: "Reports",
    fields: [
      { name: "report", type: "uint32" },
      { name: "seat", type: "uint32" },
      { name: "epoch", type: "uint32" },
      { name: "agrees", type: "bool" },
      { name: "reason", type: "bytes32" },
      { name: "deadline", type: "uint48" },
    ],
  },
  OfferTaken: {
    contract: "BuyBack",
    fields: [
      { name: "seat", type: "uint32" },
      { name: "amount", type: "uint128" },
      { name: "epoch", type: "uint32" },
      { name: "deadline", type: "uint48" },
    ],
  },
  SetUp: {
    contract: "Pockets",
    fields: [
      { name: "account", type: "address" },
      { name: "kind", type: "uint8" },
      { name: "keyHash", type: "uint160" },
      { name: "perPayment", type: "uint32" },
      { name: "perDay", type: "uint32" },
      { name: "expiry", type: "uint48" },
      { name: "amount", type: "uint128" },
      { name: "epoch", type: "uint32" },
      { name: "nonce", type: "uint64" },
      { name: "deadline", type: "uint48" },
    ],
  },
  Fill: {
    contract: "Pockets",
    fields: [
      { name: "account", type: "address" },
      { name: "amount", type: "uint128" },
      { name: "epoch", type: "uint32" },
      { name: "nonce", type: "uint64" },
      { name: "deadline", type: "uint48" },
    ],
  },
  PocketExit: {
    contract: "Pockets",
    fields: [
      { name: "account", type: "address" },
      { name: "amount", type: "uint128" },
      { name: "epoch", type: "uint32" },
      { name: "nonce", type: "uint64" },
      { name: "deadline", type: "uint48" },
    ],
  },
  Enrolment: {
    contract: "Terminals",
    fields: [
      { name: "terminal", type: "uint32" },
      { name: "x", type: "uint256" },
      { name: "y", type: "uint256" },
      { name: "dayCap", type: "uint128" },
      { name: "expiry", type: "uint48" },
      { name: "label", type: "bytes32" },
      { name: "seat", type: "uint32" },
      { name: "epoch", type: "uint32" },
      { name: "nonce", type: "uint64" },
      { name: "deadline", type: "uint48" },
    ],
  },
  Revocation: {
    contract: "Terminals",
    fields: [
      { name: "terminal", type: "uint32" },
      { name: "seat", type: "uint32" },
      { name: "epoch", type: "uint32" },
      { name: "nonce", type: "uint64" },
      { name: "deadline", type: "uint48" },
    ],
  },
  LateHandIn: {
    contract: "Terminals",
    fields: [
      { name: "terminal", type: "uint32" },
      { name: "batch", type: "bytes32" },
      { name: "seat", type: "uint32" },
      { name: "epoch", type: "uint32" },
      { name: "deadline", type: "uint48" },
    ],
  },
  Voiding: {
    contract: "Corrections",
    fields: [
      { name: "terminal", type: "uint32" },
      { name: "seq", type: "uint32" },
      { name: "place", type: "uint32" },
      { name: "manager", type: "address" },
      { name: "epoch", type: "uint32" },
      { name: "deadline", type: "uint48" },
    ],
  },
  Refunding: {
    contract: "Corrections",
    fields: [
      { name: "terminal", type: "uint32" },
      { name: "seq", type: "uint32" },
      { name: "place", type: "uint32" },
      { name: "amount", type: "uint32" },
      { name: "manager", type: "address" },
      { name: "epoch", type: "uint32" },
      { name: "nonce", type: "uint64" },
      { name: "deadline", type: "uint48" },
    ],
  },
  ExactPayment: {
    contract: "ExactPayments",
    fields: [
      { name: "terminal", type: "uint32" },
      { name: "order", type: "bytes32" },
      { name: "amount", type: "uint32" },
      { name: "account", type: "address" },
      { name: "epoch", type: "uint32" },
      { name: "deadline", type: "uint48" },
    ],
  },
  Closing: {
    contract: "Closings",
    fields: [
      { name: "terminal", type: "uint32" },
      { name: "number", type: "uint32" },
      { name: "businessDay", type: "uint32" },
      { name: "lastBatch", type: "uint32" },
      { name: "lastLate", type: "uint32" },
      { name: "lastExact", type: "uint32" },
      { name: "payments", type: "uint32" },
      { name: "total", type: "uint64" },
      { name: "voided", type: "uint64" },
      { name: "refunded", type: "uint64" },
      { name: "unpaid", type: "uint64" },
      { name: "manager", type: "address" },
      { name: "epoch", type: "uint32" },
      { name: "deadline", type: "uint48" },
    ],
  },
  Gift: {
    contract: "Donations",
    fields: [
      { name: "donor", type: "address" },
      { name: "epoch", type: "uint32" },
      { name: "amount", type: "uint128" },
      { name: "project", type: "bytes32" },
      { name: "note", type: "bytes32" },
      { name: "nameless", type: "bool" },
      { name: "nonce", type: "uint64" },
      { name: "deadline", type: "uint48" },
    ],
  },
  Sponsorship: { contract: "Proposals", fields: proposalFields },
  SponsorshipWithdrawal: { contract: "Proposals", fields: proposalFields },
  Proposing: { contract: "Proposals", fields: proposalFields },
  Vote: {
    contract: "HouseGovernor",
    fields: [
      { name: "proposal", type: "uint256" },
      { name: "seat", type: "uint32" },
      { name: "support", type: "uint8" },
      { name: "epoch", type: "uint32" },
      { name: "deadline", type: "uint48" },
    ],
  },
} as const satisfies Record<string, { contract: ContractName; fields: readonly TypedDataParameter[] }>;

/** ERC-3009: the money's own message, in the domain of the token that moves. */
export const authorizationFields = [
  { name: "from", type: "address" },
  { name: "to", type: "address" },
  { name: "value", type: "uint256" },
  { name: "validAfter", type: "uint256" },
  { name: "validBefore", type: "uint256" },
  { name: "nonce", type: "bytes32" },
] as const;

export type MessageName = keyof typeof messages;

/** What a message carries, as viem reads and signs it. */
export type Message<N extends MessageName> = {
  [F in (typeof messages)[N]["fields"][number] as F["name"]]: AbiParameterToPrimitiveType<F>;
};

/** Where a house stands: all that a signature's domain needs of it. */
export type SigningHouse = Pick<Deployment, "chainId" | "contracts"> & {
  club: { currency: Pick<Deployment["club"]["currency"], "tokenName" | "tokenDomain" | "voucherName"> };
};

/** One message, ready for any wallet's `signTypedData` and for viem's `hashTypedData`. */
export interface Signable {
  domain: { name: string; version: string; chainId: number; verifyingContract: Address };
  types: Record<string, readonly TypedDataParameter[]>;
  primaryType: string;
  message: Record<string, unknown>;
}

/** A message of the house, to be signed for the contract it belongs to. */
export function signable<N extends MessageName>(house: SigningHouse, name: N, message: Message<N>): Signable {
  const { contract, fields } = messages[name];
  return {
    domain: {
      name: `Runde ${contract}`,
      version: "1",
      chainId: house.chainId,
      verifyingContract: house.contracts[contract],
    },
    types: { [name]: fields },
    primaryType: name,
    message: message as Record<string, unknown>,
  };
}

/** hashStruct without a domain: what an intent's money carries as its nonce. */
export function structHash<N extends MessageName>(name: N, message: Message<N>): Hex {
  return hashStruct({
    data: message as Record<string, unknown>,
    primaryType: name as string,
    types: { [name]: messages[name].fields } as Record<string, readonly TypedDataParameter[]>,
  });
}

/**
 * One signature that pays and says what for: the ERC-3009 authorization's nonce is the struct hash of the intent, so
 * the money can do nothing else.
 */
function payment(
  house: SigningHouse,
  money: "Token" | "Voucher",
  order: {
    from: Address;
    to: "Rounds" | "Donations" | "Counter" | "Exit" | "BuyBack";
    value: bigint;
    validBefore: number;
    purpose: Hex;
  },
): Signable {
  const { tokenName, tokenDomain, voucherName } = house.club.currency;
  const own = { name: voucherName, version: "1" };
  return {
    domain: {
      ...(money === "Token" ? (tokenDomain ?? { name: tokenName, version: "1" }) : own),
      chainId: house.chainId,
      verifyingContract: house.contracts[money],
    },
    types: { ReceiveWithAuthorization: authorizationFields },
    primaryType: "ReceiveWithAuthorization",
    message: {
      from: order.from,
      to: house.contracts[order.to],
      value: order.value,
      validAfter: 0n,
      validBefore: BigInt(order.validBefore),
      nonce: order.purpose,
    },
  };
}

/** The payer's signature for `Rounds.buy`; `price` is the round's. */
export function joinPayment(house: SigningHouse, join: Message<"Join">, price: bigint): Signable {
  return payment(house, "Token", {
    from: join.payer,
    to: "Rounds",
    value: price,
    validBefore: join.deadline,
    purpose: structHash("Join", join),
  });
}

/** The donor's signature for `Donations.donate`. */
export function giftPayment(house: SigningHouse, gift: Message<"Gift">): Signable {
  return payment(house, "Token", {
    from: gift.donor,
    to: "Donations",
    value: gift.amount,
    validBefore: gift.deadline,
    purpose: structHash("Gift", gift),
  });
}

/** The member's signature for `Pockets.setUp`: with vouchers it is their authorization, without it is the message itself. */
export function setUpPayment(house: SigningHouse, setUp: Message<"SetUp">): Signable {
  if (setUp.amount === 0n) return signable(house, "SetUp", setUp);
  return payment(house, "Voucher", {
    from: setUp.account,
    to: "Counter",
    value: setUp.amount,
    validBefore: setUp.deadline,
    purpose: structHash("SetUp", setUp),
  });
}

/** The member's signature for `Pockets.fill`. */
export function fillPayment(house: SigningHouse, fill: Message<"Fill">): Signable {
  return payment(house, "Voucher", {
    from: fill.account,
    to: "Counter",
    value: fill.amount,
    validBefore: fill.deadline,
    purpose: structHash("Fill", fill),
  });
}

/**
 * The account's signature for `ExactPayments.payOrder`.
 * @param unit Smallest units in one hundredth of the token.
 */
export function orderPayment(house: SigningHouse, exact: Message<"ExactPayment">, unit: bigint): Signable {
  return payment(house, "Voucher", {
    from: exact.account,
    to: "Counter",
    value: BigInt(exact.amount) * unit,
    validBefore: exact.deadline,
    purpose: structHash("ExactPayment", exact),
  });
}

/** The holder's signature for `BuyBack.take`: it surrenders the vouchers, and says what for. */
export function surrenderPayment(house: SigningHouse, holder: Address, taken: Message<"OfferTaken">): Signable {
  return payment(house, "Voucher", {
    from: holder,
    to: "BuyBack",
    value: taken.amount,
    validBefore: taken.deadline,
    purpose: structHash("OfferTaken", taken),
  });
}

/** The taker's signature for `Exit.handOver`, with a price: it pays, and says what for. */
export function handOverPayment(house: SigningHouse, handOver: Message<"HandOver">): Signable {
  return payment(house, "Token", {
    from: handOver.to,
    to: "Exit",
    value: handOver.price,
    validBefore: handOver.deadline,
    purpose: structHash("HandOver", handOver),
  });
}

/** What an account says about its place in a round, or one that it paid for: the topic of its nonce. */
export function placeTopic(round: number): Hex {
  return concatHex([stringToHex("place:", { size: 28 }), numberToHex(round, { size: 4 })]);
}

/** The subject of a nonce, for a contract's `nonceOf`: a seat or an account, and a topic of at most 32 letters or bytes. */
export function nonceSubject(who: Address | number, topic: string): Hex {
  return keccak256(
    encodeAbiParameters(
      [{ type: "uint256" }, { type: "bytes32" }],
      [BigInt(who), isHex(topic) ? topic : stringToHex(topic, { size: 32 })],
    ),
  );
}
