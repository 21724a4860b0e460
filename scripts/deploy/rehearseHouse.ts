import type { EIP1193Provider } from "@nomicfoundation/ignition-core";
import { type Address, numberToHex } from "viem";
import { z } from "zod";
import type { Club } from "#ignition/club.ts";
import { type HouseSite, houseParameters, testMoneyParameters } from "#ignition/houseParameters.ts";
import { House } from "#ignition/modules/House.ts";
import { TestMoney } from "#ignition/modules/TestMoney.ts";
import { build } from "./runModule.ts";

/** The chain on which the house is to stand, as far as a constructor can tell. */
export interface ChainToRehearse {
  chainId: number;
  deployer: Address;
  /** Of the deployer's next transaction: then the contracts' addresses are those that they will have. */
  nonce: number;
  /** UTC seconds of the latest block. */
  now: number;
  /** Of a block. */
  gasLimit: bigint;
}

const PLENTY = numberToHex(10n ** 24n);
/** Of somebody who only lends a token's code. */
const LENDER: Address = "0x00000000000000000000000000000000000000c0";

/**
 * Builds the whole house once on a chain within this process, with everything as it will be, and forgets it. Throws with
 * a sentence for each constructor that refuses: until then nothing was sent and nothing was paid. Gives the gas it took.
 */
export async function rehearseHouse(
  club: Club,
  site: Omit<HouseSite, "token"> & { token: Address | "test money" },
  there: ChainToRehearse,
): Promise<bigint> {
  const chain = await chainLike(there);
  try {
    const run = { provider: await actAs(chain.provider, there.deployer, there.nonce), confirmations: 1, pollEvery: 1 };
    const money = testMoneyParameters(club);
    const token =
      site.token === "test money"
        ? (await build(TestMoney, money, run)).Token
        : await lendToken(chain.provider, site.token, club);
    await build(House, houseParameters(club, { ...site, token }), run);
    return await gasOf(chain.provider, there.deployer);
  } catch (error) {
    throw new Error(`The house was rehearsed, and cannot be built like this. Nothing was sent.\n${sentenceOf(error)}`, {
      cause: error,
    });
  } finally {
    await chain.close();
  }
}

const head = z.object({ number: z.string() });
const filled = z.object({ transactions: z.array(z.object({ hash: z.string(), from: z.string() })) });
const receipt = z.object({ gasUsed: z.string() });

/** What the deployer's transactions took, all of them. */
async function gasOf(chain: EIP1193Provider, deployer: Address): Promise<bigint> {
  const ask = (method: string, ...params: unknown[]) => chain.request({ method, params });
  const last = Number(head.parse(await ask("eth_getBlockByNumber", "latest", false)).number);
  let gas = 0n;
  for (let number = 1; number <= last; number++) {
    const { transactions } = filled.parse(await ask("eth_getBlockByNumber", numberToHex(number), true));
    for (const { hash, from } of transactions) {
      if (from.toLowerCase() !== deployer.toLowerCase()) continue;
      gas += BigInt(receipt.parse(await ask("eth_getTransactionReceipt", hash)).gasUsed);
    }
  }
  return gas;
}

async function chainLike({ chainId, now, gasLimit }: ChainToRehearse) {
  const { createHardhatRuntimeEnvironment } = await import("hardhat/hre");
  const hre = await createHardhatRuntimeEnvironment({
    networks: {
      there: {
        type: "edr-simulated",
        chainType: "l1",
        hardfork: "osaka",
        chainId,
        initialDate: new Date(now * 1000),
        blockGasLimit: gasLimit,
        accounts: [],
      },
    },
  });
  return hre.network.create("there");
}

async function actAs(chain: EIP1193Provider, address: Address, nonce: number) {
  await chain.request({ method: "hardhat_impersonateAccount", params: [address] });
  await chain.request({ method: "hardhat_setBalance", params: [address, PLENTY] });
  await chain.request({ method: "hardhat_setNonce", params: [address, numberToHex(nonce)] });
  const request: EIP1193Provider["request"] = (call) =>
    call.method === "eth_accounts" ? Promise.resolve([address]) : chain.request(call);
  return { address, request };
}

/** A token that exists there is asked for its decimals only, and those are known to be the club's (`requireToken`). */
async function lendToken(chain: EIP1193Provider, token: Address, club: Club): Promise<Address> {
  const provider = await actAs(chain, LENDER, 0);
  const { Token } = await build(TestMoney, testMoneyParameters(club), { provider, confirmations: 1, pollEvery: 1 });
  const code = await chain.request({ method: "eth_getCode", params: [Token, "latest"] });
  await chain.request({ method: "hardhat_setCode", params: [token, code] });
  return token;
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
