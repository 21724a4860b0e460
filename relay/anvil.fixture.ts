import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { createPublicClient, createWalletClient, custom, type Hex, http, keccak256, type PublicClient } from "viem";
import { privateKeyToAccount } from "viem/accounts";

/** A real chain of its own for one test file. */
export interface Anvil {
  url: string;
  rpc(method: string, params?: readonly unknown[]): Promise<unknown>;
  stop(): void;
}

export async function startAnvil(chainId = 31337, hardfork = "osaka"): Promise<Anvil> {
  const port = await freePort();
  const binary = fileURLToPath(new URL("../node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil", import.meta.url));
  const args = ["--host", "127.0.0.1", "--port", String(port), "--chain-id", String(chainId), "--hardfork", hardfork];
  const node: ChildProcess = spawn(binary, [...args, "--accounts", "1", "--quiet"], { stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  const client = createPublicClient({ transport: http(url, { retryCount: 0 }) });
  for (let tries = 0; ; tries++) {
    const up = await client.getChainId().catch(() => undefined);
    if (up === chainId) break;
    if (tries > 100) throw new Error("anvil does not start");
    await pause(100);
  }
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

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address !== null ? resolve(address.port) : reject()));
    });
  });
}
