import { type Address, defineChain, type Hex, http } from "viem";
import { type Connector, createConfig, injected } from "wagmi";
import {
  connect,
  disconnect,
  getConnection,
  reconnect,
  signTypedData,
  switchChain,
  watchConnection,
} from "wagmi/actions";
import type { Signable } from "#protocol/house/typedData.ts";
import type { House } from "../node/house.ts";

/** A wallet that this browser offers (EIP-6963), or the one that was there before there was a standard. */
export interface OfferedWallet {
  id: string;
  name: string;
  /** A picture as a data address; nothing is fetched from elsewhere. */
  icon?: string;
}

interface Connected {
  account: Address;
  name: string;
  wrongChain: boolean;
  signTypedData(message: Signable): Promise<Hex>;
  switchChain(): Promise<void>;
}

type Config = ReturnType<typeof configure>;
let made: { config: Config; houseId: string } | undefined;
let endWatch: (() => void) | undefined;

function configure({ deployment, practice }: House) {
  const { name } = deployment.club;
  const url = new URL("/rpc", location.origin).href;
  const chain = defineChain({
    id: deployment.chainId,
    name: practice ? `${name} (practice)` : name,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [url] } },
    testnet: practice,
  });
  return createConfig({
    chains: [chain],
    transports: { [chain.id]: http(url) },
    connectors: [injected({ shimDisconnect: true })],
    multiInjectedProviderDiscovery: true,
    // What lasts is kept by the session, for each house by itself.
    storage: null,
  });
}

function configOf(house: House): Config {
  if (made?.houseId !== house.deployment.houseId) {
    made = { config: configure(house), houseId: house.deployment.houseId };
  }
  return made.config;
}

/** The wallets of this browser. They announce themselves a moment after they are asked. */
export async function offeredWallets(house: House): Promise<OfferedWallet[]> {
  const config = configOf(house);
  await new Promise((resolve) => setTimeout(resolve, 150));
  const announced = config.connectors.filter(({ id }) => id !== "injected");
  const old = "ethereum" in window ? config.connectors.filter(({ id }) => id === "injected") : [];
  return (announced.length > 0 ? announced : old).map(({ id, name, icon }) => ({
    id,
    name,
    icon: icon?.startsWith("data:image/") ? icon.trim() : undefined,
  }));
}

export async function connectWallet(
  house: House,
  id: string,
  quiet: boolean,
  onChange: (next: { account: Address; wrongChain: boolean } | undefined) => void,
): Promise<Connected> {
  const config = configOf(house);
  await offeredWallets(house);
  const connector = config.connectors.find((one: Connector) => one.id === id);
  if (connector === undefined) throw new Error(`The wallet ${id} is not in this browser`);
  if (quiet) await reconnect(config, { connectors: [connector] });
  else await connect(config, { connector });
  const connection = getConnection(config);
  if (connection.address === undefined) throw new Error("The wallet shows no account");

  const chainId = house.deployment.chainId;
  endWatch?.();
  endWatch = watchConnection(config, {
    onChange(now) {
      if (now.status === "disconnected") onChange(undefined);
      else if (now.address !== undefined) onChange({ account: now.address, wrongChain: now.chainId !== chainId });
    },
  });
  return {
    account: connection.address,
    name: connector.name,
    wrongChain: connection.chainId !== chainId,
    signTypedData: (message) => signTypedData(config, message as Parameters<typeof signTypedData>[1]),
    async switchChain() {
      await switchChain(config, {
        chainId,
        addEthereumChainParameter: { rpcUrls: [new URL("/rpc", location.origin).href] },
      });
    },
  };
}

export async function disconnectWallet(): Promise<void> {
  endWatch?.();
  endWatch = undefined;
  if (made !== undefined) await disconnect(made.config).catch(() => undefined);
}
