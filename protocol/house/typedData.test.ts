import { globSync, readFileSync } from "node:fs";
import { encodeAbiParameters, hashTypedData, keccak256, stringToHex, zeroAddress } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { describe, expect, it } from "vitest";
import { contractNames } from "../abi/parts.ts";
import {
  giftPayment,
  joinPayment,
  type Message,
  messages,
  nonceSubject,
  setUpPayment,
  signable,
  structHash,
} from "./typedData.ts";

const contracts = Object.fromEntries(
  contractNames.map((name, i) => [name, `0x${(i + 1).toString(16).padStart(40, "0")}`]),
) as Record<(typeof contractNames)[number], `0x${string}`>;
const house = { chainId: 31337, contracts, club: { currency: { tokenName: "Practice yuan", voucherName: "Coffee" } } };

const join: Message<"Join"> = {
  round: 2,
  recipient: "0x00000000000000000000000000000000000000a1",
  payer: "0x00000000000000000000000000000000000000b2",
  termsHash: `0x${"11".repeat(32)}`,
  binding: true,
  epoch: 3,
  payerEpoch: 4,
  nonce: 7n,
  deadline: 1_800_000_000,
};

describe("given the contracts' sources", () => {
  const typeStrings = new Map<string, string>();
  for (const file of globSync("contracts/**/*.sol")) {
    for (const [, name, fields] of readFileSync(file, "utf8").matchAll(/keccak256\(\s*"(\w+)\(([^"]+)\)"/g)) {
      typeStrings.set(name!, fields!);
    }
  }
  const elsewhere = ["PayCode", "Batch", "TillVoid", "ExactOrder", "ReceiveWithAuthorization", "CancelAuthorization"];

  it("finds their type strings", () => {
    expect(typeStrings.size).toBeGreaterThan(8);
  });

  it.each([...typeStrings].filter(([name]) => !elsewhere.includes(name)))(
    "writes %s as the contract does",
    (name, fields) => {
      const ours = messages[name as keyof typeof messages];
      expect(ours, `messages.${name} is missing`).toBeDefined();
      expect(ours.fields.map((field) => `${field.type} ${field.name}`).join(",")).toBe(fields);
    },
  );
});

describe("given an intent that costs money", () => {
  it("makes its struct hash the nonce of the payment", () => {
    const { message, domain } = joinPayment(house, join, 30_000_000_000n);
    expect(message.nonce).toBe(structHash("Join", join));
    expect(message).toMatchObject({ from: join.payer, to: contracts.Rounds, value: 30_000_000_000n, validAfter: 0n });
    expect(message.validBefore).toBe(1_800_000_000n);
    expect(domain).toMatchObject({ name: "Practice yuan", verifyingContract: contracts.Token });
  });

  it("hashes the intent as Solidity does: keccak256(abi.encode(typehash, fields…))", () => {
    const typehash = keccak256(
      stringToHex(
        "Join(uint32 round,address recipient,address payer,bytes32 termsHash,bool binding,uint32 epoch,uint32 payerEpoch,uint64 nonce,uint48 deadline)",
      ),
    );
    const encoded = encodeAbiParameters(
      ["bytes32", "uint32", "address", "address", "bytes32", "bool", "uint32", "uint32", "uint64", "uint48"].map(
        (type) => ({ type }),
      ),
      [typehash, ...Object.values(join)],
    );
    expect(structHash("Join", join)).toBe(keccak256(encoded));
  });

  it("is another payment when one field of the intent differs", () => {
    const gift: Message<"Gift"> = {
      donor: join.payer,
      epoch: 0,
      amount: 5_000_000n,
      project: `0x${"00".repeat(32)}`,
      note: `0x${"00".repeat(32)}`,
      nameless: false,
      nonce: 0n,
      deadline: 1_800_000_000,
    };
    expect(giftPayment(house, gift).message.nonce).not.toBe(
      giftPayment(house, { ...gift, nameless: true }).message.nonce,
    );
  });

  it("signs the set-up itself when no vouchers move", () => {
    const setUp: Message<"SetUp"> = {
      account: join.payer,
      kind: 0,
      keyHash: 1n,
      perPayment: 100,
      perDay: 200,
      expiry: 1_800_000_000,
      amount: 0n,
      epoch: 0,
      nonce: 0n,
      deadline: 1_800_000_000,
    };
    expect(setUpPayment(house, setUp).primaryType).toBe("SetUp");
    expect(setUpPayment(house, { ...setUp, amount: 1n }).domain.name).toBe("Coffee");
  });
});

describe("given a message of the house", () => {
  it("can be signed by a local account, in the contract's own domain", async () => {
    const account = privateKeyToAccount(generatePrivateKey());
    const vote = signable(house, "Vote", { proposal: 1n, seat: 42, support: 1, epoch: 0, deadline: 1_800_000_000 });
    expect(vote.domain.name).toBe("Runde HouseGovernor");
    const signature = await account.signTypedData(vote);
    expect(signature).toHaveLength(132);
    expect(hashTypedData(vote)).not.toBe(hashTypedData({ ...vote, domain: { ...vote.domain, chainId: 1 } }));
  });
});

describe("nonceSubject", () => {
  it("is keccak256(abi.encode(who, topic)) for a seat and for an account", () => {
    const expected = (who: bigint) =>
      keccak256(
        encodeAbiParameters([{ type: "uint256" }, { type: "bytes32" }], [who, stringToHex("join", { size: 32 })]),
      );
    expect(nonceSubject(42, "join")).toBe(expected(42n));
    expect(nonceSubject(join.payer, "join")).toBe(expected(0xb2n));
    expect(nonceSubject(zeroAddress, "join")).not.toBe(nonceSubject(zeroAddress, "fill"));
  });
});
