import {
  type Abi,
  type Address,
  type ContractFunctionName,
  decodeFunctionResult,
  encodeFunctionData,
  getAddress,
  type Hex,
  isAddressEqual,
  keccak256,
  numberToHex,
  pad,
  slice,
  toEventSelector,
  toFunctionSelector,
} from "viem";
import { houseGovernorAbi } from "#protocol/abi/houseGovernor.ts";
import { contractNames, partContracts } from "#protocol/abi/parts.ts";
import { registryAbi } from "#protocol/abi/registry.ts";
import { timelockAbi } from "#protocol/abi/timelock.ts";
import type { Ask } from "#protocol/house/Ask.ts";
import { beganOtherwise } from "#protocol/house/beganOtherwise.ts";
import type { ContractName, Deployment } from "#protocol/house/deployments.ts";
import { type ReadContract, toldOtherwise } from "#protocol/house/toldOtherwise.ts";
import { artifactOf } from "../compile/artifacts.ts";
import { beaconComplaints, type NamedNetworks } from "../networks/beacons.ts";
import { RpcRefusal } from "../node/rpc.ts";
import { artifactName, compareWithBuild } from "./codeOfBuild.ts";
import { readLogs } from "./readLogs.ts";
import { heldRoles, type TimelockRole } from "./timelockRoles.ts";

/** Somebody who can do more than a stranger, as the house wants it. */
interface Power {
  contract: ContractName;
  power: string;
  holder: string;
}

export interface Handover {
  powers: Power[];
  /** What should not be, in words that name contract and holder. Empty: the house belongs to its members. */
  leftOvers: string[];
}

/** Who may hold which role of the timelock, and nobody else. */
const rightfulRoles: Record<TimelockRole, ContractName> = {
  "hand out roles": "Timelock",
  "propose decisions": "HouseGovernor",
  "cancel decisions": "HouseGovernor",
  "execute decisions": "HouseGovernor",
};

/** Storage in which a contract would remember an owner; what is kept in mappings is looked up where it is known. */
const FIRST_SLOTS = 16;

/**
 * Rebuilds from the chain's logs, storage and code who can do more than a stranger, and compares it with the
 * powers that the house has by its rules and no others. The code must be this build's: then what it can do is what was read and tested.
 */
export async function proveHandover(deployment: Deployment, ask: Ask, networks?: NamedNetworks): Promise<Handover> {
  const { contracts, club } = deployment;
  const codes = await codesOf(deployment, ask);
  const strange = contractNames.filter((name) => keccak256(codes[name]) !== deployment.codeHashes[name]);
  // Whatever else such a contract answers would be no answer of the house's.
  if (strange.length > 0) {
    const told = (name: ContractName) =>
      `${name}: the code at ${contracts[name]} is not the one that the deployment file names`;
    return { powers: [], leftOvers: strange.map(told) };
  }
  const leftOvers: string[] = [];
  const complain = (contract: ContractName, what: string): void => void leftOvers.push(`${contract}: ${what}`);
  const read = readerOf(ask);
  const readView: ReadContract = (to, view, args = []) => read(to, [view], view.name, [...args]);
  const deployer = await read<Address>(contracts.Registry, registryAbi, "deployer");
  const named = new Map<string, string>([
    [deployer.toLowerCase(), "the deployer"],
    [club.operator.toLowerCase(), "the first operator"],
    [club.registrar.toLowerCase(), "the first registrar"],
    ...contractNames.map((name) => [contracts[name].toLowerCase(), name] as const),
  ]);
  const nameOf = (address: Address) => {
    const name = named.get(address.toLowerCase());
    return name === undefined ? `a stranger ${getAddress(address)}` : `${name} ${getAddress(address)}`;
  };

  const operator = await proveOffice("operator", "OperatorAppointed(address)");
  const registrar = await proveOffice("registrar", "RegistrarAppointed(address,bytes32)");
  proveCode();
  await proveWiring();
  await proveTimelock();
  await proveNoOwners();
  for (const complaint of beaconComplaints(deployment, networks)) complain("DrandBeacon", complaint);
  const beginning = await beganOtherwise(deployment, ask);
  for (const { contract, what } of [...beginning.told, ...(await toldOtherwise(deployment, readView))]) {
    complain(contract, what);
  }
  for (const what of beginning.open) complain("Registry", `this node's past is too short to prove the first ${what}`);
  return { powers: namePowers(), leftOvers };

  /** The code is this build's, and every address that is fixed in it is one of the house. */
  function proveCode(): void {
    for (const name of contractNames) {
      const { isBuild, immutables } = compareWithBuild(artifactOf(artifactName(name)), codes[name]);
      // A stablecoin that exists is its issuer's.
      if (!isBuild && name !== "Token") complain(name, `the code at ${contracts[name]} is not this build's`);
      for (const value of isBuild ? immutables : []) {
        const address = asAddress(value);
        if (address === undefined || (name === "Registry" && isAddressEqual(address, deployer))) continue;
        if (!named.has(address.toLowerCase()) || isAddressEqual(address, deployer)) {
          complain(name, `its code names ${nameOf(address)}`);
        }
      }
    }
  }

  /** Sealed, once, with exactly these parts; the one who might seal cannot any more. */
  async function proveWiring(): Promise<void> {
    const { Registry } = contracts;
    if (!(await read<boolean>(Registry, registryAbi, "isSealed"))) {
      return complain("Registry", `it is not sealed: ${nameOf(deployer)} can still wire the house`);
    }
    for (const [i, name] of partContracts.entries()) {
      const filledBy = await read<Address>(Registry, registryAbi, "part", [i]);
      if (!isAddressEqual(filledBy, contracts[name])) complain("Registry", `part ${name} is ${nameOf(filledBy)}`);
    }
    const token = await read<Address>(Registry, registryAbi, "token");
    if (!isAddressEqual(token, contracts.Token)) complain("Registry", `the token is ${nameOf(token)}`);
    const sealedOnce = toEventSelector("HouseSealed(address[])");
    const seals = await readLogs(ask, { address: Registry, topics: [sealedOnce] }, deployment.deployedAtBlock);
    if (seals.length !== 1) complain("Registry", `it was sealed ${seals.length} times`);
    const again = encodeFunctionData({
      abi: registryAbi,
      functionName: "seal",
      args: [partContracts.map((name) => contracts[name])],
    });
    const refusal = await refusalOf(ask, { from: deployer, to: Registry, data: again });
    if (refusal !== toFunctionSelector("HouseSealedAlready()")) {
      complain("Registry", `${nameOf(deployer)} can still seal`);
    }
  }

  /** The only voice of the members' votes obeys the governor and nobody else. */
  async function proveTimelock(): Promise<void> {
    const { Timelock, HouseGovernor } = contracts;
    const suspects = [deployer, club.operator, club.registrar, ...Object.values(contracts), zeroAddress];
    const held = await heldRoles(ask, Timelock, deployment.deployedAtBlock, suspects);
    for (const { role, account, inLogs, inStorage } of held) {
      const rightful = role in rightfulRoles ? contracts[rightfulRoles[role as TimelockRole]] : undefined;
      const can = role in rightfulRoles ? `can ${role}` : `holds the role ${role}`;
      if (rightful === undefined || !isAddressEqual(rightful, account)) {
        const seen = inLogs && inStorage ? "" : inLogs ? ", by its logs alone" : ", and no log tells of it";
        complain("Timelock", `${nameOf(account)} ${can}${seen}`);
      }
    }
    for (const [role, name] of Object.entries(rightfulRoles)) {
      const holds = held.some(
        (one) => one.role === role && one.inLogs && one.inStorage && isAddressEqual(one.account, contracts[name]),
      );
      if (!holds) complain("Timelock", `${name} cannot ${role}`);
    }
    const obeyed = await read<Address>(HouseGovernor, houseGovernorAbi, "timelock");
    if (!isAddressEqual(obeyed, Timelock)) complain("HouseGovernor", `it speaks through ${nameOf(obeyed)}`);
    const delay = await read<bigint>(Timelock, timelockAbi, "getMinDelay");
    if (delay !== BigInt(club.voting.timelockDelay)) {
      complain("Timelock", `a decision waits ${delay} s, the club wants ${club.voting.timelockDelay} s`);
    }
  }

  /** No contract has told of an owner or a role, and none remembers the deployer. */
  async function proveNoOwners(): Promise<void> {
    const ours = contractNames.filter((name) => name !== "Timelock" && name !== "Token");
    const telling = [
      "RoleGranted(bytes32,address,address)",
      "OwnershipTransferred(address,address)",
      "Upgraded(address)",
    ];
    const filter = {
      address: ours.map((name) => contracts[name]),
      topics: [telling.map((event) => toEventSelector(event))],
    };
    for (const { address, topics } of await readLogs(ask, filter, deployment.deployedAtBlock)) {
      const name = ours.find((one) => isAddressEqual(contracts[one], address)) ?? "Registry";
      const holder = topics.map(asAddress).findLast((one) => one !== undefined);
      complain(name, `its logs tell of a power${holder ? ` of ${nameOf(holder)}` : ""}`);
    }
    const mark = deployer.slice(2).toLowerCase();
    const places = contractNames
      .filter((name) => name !== "Token")
      .flatMap((name) => Array.from({ length: FIRST_SLOTS }, (_, slot) => ({ name, slot })));
    await Promise.all(
      places.map(async ({ name, slot }) => {
        const word = String(await ask("eth_getStorageAt", [contracts[name], numberToHex(slot), "latest"]));
        if (word.toLowerCase().includes(mark)) complain(name, `its storage (slot ${slot}) names ${nameOf(deployer)}`);
      }),
    );
  }

  /** Whom the registry names, if the club named them first and only votes have named others since. */
  async function proveOffice(office: "operator" | "registrar", appointed: string): Promise<Address> {
    const { Registry } = contracts;
    const holder = await read<Address>(Registry, registryAbi, office);
    const isDeployer = isAddressEqual(holder, deployer);
    if (!isDeployer) named.set(holder.toLowerCase(), `the ${office}`);
    const filter = { address: Registry, topics: [toEventSelector(appointed)] };
    const logs = await readLogs(ask, filter, deployment.deployedAtBlock);
    const holders = logs.map(({ topics }) => addressIn(topics[1] ?? "0x0"));
    const last = holders.at(-1);
    if (last === undefined || !isAddressEqual(last, holder)) {
      complain("Registry", `the ${office} is ${nameOf(holder)}, and no log tells of it`);
    }
    if (isDeployer) complain("Registry", `the deployer ${deployer} is the ${office} too`);
    return holder;
  }

  /** Those who hold an office, as the registry says. */
  function namePowers(): Power[] {
    return [
      ...Object.entries(rightfulRoles).map(
        ([power, name]): Power => ({
          contract: "Timelock",
          power,
          holder: nameOf(contracts[name]),
        }),
      ),
      { contract: "HouseGovernor", power: "decide", holder: "the members, by vote" },
      { contract: "Registry", power: "rewire the house", holder: "nobody" },
      { contract: "DrandBeacon", power: "choose who is drawn", holder: `nobody: rounds of ${deployment.beacon.name}` },
      { contract: "Payments", power: "ask for payments", holder: nameOf(operator) },
      { contract: "Team", power: "name who works for the house", holder: nameOf(operator) },
      { contract: "Payments", power: "approve payments", holder: "the members in office" },
      { contract: "Admission", power: "admit", holder: nameOf(registrar) },
    ];
  }
}

const zeroAddress = `0x${"0".repeat(40)}` as const;

async function codesOf({ contracts }: Deployment, ask: Ask): Promise<Record<ContractName, Hex>> {
  const code = async (name: ContractName) => [name, await ask("eth_getCode", [contracts[name], "latest"])] as const;
  return Object.fromEntries(await Promise.all(contractNames.map(code))) as Record<ContractName, Hex>;
}

/** An address as it lies in a word: nothing before it, and no small number. */
function asAddress(word: Hex): Address | undefined {
  const value = BigInt(word);
  return value < 1n << 160n && value >= 1n << 96n ? getAddress(`0x${word.slice(-40)}`) : undefined;
}

/** An address of which one knows that it is one, be it ever so small. */
function addressIn(word: Hex): Address {
  return getAddress(slice(pad(word), 12));
}

function readerOf(ask: Ask) {
  return async <T>(
    to: Address,
    abi: Abi,
    functionName: ContractFunctionName<Abi>,
    args: unknown[] = [],
  ): Promise<T> => {
    const data = (await ask("eth_call", [
      { to, data: encodeFunctionData({ abi, functionName, args }) },
      "latest",
    ])) as Hex;
    return decodeFunctionResult({ abi, functionName, data }) as T;
  };
}

/** The selector of the error with which a call would be refused; nothing when it would not. */
async function refusalOf(ask: Ask, call: { from: Address; to: Address; data: Hex }): Promise<string | undefined> {
  try {
    await ask("eth_call", [call, "latest"]);
    return undefined;
  } catch (error) {
    if (!(error instanceof RpcRefusal)) throw error;
    return typeof error.data === "string" ? error.data.slice(0, 10) : "";
  }
}
