import {
  type Abi,
  type Address,
  concatHex,
  decodeAbiParameters,
  encodeAbiParameters,
  encodeFunctionData,
  type Hex,
  keccak256,
  numberToHex,
  pad,
  stringToHex,
} from "viem";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { club } from "#club";
import { admissionAbi } from "#protocol/abi/admission.ts";
import { figureNames } from "#protocol/abi/enums.ts";
import { registryAbi } from "#protocol/abi/registry.ts";
import { timelockAbi } from "#protocol/abi/timelock.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { practiceAddress } from "#protocol/house/practice.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { artifactOf } from "#scripts/compile/artifacts.ts";
import { deployPracticeHouse, practiceBeginsAt } from "#scripts/deploy/deployPracticeHouse.ts";
import { artifactName } from "#scripts/handover/codeOfBuild.ts";
import { proveHandover } from "#scripts/handover/proveHandover.ts";
import { buildRecord, sourceRecords } from "#scripts/handover/sourceRecords.ts";
import { RehearsalChain } from "./RehearsalChain.ts";

const anchor = Date.parse("2026-03-01") / 1000;
const PROPOSER = keccak256(stringToHex("PROPOSER_ROLE"));
const ADMIN = pad("0x00");
const stranger = practiceAddress(31_337, "stranger");
const deployer = practiceAddress(31_337, "deployer");

async function aHouse(chain: RehearsalChain): Promise<Deployment> {
  return deployPracticeHouse({ rpcUrl: chain.url, chainId: 31_337, anchor, folder: chain.folder }, club);
}

describe.skipIf(anvilFile() === undefined)("the handover of a house", () => {
  let chain: RehearsalChain;
  let house: Deployment;
  let before: unknown;

  beforeAll(async () => {
    chain = await RehearsalChain.start(31_337, practiceBeginsAt(anchor, club));
    house = await aHouse(chain);
  });
  beforeEach(async () => {
    before = await chain.ask("evm_snapshot");
  });
  afterEach(async () => {
    await chain.ask("evm_revert", [before]);
  });
  afterAll(() => chain.stop());

  const leftOvers = async () => (await proveHandover(house, chain.ask)).leftOvers;
  const sendAs = async (from: Address, to: Address, data: Hex) => {
    await chain.ask("anvil_impersonateAccount", [from]);
    await chain.ask("anvil_setBalance", [from, "0xde0b6b3a7640000"]);
    const hash = await chain.ask("eth_sendTransaction", [{ from, to, data }]);
    // On a busy machine the node answers before it has mined.
    const receipt = () => chain.ask("eth_getTransactionReceipt", [hash]);
    await expect.poll(receipt, { timeout: 60_000 }).toMatchObject({ status: "0x1" });
    await chain.ask("anvil_stopImpersonatingAccount", [from]);
  };
  const giveRole = (name: "grantRole" | "revokeRole", role: Hex, to: Address) => {
    const { Timelock } = house.contracts;
    return sendAs(Timelock, Timelock, encodeFunctionData({ abi: timelockAbi, functionName: name, args: [role, to] }));
  };
  const roleSlot = (role: Hex, account: Address) =>
    keccak256(concatHex([pad(account), keccak256(concatHex([role, pad("0x00")]))]));

  it("is complete: only the governor moves the timelock, and nobody else can do more than a stranger", async () => {
    const proof = await proveHandover(house, chain.ask);
    expect(proof.leftOvers).toEqual([]);
    const governor = `HouseGovernor ${house.contracts.HouseGovernor}`;
    expect(proof.powers).toContainEqual({ contract: "Timelock", power: "propose decisions", holder: governor });
    expect(proof.powers).toContainEqual({ contract: "Registry", power: "rewire the house", holder: "nobody" });
    const operator = `the operator ${house.club.operator}`;
    expect(proof.powers).toContainEqual({ contract: "Payments", power: "ask for payments", holder: operator });
  });

  it("gives explorers the source of every part, with the very arguments it was made with", async () => {
    const records = await sourceRecords(house, chain.ask);
    expect(records.map(({ contract }) => contract).sort()).toEqual(Object.keys(house.contracts).sort());
    const without = records.filter(({ constructorArguments }) => constructorArguments === undefined);
    expect(without.map(({ contract }) => contract)).toEqual(["Timelock"]);
    for (const { contract, source, compiler, build, constructorArguments } of records) {
      const { sources } = buildRecord(build).input;
      expect(Object.keys(sources)).toContain(source.split(":")[0]);
      expect(compiler).toMatch(/^v0\.8\.\d+\+commit\.[0-9a-f]{8}$/);
      if (constructorArguments === undefined) continue;
      const { abi } = artifactOf(artifactName(contract));
      const inputs = (abi as Abi).find((item) => item.type === "constructor")?.inputs ?? [];
      const values = constructorArguments === "" ? [] : decodeAbiParameters(inputs, `0x${constructorArguments}`);
      expect(encodeAbiParameters(inputs, values)).toBe(`0x${constructorArguments}`);
    }
    const tampered = await sourceRecords(
      { ...house, contracts: { ...house.contracts, Journal: house.contracts.Registry } },
      chain.ask,
    );
    expect(tampered.map(({ contract }) => contract)).not.toContain("Journal");
  });

  it("fails for a role the deployer kept, naming both", async () => {
    await giveRole("grantRole", ADMIN, deployer);
    expect(await leftOvers()).toEqual([`Timelock: the deployer ${deployer} can hand out roles`]);
  });

  it("fails for a role of a stranger, and not any more once it was taken back", async () => {
    await giveRole("grantRole", PROPOSER, stranger);
    expect(await leftOvers()).toEqual([`Timelock: a stranger ${stranger} can propose decisions`]);
    await giveRole("revokeRole", PROPOSER, stranger);
    expect(await leftOvers()).toEqual([]);
  });

  it("fails for a role that stands in the storage alone", async () => {
    const slot = roleSlot(PROPOSER, deployer);
    await chain.ask("anvil_setStorageAt", [house.contracts.Timelock, slot, pad("0x01")]);
    expect(await leftOvers()).toEqual([
      `Timelock: the deployer ${deployer} can propose decisions, and no log tells of it`,
    ]);
  });

  it("fails when the governor lost its own", async () => {
    await giveRole("revokeRole", PROPOSER, house.contracts.HouseGovernor);
    expect(await leftOvers()).toEqual(["Timelock: HouseGovernor cannot propose decisions"]);
  });

  it("fails while the registry is not sealed, naming who could", async () => {
    // Parts in the first slot, who is one in the second, the seal in the third.
    await chain.ask("anvil_setStorageAt", [house.contracts.Registry, "0x2", pad("0x00")]);
    expect(await leftOvers()).toContainEqual(
      `Registry: it is not sealed: the deployer ${deployer} can still wire the house`,
    );
  });

  it("fails when a contract remembers the deployer", async () => {
    await chain.ask("anvil_setStorageAt", [house.contracts.Voucher, "0x9", pad(deployer)]);
    expect(await leftOvers()).toEqual([`Voucher: its storage (slot 9) names the deployer ${deployer}`]);
  });

  it("fails for other code than this build's", async () => {
    const { Journal } = house.contracts;
    const code = (await chain.ask("eth_getCode", [Journal, "latest"])) as Hex;
    const other = `${code.slice(0, -2)}00` as Hex;
    await chain.ask("anvil_setCode", [Journal, other]);
    expect(await leftOvers()).toEqual([
      `Journal: the code at ${Journal} is not the one that the deployment file names`,
    ]);
    const lied = { ...house, codeHashes: { ...house.codeHashes, Journal: keccak256(other) } };
    expect((await proveHandover(lied, chain.ask)).leftOvers).toEqual([
      `Journal: the code at ${Journal} is not this build's`,
    ]);
  });

  it("fails for another operator than the club's", async () => {
    const file = { ...house, club: { ...house.club, operator: stranger } };
    const { operator } = house.club;
    const found = (await proveHandover(file, chain.ask)).leftOvers;
    expect(found).toEqual([`Registry: the first operator is ${operator}, the deployment file says ${stranger}`]);
  });

  it.each<[string, (file: Deployment) => Deployment, string]>([
    [
      "another size of the table",
      (file) => ({ ...file, club: { ...file.club, chairs: 9 } }),
      "Registry: the figure chairs of the first day is 10, the deployment file says 9",
    ],
    [
      "another limit of a phone",
      (file) => ({ ...file, club: { ...file.club, counter: { ...file.club.counter, pocketCap: "2001" } } }),
      "Registry: the figure pocketCap of the first day is 2000000000, the deployment file says 2001000000",
    ],
    [
      "another price",
      (file) => ({ ...file, club: { ...file.club, founding: { ...file.club.founding, price: "30001" } } }),
      "Rounds: the founding's price is 30000000000, the deployment file says 30001000000",
    ],
    [
      "another day of opening",
      (file) => ({ ...file, club: { ...file.club, founding: { ...file.club.founding, opensAt: 1 } } }),
      "the deployment file says 1",
    ],
    [
      "other terms",
      (file) => {
        const terms = { ...file.club.founding.terms, text: "Everything is free." };
        return { ...file, club: { ...file.club, founding: { ...file.club.founding, terms } } };
      },
      "Rounds: the hash of the founding's terms is 0x",
    ],
    [
      "other criteria",
      (file) => ({ ...file, club: { ...file.club, criteria: { ...file.club.criteria, text: "Everybody." } } }),
      "Admission: the hash of the criteria is 0x",
    ],
    [
      "other decimals",
      (file) => ({ ...file, club: { ...file.club, currency: { ...file.club.currency, decimals: 2 } } }),
      "Voucher: decimals is 6, the deployment file says 2",
    ],
    [
      "another clock",
      (file) => ({ ...file, club: { ...file.club, dayOffset: 0 } }),
      "Counter: dayOffset is 28800, the deployment file says 0",
    ],
    [
      "a house on a public network by another id",
      (file) => ({ ...file, practice: false }),
      "Registry: the house's id is 0x",
    ],
    [
      "one contract in the place of another",
      (file) => ({ ...file, contracts: { ...file.contracts, Timelock: file.contracts.Journal } }),
      "Timelock: the code at 0x",
    ],
    [
      "nobody in the place of the registry",
      (file) => ({ ...file, contracts: { ...file.contracts, Registry: stranger } }),
      `Registry: the code at ${stranger} is not the one that the deployment file names`,
    ],
    [
      "a later beginning",
      (file) => ({ ...file, deployedAtBlock: file.deployedAtBlock + 1_000 }),
      "Registry: it was sealed 0 times",
    ],
    [
      "an earlier beginning",
      (file) => ({ ...file, deployedAtBlock: file.deployedAtBlock - 1 }),
      "the deployment file says",
    ],
    [
      "a beginning that is a block later, with its second",
      (file) => ({ ...file, deployedAtBlock: file.deployedAtBlock + 1, deployedAt: file.deployedAt + 1 }),
      "the deployment file says",
    ],
  ])("fails for a file that somebody has edited: %s", async (_what, edit, told) => {
    const found = (await proveHandover(edit(house), chain.ask)).leftOvers;
    expect(found.join("\n")).toContain(told);
  });

  it("is complete when a vote has changed a figure and the criteria: the file tells of the first day", async () => {
    const { Registry, Timelock, Admission } = house.contracts;
    const figure = figureNames.indexOf("votingDelay");
    const longer = BigInt(house.club.voting.votingDelay) + 86_400n;
    await chain.ask("evm_increaseTime", [86_400]);
    const strengthen = { abi: registryAbi, functionName: "strengthen", args: [figure, longer] } as const;
    await sendAs(Timelock, Registry, encodeFunctionData(strengthen));
    expect(
      await chain.ask("eth_call", [
        { to: Registry, data: encodeFunctionData({ abi: registryAbi, functionName: "figure", args: [figure] }) },
        "latest",
      ]),
    ).toBe(pad(numberToHex(longer)));
    const replaced = { abi: admissionAbi, functionName: "changeCriteria", args: [PROPOSER] } as const;
    await sendAs(Timelock, Admission, encodeFunctionData(replaced));
    expect(await leftOvers()).toEqual([]);
  });

  it("is complete when a vote has named another operator, and names the one who is it now", async () => {
    const { Registry, Timelock } = house.contracts;
    const data = encodeFunctionData({ abi: registryAbi, functionName: "appointOperator", args: [stranger] });
    await sendAs(Timelock, Registry, data);
    const proof = await proveHandover(house, chain.ask);
    expect(proof.leftOvers).toEqual([]);
    const holder = `the operator ${stranger}`;
    expect(proof.powers).toContainEqual({ contract: "Payments", power: "ask for payments", holder });
  });

  it("knows an account whose number is small", async () => {
    const { Registry, Timelock } = house.contracts;
    const small = "0x00000000000000000000000000000000000a11ce";
    for (const [functionName, args] of [
      ["appointOperator", [small]],
      ["appointRegistrar", [small.replace("a11ce", "b0b0b") as Address, PROPOSER]],
    ] as const) {
      await sendAs(Timelock, Registry, encodeFunctionData({ abi: registryAbi as Abi, functionName, args }));
    }
    expect(await leftOvers()).toEqual([]);
  });

  it("is the same for the same day: same addresses, another house", async () => {
    const another = await RehearsalChain.start(31_337, practiceBeginsAt(anchor, club));
    try {
      const twin = await aHouse(another);
      expect(twin.contracts).toEqual(house.contracts);
      expect(twin.codeHashes).toEqual(house.codeHashes);
      expect(twin.club).toEqual(house.club);
      expect(twin.houseId).not.toBe(house.houseId);
    } finally {
      await another.stop();
    }
  });
});
