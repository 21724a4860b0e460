import {
  type Address,
  decodeFunctionResult,
  domainSeparator,
  encodeAbiParameters,
  encodeFunctionData,
  type Hex,
  isHex,
  keccak256,
  numberToHex,
  parseAbi,
  parseSignature,
  size,
  stringToHex,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { z } from "zod";
import { type Ask, ifRefused } from "#protocol/house/Ask.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { authorizationFields } from "#protocol/house/typedData.ts";

/** By which name and version a token checks signatures (EIP-712). */
type TokenDomain = NonNullable<Deployment["club"]["currency"]["tokenDomain"]>;
/** What a deployment file says of how a token is paid with. */
export type TokenWays = Required<Pick<Deployment["club"]["currency"], "tokenDomain">> &
  Pick<Deployment["club"]["currency"], "tokenSignature">;

const abi = parseAbi([
  "function name() view returns (string)",
  "function version() view returns (string)",
  "function DOMAIN_SEPARATOR() view returns (bytes32)",
  "function eip712Domain() view returns (bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)",
  "function paused() view returns (bool)",
  "function balanceOf(address) view returns (uint256)",
  "function transfer(address to, uint256 value) returns (bool)",
]);
const wholeForm = parseAbi([
  "function receiveWithAuthorization(address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce, bytes signature)",
]);
const formInParts = parseAbi([
  "function receiveWithAuthorization(address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce, uint8 v, bytes32 r, bytes32 s)",
]);

/** Somebody who exists for this question only, and whoever asks it. */
const payer = privateKeyToAccount(keccak256(stringToHex("runde settlement token probe")));
const payee: Address = "0x00000000000000000000000000000000000ca5e1";
const NEVER = 2n ** 48n - 1n;
const YES = numberToHex(1, { size: 32 });
const SOME = 10n ** 6n;
const MONTH = 30 * 86_400;
/** OpenZeppelin's place for an upgradeable token (ERC-7201). */
const UPGRADEABLE = "0x52c63247e1f47db19d5ce0460030c497f067ca4cebf71ba98eeadabe20bace00";

/**
 * Reads by which name and version the token checks signatures, and proves it by a payment that is simulated on the node, in
 * the form of ERC-3009 that the token knows: with real signatures and, where the node can, with real amounts. Throws with a
 * sentence for a token in which no house can count.
 */
export async function proveSettlementToken(ask: Ask, token: Address, chainId: number): Promise<TokenWays> {
  const call = (data: Hex, from: Address = payee) =>
    ask("eth_call", [{ from, to: token, data }, "latest"]).then(asBytes, ifRefused(undefined));
  const domain = await domainOf(token, chainId, call);
  const payment = await signedPayment(token, chainId, domain, 0n);
  const large = await signedPayment(token, chainId, domain, SOME);
  const takes = async (data: Hex) => (await call(data)) !== undefined;
  const form = (await takes(payment.whole)) ? "whole" : (await takes(payment.inParts)) ? "inParts" : undefined;
  if (form === undefined) {
    // Of a fee there is a better word than that the payment is refused.
    for (const data of [large.whole, large.inParts]) await proveWholeAmounts(ask, token, data);
    return refuse(token, call);
  }
  if (form === "inParts") await requireSilence(ask, token, payment.whole);
  const forged = await signedPayment(token, chainId, { ...domain, version: `${domain.version} forged` }, 0n);
  if (await takes(forged[form])) {
    throw new Error(
      `The token ${token} takes a payment that nobody signed. No house can count in it. Nothing was sent.`,
    );
  }
  await proveWholeAmounts(ask, token, large[form]);
  return { tokenDomain: domain, ...(form === "inParts" && { tokenSignature: form }) };
}

/**
 * The house asks whole first, and in three parts only whom that leaves silent: a token that says no in words of its own would
 * never be asked again. A node's refusal does not tell the two apart, so a program that is never deployed does.
 */
async function requireSilence(ask: Ask, token: Address, data: Hex): Promise<void> {
  const bytes = numberToHex(size(data), { size: 2 }).slice(2);
  // Copies `data` behind itself into memory, calls the token with it, and answers 1 if that failed and said nothing.
  const program = `61${bytes}602e5f395f5f61${bytes}5f5f73${token.slice(2)}5af13d17155f5260205ff3`;
  const answer = await ask("eth_call", [{ from: payee, data: `0x${program}${data.slice(2)}` }, "latest"]);
  if (answer === YES) return;
  throw new Error(
    `The token ${token} takes signatures in three parts (v, r, s) only, and answers a whole one with words of its own: the house would take those for its last word. Choose another. Nothing was sent.`,
  );
}

const asBytes = (answer: unknown): Hex | undefined => (isHex(answer) ? answer : undefined);
type Call = (data: Hex, from?: Address) => Promise<Hex | undefined>;

/** EIP-5267 where the token has it; else `name()` and `version()`, held against its own separator. */
async function domainOf(token: Address, chainId: number, call: Call): Promise<TokenDomain> {
  const text = async (functionName: "name" | "version") => {
    const answer = await call(encodeFunctionData({ abi, functionName }));
    return answer === undefined ? undefined : decoded(() => decodeFunctionResult({ abi, functionName, data: answer }));
  };
  const described = await call(encodeFunctionData({ abi, functionName: "eip712Domain" }));
  const own = described && decoded(() => decodeFunctionResult({ abi, functionName: "eip712Domain", data: described }));
  const name = own?.[1] ?? (await text("name"));
  if (name === undefined) throw new Error(`The token ${token} does not say what it is called. Nothing was sent.`);
  const domain = { name, version: own?.[2] ?? (await text("version")) ?? "1" };
  const separator = await call(encodeFunctionData({ abi, functionName: "DOMAIN_SEPARATOR" }));
  const reckoned = domainSeparator({ domain: { ...domain, chainId, verifyingContract: token } });
  if (separator !== undefined && separator.length === 66 && separator !== reckoned) {
    throw new Error(
      `The token ${token} checks signatures in a domain that is not "${domain.name}", version "${domain.version}", on chain ${chainId}: what members sign would not count. Nothing was sent.`,
    );
  }
  return domain;
}

function decoded<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    // Another function of that name, or none: there is nothing to learn from it.
    return undefined;
  }
}

async function signedPayment(token: Address, chainId: number, domain: TokenDomain, value: bigint) {
  const message = {
    from: payer.address,
    to: payee,
    value,
    validAfter: 0n,
    validBefore: NEVER,
    nonce: keccak256(stringToHex(`payment of ${value}`)),
  };
  const signature = await payer.signTypedData({
    domain: { ...domain, chainId, verifyingContract: token },
    types: { ReceiveWithAuthorization: authorizationFields },
    primaryType: "ReceiveWithAuthorization",
    message,
  });
  const { r, s, v } = parseSignature(signature);
  const order = [
    message.from,
    message.to,
    message.value,
    message.validAfter,
    message.validBefore,
    message.nonce,
  ] as const;
  const functionName = "receiveWithAuthorization";
  return {
    whole: encodeFunctionData({ abi: wholeForm, functionName, args: [...order, signature] }),
    inParts: encodeFunctionData({ abi: formInParts, functionName, args: [...order, Number(v ?? 27n), r, s] }),
  };
}

async function refuse(token: Address, call: Call): Promise<never> {
  const why =
    (await call(encodeFunctionData({ abi, functionName: "paused" }))) === YES
      ? "is paused by its issuer: nobody can pay with it now. Wait until it moves again, or choose another"
      : "refuses a payment that was signed as it asks (ERC-3009): members would need coin for fees. Choose another";
  throw new Error(`The token ${token} ${why}. Nothing was sent.`);
}

const simulated = z.array(
  z.object({ calls: z.array(z.object({ status: z.string(), returnData: z.custom<Hex>((value) => isHex(value)) })) }),
);

/** Pays with an amount, and looks what arrived and what is left of it a month later, without sending anything. */
async function proveWholeAmounts(ask: Ask, token: Address, data: Hex): Promise<void> {
  const balance = {
    from: payee,
    to: token,
    data: encodeFunctionData({ abi, functionName: "balanceOf", args: [payee] }),
  };
  const slot = await balanceSlot(ask, token);
  if (slot === undefined) return;
  const stateDiff = { [slot]: numberToHex(SOME * 1_000n, { size: 32 }) };
  const now = await timeOf(ask);
  const blocks = [
    { stateOverrides: { [token]: { stateDiff } }, calls: [{ from: payee, to: token, data }, balance] },
    { blockOverrides: { time: numberToHex(now + MONTH) }, calls: [balance] },
  ];
  const answer = await ask("eth_simulateV1", [{ blockStateCalls: blocks }, "latest"]).catch(ifRefused(undefined));
  const [paid, later] = simulated.safeParse(answer).data ?? [];
  const [taken, arrived] = paid?.calls ?? [];
  // A node that cannot simulate, or a token that keeps its balances where nobody looks: the house itself refuses each
  // payment of which less arrives than was said.
  if (taken?.status !== "0x1" || arrived?.returnData === undefined) return;
  const got = BigInt(arrived.returnData);
  if (got !== SOME) {
    throw new Error(
      `The token ${token} keeps a fee on transfers: of ${SOME} arrive ${got}. Books that must agree to the last cent cannot be kept in it. Nothing was sent.`,
    );
  }
  const left = BigInt(later?.calls[0]?.returnData ?? arrived.returnData);
  if (left === got) return;
  throw new Error(
    `The token ${token} changes balances by itself: of ${got} there are ${left} a month later. Books that must agree to the last cent cannot be kept in it. Nothing was sent.`,
  );
}

async function timeOf(ask: Ask): Promise<number> {
  const { timestamp } = z.object({ timestamp: z.string() }).parse(await ask("eth_getBlockByNumber", ["latest", false]));
  return Number(timestamp);
}

/** Where the token keeps what the payer has, looked for where the usual ones do: a mapping in one of the first slots, or OpenZeppelin's own place. */
async function balanceSlot(ask: Ask, token: Address): Promise<Hex | undefined> {
  const data = encodeFunctionData({ abi, functionName: "balanceOf", args: [payer.address] });
  const mappings: Hex[] = [UPGRADEABLE, ...Array.from({ length: 60 }, (_, slot) => numberToHex(slot, { size: 32 }))];
  for (const mapping of mappings) {
    const slot = keccak256(encodeAbiParameters([{ type: "address" }, { type: "bytes32" }], [payer.address, mapping]));
    const there = { [token]: { stateDiff: { [slot]: numberToHex(SOME * 1_000n, { size: 32 }) } } };
    const answer = await ask("eth_call", [{ to: token, data }, "latest", there]).then(asBytes, ifRefused(undefined));
    if (answer !== undefined && answer.length === 66 && BigInt(answer) > 0n) return slot;
  }
  return undefined;
}
