import { artifacts } from "hardhat";
import {
  type Abi,
  type Address,
  createPublicClient,
  createWalletClient,
  type Hex,
  http,
  keccak256,
  maxUint256,
  stringToHex,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { figureNames, Part } from "#protocol/abi/enums.ts";
import { terminalsAbi } from "#protocol/abi/terminals.ts";
import type { ContractName, Deployment } from "#protocol/house/deployments.ts";
import { signable } from "#protocol/house/typedData.ts";
import { type TillCard, tillLabel } from "#protocol/voucher/tillPairing.ts";
import { type Anvil, fund } from "#relay/anvil.fixture.ts";
import { aDeployment } from "#relay/deployment.fixture.ts";
import { p256Key, type TestKey } from "../../fixtures/p256Keys.ts";

/** A phone with a pocket that it pays from. */
export interface Phone {
  pocket: number;
  key: TestKey;
}

export interface StormCounter {
  deployment: Deployment;
  phones: Phone[];
  /** Two of those in office let a tablet in; its number. */
  letIn(card: TillCard): Promise<number>;
}

interface Deployed {
  address: Address;
  abi: Abi;
}

/** Smallest units: more than any storm takes out of one pocket. */
export const IN_POCKET = 50_000_000_000n;
const YEAR = 365 * 86_400;

/**
 * The counter's own contracts on a chain that is not practice, each as it is deployed for real; registry, table and
 * journal believe the test. So many phones can pay.
 */
export async function counterOnAnvil(anvil: Anvil, chainId: number, phoneCount: number): Promise<StormCounter> {
  const account = privateKeyToAccount(keccak256(stringToHex("who builds the storm's counter")));
  const overseers = [1, 2].map((seat) => privateKeyToAccount(keccak256(stringToHex(`the storm's seat ${seat}`))));
  await fund(anvil, account.address);
  const client = createPublicClient({ transport: http(anvil.url), cacheTime: 0, pollingInterval: 20 });
  const wallet = createWalletClient({ account, transport: http(anvil.url) });
  await anvil.rpc("evm_setAutomine", [true]);

  async function deploy(name: string, args: readonly unknown[] = []): Promise<Deployed> {
    const { abi, bytecode } = await artifacts.readArtifact(name);
    const hash = await wallet.deployContract({ chain: null, abi: abi as Abi, bytecode: bytecode as Hex, args });
    const { contractAddress } = await client.waitForTransactionReceipt({ hash });
    return { address: contractAddress!, abi: abi as Abi };
  }
  async function tell(of: Deployed, functionName: string, args: readonly unknown[], by = wallet) {
    const hash = await by.writeContract({ chain: null, ...of, functionName, args });
    const { status } = await client.waitForTransactionReceipt({ hash });
    if (status !== "success") throw new Error(`${functionName} was refused`);
  }

  const token = await deploy("TestToken", ["Yuan", "CNY", 6, 0n]);
  const registry = await deploy("FakeRegistry", [token.address]);
  const at = registry.address;
  const share = await deploy("Share", [at, "Share", "SHARE", "https://runde.example/"]);
  const voucher = await deploy("Voucher", [at, "Voucher", "RV", 6, true]);
  const [table, journal] = [await deploy("FakeTable"), await deploy("FakeJournal")];
  const terminals = await deploy("Terminals", [at, share.address, table.address]);
  const counter = await deploy("Counter", [at, voucher.address, journal.address, terminals.address, 28_800]);
  const pockets = await deploy("Pockets", [at, voucher.address, counter.address]);
  const persons = await deploy("Persons", [at, share.address]);
  const team = await deploy("Team", [at, persons.address]);
  const [p, t, c] = [persons.address, terminals.address, counter.address];
  const exact = await deploy("ExactPayments", [at, voucher.address, p, t, c]);
  const corrections = await deploy("Corrections", [at, p, team.address, t, c, exact.address]);
  const parts = {
    ...{ Share: share, Voucher: voucher, Terminals: terminals, Counter: counter, Pockets: pockets },
    ...{ Persons: persons, Team: team, ExactPayments: exact, Corrections: corrections },
  };
  for (const [name, { address }] of Object.entries(parts)) {
    await tell(registry, "set", [Part[name as keyof typeof parts], address]);
  }
  // Whoever issues vouchers and seats here is the test itself.
  await tell(registry, "set", [Part.Rounds, account.address]);
  const figures = { pocketCap: IN_POCKET, lateWindow: 259_200n, exitDelay: 345_600n };
  for (const [name, value] of Object.entries(figures)) {
    await tell(registry, "setFigure", [figureNames.indexOf(name as (typeof figureNames)[number]), value]);
  }
  await tell(share, "mint", [2, 0n]);
  for (const [i, { address }] of overseers.entries()) {
    await tell(share, "assign", [i + 1, address]);
    await tell(table, "seatAtTable", [i + 1, true, false]);
  }

  const named = aDeployment({ practice: false, chainId });
  const addresses = Object.fromEntries(Object.entries(parts).map(([name, { address }]) => [name, address]));
  const contracts = { ...named.contracts, ...(addresses as Partial<Record<ContractName, Address>>), Registry: at };
  const deployment: Deployment = { ...named, contracts };
  const now = async () => Number((await client.getBlock()).timestamp);

  const phones: Phone[] = [];
  for (let i = 0; i < phoneCount; i++) {
    const owner = privateKeyToAccount(keccak256(stringToHex(`the storm's guest ${i}`)));
    const key = p256Key(`the storm's phone ${i}`);
    await fund(anvil, owner.address);
    await tell(voucher, "issue", [owner.address, IN_POCKET]);
    const own = createWalletClient({ account: owner, transport: http(anvil.url) });
    await tell(voucher, "approve", [counter.address, maxUint256], own);
    const wish = {
      ...{ account: owner.address, kind: 0, keyHash: key.keyHash, perPayment: 100_000, perDay: 100_000_000 },
      ...{ expiry: (await now()) + YEAR, amount: IN_POCKET, epoch: 0, nonce: 0n, deadline: (await now()) + 3_600 },
    };
    await tell(pockets, "setUp", [wish, "0x"], own);
    phones.push({ pocket: i + 1, key });
  }
  await anvil.rpc("evm_setIntervalMining", [1]);

  return {
    deployment,
    phones,
    async letIn({ x, y, name }) {
      const number = { address: terminals.address, abi: terminalsAbi, functionName: "terminalCount" } as const;
      const known = await client.readContract(number);
      const [expiry, deadline] = [(await now()) + YEAR, (await now()) + 3_600];
      const enrolments = overseers.map((_, i) => ({
        ...{ terminal: 0, x, y, dayCap: IN_POCKET * 10n, expiry, label: tillLabel(name) },
        ...{ seat: i + 1, epoch: 0, nonce: 0n, deadline },
      }));
      const signatures = await Promise.all(
        overseers.map((overseer, i) =>
          overseer.signTypedData(signable(deployment, "Enrolment", enrolments[i]!) as never),
        ),
      );
      await tell(terminals, "enrol", [enrolments, signatures]);
      return known + 1;
    },
  };
}
