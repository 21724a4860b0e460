import {
  type Abi,
  type Address,
  createPublicClient,
  decodeFunctionResult,
  encodeFunctionData,
  type Hex,
  http,
  maxUint256,
  numberToHex,
  stringToHex,
} from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { houseAbis } from "#protocol/abi/house.ts";
import { houseErrorsAbi } from "#protocol/abi/houseErrors.ts";
import type { ContractName, Deployment } from "#protocol/house/deployments.ts";
import { practiceKey } from "#protocol/house/practice.ts";
import { decodeRefusal, revertData } from "#protocol/house/refusal.ts";
import { type Message, type MessageName, signable } from "#protocol/house/typedData.ts";
import { rpc } from "#scripts/node/rpc.ts";

const GAS = 16_000_000n;

/** A house on a real node, driven by people's own direct calls, each in a second of its own. */
export class HouseOnChain {
  readonly deployment: Deployment;
  readonly url: string;
  readonly people: PrivateKeyAccount[];
  readonly operator: PrivateKeyAccount;
  private readonly client;
  private readonly nonces = new Map<Address, number>();

  constructor(deployment: Deployment, url: string, people: number) {
    this.deployment = deployment;
    this.url = url;
    const key = (label: string) => privateKeyToAccount(practiceKey(deployment.chainId, label));
    this.people = Array.from({ length: people }, (_, i) => key(`person:${i + 1}`));
    this.operator = key("operator");
    this.client = createPublicClient({ transport: http(url), cacheTime: 0 });
  }

  person(number: number): PrivateKeyAccount {
    const found = this.people[number];
    if (found === undefined) throw new Error(`There is no person ${number}`);
    return found;
  }

  /** Coin for fees, test money, a credential, and leave for the contracts to take money. */
  async equip(number: number, money: bigint, admittedUntil: number): Promise<void> {
    const { address } = this.person(number);
    await rpc(this.url, "anvil_setBalance", [address, numberToHex(10n ** 20n)]);
    await this.must(number, "Token", "faucet", [address, money]);
    const registrar = privateKeyToAccount(practiceKey(this.deployment.chainId, "registrar"));
    const credential: Message<"Credential"> = {
      account: address,
      nullifier: stringToHex(`person ${number}`, { size: 32 }),
      criteria: 1,
      expiry: admittedUntil,
    };
    const signature = await registrar.signTypedData(signable(this.deployment, "Credential", credential) as never);
    await this.must(number, "Admission", "attest", [credential, signature]);
    for (const spender of ["Rounds", "Donations", "Treasury"] as const) {
      await this.must(number, "Token", "approve", [this.deployment.contracts[spender], maxUint256]);
    }
    await this.must(number, "Voucher", "approve", [this.deployment.contracts.Counter, maxUint256]);
  }

  async sign<N extends MessageName>(signer: PrivateKeyAccount, name: N, message: Message<N>): Promise<Hex> {
    return signer.signTypedData(signable(this.deployment, name, message) as never);
  }

  /** Calls; the name of the refusal if the house said no. `from`: a person's number, or the operator. */
  async call(
    from: number | "operator",
    contract: ContractName,
    functionName: string,
    args: readonly unknown[],
    at?: number,
  ): Promise<string | undefined> {
    const account = from === "operator" ? this.operator : this.person(from);
    const abi: Abi = houseAbis[contract as keyof typeof houseAbis];
    const to = this.deployment.contracts[contract];
    const data = encodeFunctionData({ abi, functionName, args });
    const nonce = this.nonces.get(account.address) ?? 0;
    this.nonces.set(account.address, nonce + 1);
    if (at !== undefined) await rpc(this.url, "evm_setNextBlockTimestamp", [at]);
    const raw = await account.signTransaction({
      chainId: this.deployment.chainId,
      to,
      data,
      nonce,
      gas: GAS,
      maxFeePerGas: 10n ** 11n,
      maxPriorityFeePerGas: 0n,
    });
    const hash = (await rpc(this.url, "eth_sendRawTransaction", [raw])) as Hex;
    const receipt = await this.client.waitForTransactionReceipt({ hash, pollingInterval: 5 });
    if (receipt.status === "success") return undefined;
    // What was undone changed nothing, so the same call in the same second says why.
    try {
      await rpc(this.url, "eth_call", [{ from: account.address, to, data, gas: numberToHex(GAS) }, "latest"]);
    } catch (error) {
      return decodeRefusal(revertData(error) ?? "0x", houseErrorsAbi).name ?? "unknown";
    }
    throw new Error(`${contract}.${functionName} failed in its block, and not afterwards`);
  }

  /** What a vote of the members would have done: only the timelock may. */
  async asHouse(contract: ContractName, functionName: string, args: readonly unknown[], at: number): Promise<void> {
    const from = this.deployment.contracts.Timelock;
    const abi: Abi = houseAbis[contract as keyof typeof houseAbis];
    await rpc(this.url, "anvil_setBalance", [from, numberToHex(10n ** 20n)]);
    await rpc(this.url, "anvil_impersonateAccount", [from]);
    await rpc(this.url, "evm_setNextBlockTimestamp", [at]);
    const data = encodeFunctionData({ abi, functionName, args });
    const call = { from, to: this.deployment.contracts[contract], data, gas: numberToHex(GAS) };
    const hash = (await rpc(this.url, "eth_sendTransaction", [call])) as Hex;
    const { status } = await this.client.waitForTransactionReceipt({ hash, pollingInterval: 5 });
    await rpc(this.url, "anvil_stopImpersonatingAccount", [from]);
    if (status !== "success") throw new Error(`The house could not ${contract}.${functionName}`);
  }

  async must(
    from: number | "operator",
    contract: ContractName,
    functionName: string,
    args: readonly unknown[],
  ): Promise<void> {
    const refusal = await this.call(from, contract, functionName, args);
    if (refusal !== undefined) throw new Error(`${contract}.${functionName}: ${refusal}`);
  }

  async read<T>(contract: ContractName, functionName: string, args: readonly unknown[] = []): Promise<T> {
    const abi: Abi = houseAbis[contract as keyof typeof houseAbis];
    const data = (await rpc(this.url, "eth_call", [
      { to: this.deployment.contracts[contract], data: encodeFunctionData({ abi, functionName, args }) },
      "latest",
    ])) as Hex;
    return decodeFunctionResult({ abi, functionName, data }) as T;
  }

  async now(): Promise<number> {
    return Number((await this.client.getBlock()).timestamp);
  }

  /** A point to come back to, nonces included. */
  async snapshot(): Promise<() => Promise<void>> {
    const id = await rpc(this.url, "evm_snapshot");
    const nonces = new Map(this.nonces);
    return async () => {
      await rpc(this.url, "evm_revert", [id]);
      this.nonces.clear();
      for (const [address, nonce] of nonces) this.nonces.set(address, nonce);
    };
  }
}
