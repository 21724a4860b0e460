import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { status } from "@nomicfoundation/ignition-core";
import { type Address, getAddress, getContractAddress, type Hex, isAddressEqual, keccak256 } from "viem";
import { z } from "zod";
import type { Club } from "#ignition/club.ts";
import { type HouseSite, houseParameters, testMoneyParameters } from "#ignition/houseParameters.ts";
import { House } from "#ignition/modules/House.ts";
import { TestMoney } from "#ignition/modules/TestMoney.ts";
import { contractNames } from "#protocol/abi/parts.ts";
import type { Ask } from "#protocol/house/Ask.ts";
import { type ContractName, type Deployment, parseDeployment } from "#protocol/house/deployments.ts";
import { artifacts } from "../compile/artifacts.ts";
import { houseIdOf } from "../handover/houseId.ts";
import { proveHandover } from "../handover/proveHandover.ts";
import type { NamedNetworks } from "../networks/beacons.ts";
import {
  requireBegunHouse,
  requireBls,
  requireChain,
  requireCodeSize,
  requireFunds,
  requireFutureOpening,
  requireHonestMoney,
  requireNamedBeacon,
  requireP256,
  requireThreeKeys,
  requireToken,
} from "./chainChecks.ts";
import { clubFigures } from "./clubFigures.ts";
import type { Cost } from "./cost.ts";
import { type ChainToRehearse, rehearseHouse } from "./rehearseHouse.ts";
import { runModule } from "./runModule.ts";
import { SigningProvider } from "./SigningProvider.ts";
import { proveSettlementToken, type TokenWays } from "./settlementToken.ts";
import { leaveOutTornFiles } from "./tornFiles.ts";

export interface HousePlan {
  club: Club;
  site: Omit<HouseSite, "token"> & { token: Address | "test money" };
  /** Only where everybody can derive the keys and move the clock. */
  practice: boolean;
  /** The networks that a beacon may name; without it the public ones. */
  networks?: NamedNetworks;
  rpcUrl: string;
  /** What to do when nobody answers there. */
  remedy?: string;
  chainId: number;
  /** The deployer's; it is worth nothing afterwards. */
  key: Hex;
  /** Holds how far the deployment is; a second run with the same folder goes on. */
  folder: string;
  confirmations: number;
  /** Milliseconds between two looks for a new block. */
  pollEvery: number;
  /** Milliseconds before a question that nobody answered is asked again. */
  breath?: number;
  /** Keeps the identity of a house that is deployed once more; else it is a new one. */
  houseId?: Hex;
  /** The day of a practice house's present, UTC: 2026-01-31. */
  anchor?: string;
  /** Called with the name of each step that is done. */
  done?: (step: string) => void;
  /** Called once where so many transactions of the deployer's stay unmined, and nothing begins before they are. */
  waits?: (transactions: number) => void;
}

/** What the deployer has signed, in a deployment's folder. */
export const SENT_FILE = "sent.jsonl";

/** Builds a house, or goes on building it, and proves it. Nothing is known of it to others before. */
export async function deployHouse(plan: HousePlan): Promise<Deployment> {
  const { club, folder, done } = plan;
  mkdirSync(folder, { recursive: true });
  const provider = new SigningProvider({ ...plan, sentFile: join(folder, SENT_FILE) });
  const ask: Ask = (method, params) => provider.request({ method, params });
  const ways = await requireReady(plan, provider.address, ask);

  const run = (part: string) => ({ ...plan, provider, folder: join(folder, part) });
  const token =
    plan.site.token === "test money"
      ? (await runModule(TestMoney, testMoneyParameters(club), run("money"))).Token
      : plan.site.token;
  const contracts = await runModule(House, houseParameters(club, { ...plan.site, token }), run("house"));

  const deployment = await describeHouse({ ...plan, ways }, { ...contracts, Token: token }, provider, ask);
  const { leftOvers } = await proveHandover(deployment, ask, plan.networks);
  if (leftOvers.length > 0) throw new Error(`The house stands, but not as it should:\n${leftOvers.join("\n")}`);
  done?.("proved");
  return deployment;
}

/** Asks and rehearses everything that a deployment would, and says what it would cost. Nothing is sent. */
export async function estimateHouse(plan: HousePlan): Promise<Cost> {
  const { club, site, chainId, folder } = plan;
  mkdirSync(folder, { recursive: true });
  const provider = new SigningProvider({ ...plan, sentFile: join(folder, SENT_FILE) });
  const ask: Ask = (method, params) => provider.request({ method, params });
  await requireReady({ ...plan, rehearsed: true }, provider.address, ask);
  const latest = blockOfChain.parse(await ask("eth_getBlockByNumber", ["latest", false]));
  const gas = await rehearseHouse(club, site, await chainToRehearse(provider.address, latest, chainId, ask));
  const price = BigInt(String(await ask("eth_gasPrice", [])));
  return { gas, fee: gas * price, price };
}

/** Everything that can be known to go wrong is asked before anything is sent. */
async function requireReady(
  plan: HousePlan & { rehearsed?: boolean },
  deployer: Address,
  ask: Ask,
): Promise<TokenWays | undefined> {
  const { club, site, chainId, practice, folder, done } = plan;
  await requireChain(ask, chainId);
  requireThreeKeys(deployer, site);
  if (!practice) requireHonestMoney(chainId, site.token === "test money");
  requireNamedBeacon({ chainId, practice, beacon: site.beacon }, plan.networks);
  await requireP256(ask);
  await requireBls(ask);
  await requireCodeSize(ask);
  let ways: TokenWays | undefined;
  if (site.token !== "test money") {
    await requireToken(ask, site.token, club);
    ways = await proveSettlementToken(ask, site.token, chainId);
  }
  const begun = await begunContracts(folder);
  await requireBegunHouse(ask, Object.values(begun));
  const isNew = Object.keys(begun).length === 0;
  const latest = blockOfChain.parse(await ask("eth_getBlockByNumber", ["latest", false]));
  if (isNew) requireFutureOpening(site.foundingOpens, Number(latest.timestamp));
  const missing = contractNames.filter(
    (name) => name !== "Timelock" && name !== "Token" && !(`House#${name}` in begun),
  );
  const money = site.token === "test money" && !("TestMoney#Token" in begun) ? ["TestToken"] : [];
  await requireFunds(ask, deployer, [...money, ...missing]);
  // A practice house costs nothing, so building it is rehearsal enough.
  if (practice || !isNew || plan.rehearsed === true) return ways;
  await rehearseHouse(club, site, await chainToRehearse(deployer, latest, chainId, ask));
  done?.("rehearsed");
  return ways;
}

async function chainToRehearse(
  deployer: Address,
  { timestamp, gasLimit }: z.infer<typeof blockOfChain>,
  chainId: number,
  ask: Ask,
): Promise<ChainToRehearse> {
  const nonce = Number(await ask("eth_getTransactionCount", [deployer, "latest"]));
  return { chainId, deployer, nonce, now: Number(timestamp), gasLimit: BigInt(gasLimit) };
}

const blockOfChain = z.object({ timestamp: z.string(), gasLimit: z.string() });

/** What an earlier run has finished, by Ignition's own names: from its journals, which outlive a kill. */
async function begunContracts(folder: string): Promise<Record<string, Address>> {
  const begun: Record<string, Address> = {};
  for (const part of ["money", "house"].map((name) => join(folder, name))) {
    leaveOutTornFiles(part);
    const journal = join(part, "journal.jsonl");
    if (!existsSync(journal) || readFileSync(journal, "utf8").trim() === "") continue;
    const { contracts } = await status(part, artifacts);
    for (const [id, { address }] of Object.entries(contracts)) begun[id] = getAddress(address);
  }
  return begun;
}

async function describeHouse(
  { club, site, practice, chainId, houseId, anchor, ways }: HousePlan & { ways?: TokenWays },
  contracts: Record<ContractName, Address>,
  provider: SigningProvider,
  ask: Ask,
): Promise<Deployment> {
  const code = async (name: ContractName) => keccak256((await ask("eth_getCode", [contracts[name], "latest"])) as Hex);
  const codeHashes = await Promise.all(contractNames.map(async (name) => [name, await code(name)]));
  const made = await blockOfRegistry(contracts.Registry, provider, ask);
  return parseDeployment({
    format: 1,
    practice,
    chainId,
    houseId: houseId ?? houseIdOf(practice, chainId, contracts.Registry),
    deployedAtBlock: made.number,
    deployedAt: made.timestamp,
    contracts: Object.fromEntries(contractNames.map((name) => [name, contracts[name]])),
    codeHashes: Object.fromEntries(codeHashes),
    beacon: site.beacon,
    club: await clubFigures(club, { ...site, token: contracts.Token }, ask, ways),
    ...(anchor === undefined ? {} : { anchor }),
  });
}

const receiptSchema = z.object({ blockHash: z.string() }).nullable();
const blockSchema = z.object({ number: z.string(), timestamp: z.string() });

/** No event of the house is older than its registry, so whoever reads them begins there. */
async function blockOfRegistry(registry: Address, provider: SigningProvider, ask: Ask) {
  const made = provider
    .sent()
    .filter(({ nonce }) =>
      isAddressEqual(getContractAddress({ from: provider.address, nonce: BigInt(nonce) }), registry),
    );
  for (const { hash } of made) {
    const receipt = receiptSchema.parse(await ask("eth_getTransactionReceipt", [hash]));
    if (receipt === null) continue;
    const block = blockSchema.parse(await ask("eth_getBlockByHash", [receipt.blockHash, false]));
    return { number: Number(block.number), timestamp: Number(block.timestamp) };
  }
  throw new Error(`The chain does not know how ${registry} was made`);
}
