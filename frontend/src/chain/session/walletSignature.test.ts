import { encodeAbiParameters, type Hex, hexToBigInt, numberToHex, slice, type TypedDataDefinition } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, it } from "vitest";
import type { Signable } from "#protocol/house/typedData.ts";
import type { Rpc } from "../node/rpc.ts";
import { checkedSignature, plainSignature, requirePayer } from "./walletSignature.ts";

const person = privateKeyToAccount(`0x${"07".repeat(32)}`);
const another = privateKeyToAccount(`0x${"08".repeat(32)}`);
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

const message = {
  domain: { name: "Runde X", version: "1", chainId: 7, verifyingContract: another.address },
  types: { Gift: [{ name: "amount", type: "uint128" }] },
  primaryType: "Gift",
  message: { amount: 5n },
} as unknown as Signable;

/** Signatures of the same, one with each parity, so that no form is tried with one of them only. */
async function twoOf(account: typeof person): Promise<{ signature: Hex; of: Signable }[]> {
  const found = new Map<number, { signature: Hex; of: Signable }>();
  for (let amount = 1n; found.size < 2; amount++) {
    const of = { ...message, message: { amount } } as unknown as Signable;
    const signature = await account.signTypedData(of as unknown as TypedDataDefinition);
    found.set(Number(slice(signature, 64)), { signature, of });
  }
  return [...found.values()];
}

const rs = (signature: Hex) => slice(signature, 0, 64);
const isOdd = (signature: Hex) => Number(slice(signature, 64)) === 28;
const forms: [string, (signature: Hex) => Hex][] = [
  ["65 bytes with v 27 or 28", (signature) => signature],
  ["v 0 or 1", (signature) => `${rs(signature)}${isOdd(signature) ? "01" : "00"}`],
  [
    "64 bytes",
    (signature) => {
      const s = hexToBigInt(slice(signature, 32, 64)) | (isOdd(signature) ? 1n << 255n : 0n);
      return `${slice(signature, 0, 32)}${numberToHex(s, { size: 32 }).slice(2)}`;
    },
  ],
  [
    "the upper s",
    (signature) => {
      const s = ORDER - hexToBigInt(slice(signature, 32, 64));
      return `${slice(signature, 0, 32)}${numberToHex(s, { size: 32 }).slice(2)}${isOdd(signature) ? "1b" : "1c"}`;
    },
  ],
];

/** A node on which the account has this code; what it answers when it is asked about a signature. */
function aNode(code: Hex, answer: () => Promise<Hex> = () => Promise.reject(new Error("nobody asked"))): Rpc {
  const request = async ({ method }: { method: string }) => (method === "eth_getCode" ? code : answer());
  return { request: request as Rpc["request"] };
}
const bytes4 = (word: Hex) => encodeAbiParameters([{ type: "bytes4" }], [word]);

describe("a wallet's signature", () => {
  it.each(forms)("is taken as %s and handed on in the form that contracts take", async (_, as) => {
    for (const { signature, of } of await twoOf(person)) {
      expect(plainSignature(as(signature))).toBe(signature);
      expect(await checkedSignature(aNode("0x"), person.address, of, as(signature))).toBe(signature);
    }
  });

  it("of another account is not handed on, and says whose it is", async () => {
    for (const { signature, of } of await twoOf(another)) {
      await expect(checkedSignature(aNode("0x"), person.address, of, signature)).rejects.toMatchObject({
        fault: { why: "otherAccount", signer: another.address, account: person.address },
      });
    }
  });

  it.each([
    ["nothing", undefined],
    ["a number", 7],
    ["an empty text", "0x"],
    ["65 bytes of zero", `0x${"00".repeat(65)}`],
    ["a cut one", `0x${"11".repeat(40)}`],
  ])("that is %s is none", async (_, given) => {
    await expect(checkedSignature(aNode("0x"), person.address, message, given)).rejects.toMatchObject({
      fault: { why: "noSignature" },
    });
  });

  it("of a contract is handed on as it came, once the contract takes it", async () => {
    const given: Hex = `0x${"22".repeat(130)}`;
    const node = aNode("0x6001", async () => bytes4("0x1626ba7e"));
    expect(await checkedSignature(node, person.address, message, given)).toBe(given);
  });

  it.each<[string, () => Promise<Hex>]>([
    ["says another word", async () => bytes4("0xffffffff")],
    ["says nothing", async () => "0x"],
    ["reverts", () => Promise.reject(Object.assign(new Error("execution reverted"), { code: 3 }))],
  ])("of a contract that %s is not handed on", async (_, answer) => {
    const given: Hex = `0x${"22".repeat(65)}`;
    await expect(checkedSignature(aNode("0x6001", answer), person.address, message, given)).rejects.toMatchObject({
      fault: { why: "notByContract" },
    });
  });

  it("of a key whose account runs a contract's code is the key's", async () => {
    const [one] = await twoOf(person);
    expect(await checkedSignature(aNode("0xef0100"), person.address, one!.of, one!.signature)).toBe(one!.signature);
  });

  it("for a contract that is still to be made says that it is not there yet", async () => {
    const given: Hex = `0x${"33".repeat(96)}${"6492".repeat(16)}`;
    await expect(checkedSignature(aNode("0x"), person.address, message, given)).rejects.toMatchObject({
      fault: { why: "notThere" },
    });
  });

  it("is not judged by a node that nobody reaches", async () => {
    const node = aNode("0x6001", () => Promise.reject(new TypeError("Failed to fetch")));
    await expect(checkedSignature(node, person.address, message, `0x${"22".repeat(65)}`)).rejects.toThrow(TypeError);
  });
});

describe("a payment that is to be signed", () => {
  const TOKEN = another.address;
  const elsewhere = person.address;
  const node = (code: Hex) => aNode(code);
  const house = (code: Hex, tokenSignature?: "whole" | "inParts", Token = TOKEN) => ({
    rpc: node(code),
    deployment: { contracts: { Token }, club: { currency: { tokenSignature } } },
  });

  it("is not asked of a contract where the money takes a key's signature only", async () => {
    await expect(requirePayer(house("0x6001", "inParts"), person.address, message)).rejects.toMatchObject({
      fault: { why: "needsKey" },
    });
  });

  it.each([
    ["of an account with a key", house("0x", "inParts")],
    ["of one with a key that runs a contract's code", house(`0xef0100${"11".repeat(20)}`, "inParts")],
    ["of a contract where the money takes a signature whole", house("0x6001", "whole")],
    ["of a contract in a house whose file says nothing of it", house("0x6001")],
    ["of a contract that signs something else than a payment", house("0x6001", "inParts", elsewhere)],
  ])("is asked %s", async (_, of) => {
    await requirePayer(of, person.address, message);
  });
});
