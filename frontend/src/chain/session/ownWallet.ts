import { type Address, defineChain, type EIP1193Provider, type Hex, http } from "viem";
import { type Connector, createConfig, injected } from "wagmi";
import {
  connect,
  disconnect,
  getConnection,
  reconnect,
  sendTransaction,
  signTypedData,
  switchChain,
  watchConnection,
  watchConnectors,
} from "wagmi/actions";
import type { Signable } from "#protocol/house/typedData.ts";
import { type House, networkName } from "../node/house.ts";
import type { OwnCall } from "./session.ts";
import { NoAccountShown, UnusableSignature } from "./walletFault.ts";
import { checkedSignature, requirePayer } from "./walletSignature.ts";

/** A wallet that this browser offers (EIP-6963), or the one that was there before there was a standard. */
export interface OfferedWallet {
  id: string;
  /** Empty: it does not say. */
  name: string;
  /** A picture as a data address; nothing is fetched from elsewhere. */
  icon?: string;
}

/** The account that a wallet shows, and what it does for that one alone. */
interface Shown {
  account: Address;
  wrongChain: boolean;
  signTypedData(message: Signable): Promise<Hex>;
  sendCall(call: OwnCall): Promise<Hex>;
}

interface Connected extends Shown {
  name: string;
  switchChain(): Promise<void>;
}

/** The one that says `window.ethereum` and no name. */
const OLD = "injected";
/** Milliseconds that a wallet may take to announce itself, or to show its account, after a page was loaded. */
const PATIENCE = 4_000;

type Config = ReturnType<typeof configure>;
let made: { config: Config; houseId: string } | undefined;
let endWatch: (() => void) | undefined;

function configure(house: House) {
  const { deployment, practice } = house;
  const url = new URL("/rpc", location.origin).href;
  const chain = defineChain({
    id: deployment.chainId,
    name: networkName(house),
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [url] } },
    testnet: practice,
  });
  return createConfig({
    chains: [chain],
    transports: { [chain.id]: http(url) },
    // With a target of its own: without one it is connected again only by what wagmi stores, and it stores nothing here.
    connectors: [injected({ target: () => ({ id: OLD, name: "", provider: oldProvider }) })],
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

function oldProvider(): EIP1193Provider | undefined {
  return (globalThis as { ethereum?: EIP1193Provider }).ethereum;
}

/** The wallets of this browser, now and whenever another one announces itself. Ends with the function it returns. */
export function watchWallets(house: House, onChange: (wallets: readonly OfferedWallet[]) => void): () => void {
  const config = configOf(house);
  const tell = () => onChange(offered(config.connectors));
  const ends = watchConnectors(config, { onChange: tell });
  // It comes without a word: asked for again while wallets usually wake up.
  const looks = [0, 200, 1_000, PATIENCE].map((wait) => setTimeout(tell, wait));
  return () => {
    ends();
    for (const look of looks) clearTimeout(look);
  };
}

function offered(connectors: readonly Connector[]): OfferedWallet[] {
  const announced = connectors.filter(({ id }) => id !== OLD);
  const old = oldProvider() === undefined ? [] : connectors.filter(({ id }) => id === OLD);
  return (announced.length > 0 ? announced : old).map(({ id, name, icon }) => ({
    id,
    name,
    icon: icon?.startsWith("data:image/") ? icon.trim() : undefined,
  }));
}

/** The wallet of an earlier visit may take its time to announce itself, and may do so by a name it did not have then. */
async function walletOf(config: Config, id: string): Promise<Connector> {
  const find = () => {
    const found = config.connectors.find((one) => one.id === id && (id !== OLD || oldProvider() !== undefined));
    return found ?? (id === OLD ? config.connectors.find((one) => one.id !== OLD) : undefined);
  };
  for (let waited = 0; waited < PATIENCE; waited += 100) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The wallet ${id} is not in this browser`);
}

/**
 * Signs in with a wallet of this browser.
 *
 * @param quiet Nothing is asked: it shows its account only to a page that it was allowed to before.
 * @throws {NoAccountShown} When it is locked.
 */
export async function connectWallet(
  house: House,
  id: string,
  quiet: boolean,
  onChange: (next: Shown | undefined) => void,
): Promise<Connected> {
  const config = configOf(house);
  const connector = await walletOf(config, id);
  if (quiet) await inTime(reconnect(config, { connectors: [connector] }));
  else if (config.state.current === connector.uid) await chooseAgain(connector);
  else await connect(config, { connector });
  const connection = getConnection(config);
  if (connection.address === undefined) throw new NoAccountShown("The wallet shows no account");

  const chainId = house.deployment.chainId;
  endWatch?.();
  endWatch = watchConnection(config, {
    onChange(now) {
      if (now.status === "disconnected") onChange(undefined);
      else if (now.address !== undefined) onChange(shownBy(house, config, now.address));
    },
  });
  return {
    ...shownBy(house, config, connection.address),
    name: connector.name,
    async switchChain() {
      await switchChain(config, {
        chainId,
        addEthereumChainParameter: { rpcUrls: [new URL("/rpc", location.origin).href] },
      });
    },
  };
}

/** Whoever it was asked for is asked: another account that the wallet shows meanwhile neither signs nor pays for them. */
function shownBy(house: House, config: Config, account: Address): Shown {
  const { chainId } = house.deployment;
  const requireShown = () => {
    const { address } = getConnection(config);
    if (address === undefined) throw new NoAccountShown("The wallet shows no account any more");
    if (address !== account) throw new UnusableSignature({ why: "otherAccount", signer: address, account });
  };
  return {
    account,
    wrongChain: getConnection(config).chainId !== chainId,
    async signTypedData(message) {
      requireShown();
      await requirePayer(house, account, message);
      requireShown();
      const given = await signTypedData(config, message as Parameters<typeof signTypedData>[1]);
      return checkedSignature(house.rpc, account, message, given);
    },
    async sendCall({ to, data }) {
      requireShown();
      // The wallet itself says what it costs; the house has asked before whether it would be taken.
      return sendTransaction(config, { account, to, data, chainId, gas: null });
    },
  };
}

/** Lets its owner choose another account of a wallet that is signed in already, where it can do that. */
async function chooseAgain(connector: Connector): Promise<void> {
  const provider = (await connector.getProvider()) as EIP1193Provider;
  try {
    await provider.request({ method: "wallet_requestPermissions", params: [{ eth_accounts: {} }] });
  } catch (error) {
    // 4200, -32601: it cannot, and goes on with the account that it shows.
    if ((error as { code?: unknown }).code === 4001) throw error;
  }
}

/** A wallet that never answers is one that shows no account. */
function inTime<T>(answer: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new NoAccountShown("The wallet does not answer")), PATIENCE);
  });
  return Promise.race([answer, late]);
}

/** Calls once, as soon as a wallet that showed no account shows one: it was unlocked. */
export function whenUnlocked(house: House, then: () => void): void {
  const config = configOf(house);
  const end = watchConnection(config, {
    onChange({ address }) {
      if (address === undefined) return;
      end();
      then();
    },
  });
}

/** It is heard no more. */
export function forgetWallet(): void {
  endWatch?.();
  endWatch = undefined;
}

/** It is heard no more, and takes back where it can that it shows its account here. */
export async function disconnectWallet(): Promise<void> {
  forgetWallet();
  if (made !== undefined) await disconnect(made.config).catch(() => undefined);
}
