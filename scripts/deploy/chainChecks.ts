import { type Address, encodeFunctionData, formatEther, type Hex, parseAbi } from "viem";
import type { Club } from "#ignition/club.ts";
import type { HouseSite } from "#ignition/houseParameters.ts";
import { DECIMALS } from "#protocol/governance/bounds.ts";
import { type Ask, ifRefused } from "#protocol/house/Ask.ts";
import { artifactOf } from "../compile/artifacts.ts";
import { beaconComplaints, type NamedNetworks } from "../networks/beacons.ts";
import { chainFacts, settleOf } from "../networks/chains.ts";
import { blsVector } from "./blsVector.ts";

const P256_PRECOMPILE = "0x0000000000000000000000000000000000000100";
/** SHA-256 of a sentence, r, s, x, y: a signature that is right. */
const RIGHT_SIGNATURE =
  "0x8b76e0a9ea61d2bf4eb9870f9aa090fded36f60e7e34749ea710c8885853cfabc57f9156886ffc524e1f5128d36e56d6636a8f2f240cc7e648570ec87e2286160d75397696b1e87be73001d22773ae4730a0ef90defb1bc8b4a3b8810474b310ad6d29b73ea54b4c1b6aae89fa5898a75c52c061029d2febb7e24ce097904dca745931ab36b755afdd16b4657080f7ec14bcc900bca056f7d0c3d5a897146c0d";
const YES = `0x${"1".padStart(64, "0")}`;

export async function requireChain(ask: Ask, expected: number): Promise<void> {
  const chainId = Number(await ask("eth_chainId", []));
  if (chainId !== expected) {
    throw new Error(
      `The node belongs to ${chainFacts(chainId).name} (${chainId}), the configuration says ${chainFacts(expected).name} (${expected}). Nothing was sent.`,
    );
  }
}

/** Phones and tills sign with P-256. A chain that cannot check that in one step has no counter. */
export async function requireP256(ask: Ask): Promise<void> {
  const check = (data: string) => ask("eth_call", [{ to: P256_PRECOMPILE, data }, "latest"]);
  const wrong = `0x${RIGHT_SIGNATURE.slice(4)}00`;
  if ((await check(RIGHT_SIGNATURE)) !== YES || (await check(wrong)) === YES) {
    throw new Error(
      "This chain does not check P-256 signatures (EIP-7951): no code could be redeemed at the counter. Nothing was sent.",
    );
  }
}

const MAP_TO_G1 = "0x0000000000000000000000000000000000000010";
const PAIRING_CHECK = "0x000000000000000000000000000000000000000f";

/** Seats are drawn by a signature on BLS12-381. A chain that cannot check it in one step has no draw. */
export async function requireBls(ask: Ask): Promise<void> {
  const answer = (to: string, data: Hex) => ask("eth_call", [{ to, data }, "latest"]).catch(ifRefused("0x"));
  const { element, point, right, wrong } = blsVector();
  const maps = (await answer(MAP_TO_G1, element)) === point;
  if (!maps || (await answer(PAIRING_CHECK, right)) !== YES || (await answer(PAIRING_CHECK, wrong)) === YES) {
    throw new Error(
      "This chain does not check BLS signatures (EIP-2537): no seat could ever be drawn. Nothing was sent.",
    );
  }
}

/** Makes a contract of 22,000 bytes, as large as one of the house may be. */
const LARGE_CONTRACT = "0x6155f06000f3";

/** Some chains take only small contracts. What this one says is asked before anything is paid for. */
export async function requireCodeSize(ask: Ask): Promise<void> {
  const takes = await ask("eth_estimateGas", [{ data: LARGE_CONTRACT }]).then(
    (gas) => Number(gas) > 0,
    ifRefused(false),
  );
  if (takes) return;
  throw new Error(
    "This chain does not take contracts as large as the house's (22,000 bytes; Ethereum takes 24,576). Nothing was sent.",
  );
}

/** What draws the lots must be what it is called, or whoever holds another key would choose who is drawn. */
export function requireNamedBeacon(house: Parameters<typeof beaconComplaints>[0], known?: NamedNetworks): void {
  settleOf(house.chainId);
  const [complaint] = beaconComplaints(house, known);
  if (complaint === undefined) return;
  throw new Error(`The beacon is not what it is called: ${complaint}. Nothing was sent.`);
}

/** Play money beside real money is either a mistake or a fraud. */
export function requireHonestMoney(chainId: number, isTestMoney: boolean): void {
  const { name, realMoney } = chainFacts(chainId);
  if (realMoney && isTestMoney) {
    throw new Error(`${name} has real money, so the house needs a token that exists there, not test money.`);
  }
}

const tokenAbi = parseAbi([
  "function decimals() view returns (uint8)",
  "function authorizationState(address, bytes32) view returns (bool)",
]);

/** A seat and a gift are paid with one signature, and everything is counted in the club's decimals. */
export async function requireToken(ask: Ask, token: Address, club: Club): Promise<void> {
  const call = (data: Hex) => ask("eth_call", [{ to: token, data }, "latest"]).catch(ifRefused("0x")) as Promise<Hex>;
  if ((await ask("eth_getCode", [token, "latest"])) === "0x") throw new Error(`There is no contract at ${token}`);
  const decimals = await call(encodeFunctionData({ abi: tokenAbi, functionName: "decimals" }));
  if (decimals !== "0x" && Number(decimals) < Number(DECIMALS.least)) {
    throw new Error(
      `The token ${token} counts in ${Number(decimals)} decimals: at the counter money is counted in hundredths`,
    );
  }
  if (decimals === "0x" || Number(decimals) !== club.currency.decimals) {
    throw new Error(`The token ${token} does not count in ${club.currency.decimals} decimals as the club does`);
  }
  const asked = encodeFunctionData({
    abi: tokenAbi,
    functionName: "authorizationState",
    args: [token, `0x${"0".repeat(64)}`],
  });
  if ((await call(asked)) !== `0x${"0".repeat(64)}`) {
    throw new Error(`The token ${token} has no payments by signature (ERC-3009): members would need coin for fees`);
  }
}

/** A key that deploys may hold no office: else a power would be left over. */
export function requireThreeKeys(
  deployer: Address,
  { operator, registrar }: Pick<HouseSite, "operator" | "registrar">,
) {
  const offices = { operator, registrar };
  for (const [office, holder] of Object.entries(offices)) {
    if (holder.toLowerCase() === deployer.toLowerCase()) {
      throw new Error(`The deployer ${deployer} is the club's ${office} too. Deploy with a key that has no office.`);
    }
  }
}

/** A round that has opened before it exists would be cut short. */
export function requireFutureOpening(foundingOpens: number, now: number): void {
  if (foundingOpens >= now) return;
  const opens = new Date(foundingOpens * 1000).toISOString();
  throw new Error(`The founding round was to open on ${opens}, which is over. Set another foundingOpens.`);
}

/** Creation, 200 gas a byte of code, what travels, and what a constructor writes. */
function creationGas(contract: string): bigint {
  const { bytecode, deployedBytecode } = artifactOf(contract);
  return 53_000n + 200n * BigInt(deployedBytecode.length / 2) + 17n * BigInt(bytecode.length / 2) + 250_000n;
}

const SEAL_GAS = 1_200_000n;

/** Asks before anything is sent whether the money lasts for the contracts that are still to be made. */
export async function requireFunds(ask: Ask, deployer: Address, missing: readonly string[]): Promise<void> {
  // The governor brings its timelock along.
  const contracts = missing.includes("HouseGovernor") ? [...missing, "HouseTimelock"] : missing;
  const gas = contracts.reduce((sum, contract) => sum + creationGas(contract), SEAL_GAS);
  const price = BigInt(String(await ask("eth_gasPrice", [])));
  // A fee that doubles on the way does not stop it.
  const needed = gas * price * 2n;
  const balance = BigInt(String(await ask("eth_getBalance", [deployer, "latest"])));
  if (balance >= needed) return;
  throw new Error(
    `The deployer ${deployer} has ${formatEther(balance)}, and building the house needs about ${formatEther(needed)} of the chain's coin at today's fees. Send it the rest and run the same command again. Nothing was sent.`,
  );
}

/** What was begun must still be there: a test chain may have been wiped under the same number. */
export async function requireBegunHouse(ask: Ask, begun: readonly Address[]): Promise<void> {
  for (const address of begun) {
    if ((await ask("eth_getCode", [address, "latest"])) !== "0x") continue;
    throw new Error(
      `A house was begun here, and now nothing is at ${address}: this chain has forgotten it. Begin again with --fresh.`,
    );
  }
}
