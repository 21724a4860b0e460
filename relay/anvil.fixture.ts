import { type ChildProcess, spawn } from "node:child_process";
import { createPublicClient, createWalletClient, custom, type Hex, http, keccak256, type PublicClient } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { anvilFile } from "./anvilFile.ts";

/** A real chain of its own for one test file. */
export interface Anvil {
  url: string;
  rpc(method: string, params?: readonly unknown[]): Promise<unknown>;
  stop(): void;
}

interface AnvilOptions {
  /** Seconds between two blocks; 0: a block for each transaction. */
  blockTime?: number;
  /** An older one lacks precompiles. */
  hardfork?: string;
  /** File in which the chain is kept, written every second: what came after is lost with a kill. */
  state?: string;
}

export async function startAnvil(
  chainId = 31337,
  { blockTime = 0, hardfork = "osaka", state }: AnvilOptions = {},
): Promise<Anvil> {
  const binary = anvilFile();
  if (binary === undefined) throw new Error(`npm has no anvil for ${process.platform} on ${process.arch}`);
  const args = ["--host", "127.0.0.1", "--port", "0", "--chain-id", String(chainId), "--hardfork", hardfork];
  if (blockTime > 0) args.push("--block-time", String(blockTime));
  if (state !== undefined) args.push("--state", state, "--state-interval", "1", "--slots-in-an-epoch", "16");
  const node = spawn(binary, [...args, "--accounts", "1"], { stdio: ["ignore", "pipe", "ignore"] });
  const url = `http://${await addressSaidBy(node)}`;
  const client = createPublicClient({ transport: http(url, { retryCount: 0 }) });
  return {
    url,
    rpc: (method, params = []) => client.request({ method, params } as never),
    stop: () => void node.kill("SIGKILL"),
  };
}

/** Adds 1 to its first slot with every call, whatever the call says. */
const tallyRuntime = "60005460010160005500";
const tally: Hex = `0x69${tallyRuntime}600052600a6016f3`;

/** A contract that counts how often it was called: twice for one call is what must never be. */
export async function deployTally(anvil: Anvil): Promise<{ address: Hex; count(): Promise<number> }> {
  const account = privateKeyToAccount(keccak256("0x01"));
  await fund(anvil, account.address);
  const client = createPublicClient({ transport: http(anvil.url) });
  const wallet = createWalletClient({ account, transport: http(anvil.url) });
  const hash = await wallet.sendTransaction({ chain: null, data: tally });
  const receipt = await client.waitForTransactionReceipt({ hash, pollingInterval: 20 });
  const address = receipt.contractAddress!;
  return {
    address,
    count: async () => Number((await client.getStorageAt({ address, slot: "0x0" })) ?? "0x0"),
  };
}

/** Puts a contract that counts calls at an address of the house. */
export async function plantTally(anvil: Anvil, address: Hex): Promise<void> {
  await anvil.rpc("anvil_setCode", [address, `0x${tallyRuntime}`]);
}

/** Puts a contract there that refuses everything with these words (at most 255 bytes). */
export async function plantRefusal(anvil: Anvil, address: Hex, data: Hex): Promise<void> {
  const bytes = ((data.length - 2) / 2).toString(16).padStart(2, "0");
  // codecopy(0, 12, length); revert(0, length); then the words
  await anvil.rpc("anvil_setCode", [address, `0x60${bytes}600c60003960${bytes}6000fd${data.slice(2)}`]);
}

export async function fund(anvil: Anvil, address: Hex): Promise<void> {
  await anvil.rpc("anvil_setBalance", [address, "0x56bc75e2d63100000"]);
}

export type Losing = "everything" | "request" | "answer" | "nothing";

/** A client whose requests can be lost: before they arrive, or their answers on the way back. */
export function faultyClient(anvil: Anvil): {
  client: PublicClient;
  lose: (what: Losing) => void;
} {
  let losing: Losing = "nothing";
  const client = createPublicClient({
    cacheTime: 0,
    transport: custom(
      {
        async request({ method, params }) {
          if (losing === "everything") throw new Error("the chain is down");
          const sending = method === "eth_sendRawTransaction";
          if (sending && losing === "request") throw new Error("lost on the way");
          const answer = await anvil.rpc(method, params);
          if (sending && losing === "answer") throw new Error("answer lost");
          return answer;
        },
      },
      { retryCount: 0 },
    ),
  });
  return {
    client: client as PublicClient,
    lose: (what) => {
      losing = what;
    },
  };
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** It takes a port that is free and says which. */
function addressSaidBy(node: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    node.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
      const address = /Listening on (\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    node.once("exit", () => reject(new Error(`anvil does not start: ${said}`)));
  });
}
