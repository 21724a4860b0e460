import type { BrowserContext, Page } from "playwright-core";
import { type Hex, keccak256, stringToHex, type TypedDataDefinition } from "viem";
import { privateKeyToAccount } from "viem/accounts";

const USER_SAID_NO = 4001;
const UNKNOWN_CHAIN = 4902;

/** A wallet as a browser extension injects it (EIP-1193), announced by EIP-6963. Its key stays in the test. */
export class InjectedWallet {
  readonly name = "Test wallet";
  readonly account;
  /** The chain it looks at; somewhere else at first. */
  chainId = 1;
  /** The chains it was told of, with the address it was given for each. */
  readonly known = new Map<number, string>([[1, ""]]);
  /** What its owner answers when asked to confirm. */
  ownerSaysNo = false;
  signed = 0;

  constructor(key: Hex = keccak256(stringToHex("an own wallet that the house has never seen"))) {
    this.account = privateKeyToAccount(key);
  }

  async injectInto(context: BrowserContext): Promise<void> {
    await context.exposeBinding("testWallet", ({ page }, method: string, params: unknown) =>
      this.#answer(page, method, params as readonly unknown[]),
    );
    await context.addInitScript(announce, this.name);
  }

  async #answer(page: Page, method: string, params: readonly unknown[]): Promise<Answer> {
    try {
      return { result: await this.#request(page, method, params) };
    } catch (error) {
      if (error instanceof WalletRefusal) return { error: { code: error.code, message: error.message } };
      throw error;
    }
  }

  async #request(page: Page, method: string, params: readonly unknown[]): Promise<unknown> {
    switch (method) {
      case "eth_requestAccounts":
      case "eth_accounts":
        return [this.account.address];
      case "eth_chainId":
        return `0x${this.chainId.toString(16)}`;
      case "wallet_requestPermissions":
        return [{ parentCapability: "eth_accounts" }];
      case "wallet_switchEthereumChain": {
        const { chainId } = params[0] as { chainId: Hex };
        if (!this.known.has(Number(chainId))) throw new WalletRefusal(UNKNOWN_CHAIN, "Unrecognized chain ID");
        return this.lookAt(page, Number(chainId));
      }
      case "wallet_addEthereumChain": {
        const { chainId, rpcUrls } = params[0] as { chainId: Hex; rpcUrls: string[] };
        this.known.set(Number(chainId), rpcUrls[0] ?? "");
        return this.lookAt(page, Number(chainId));
      }
      case "eth_signTypedData_v4":
        return this.#sign(params[1] as string);
      default:
        throw new WalletRefusal(4200, `${method} is not asked of a wallet here`);
    }
  }

  /** Its owner chooses a chain, in the wallet itself or asked by the page. */
  async lookAt(page: Page, chainId: number): Promise<null> {
    this.chainId = chainId;
    const hex = `0x${chainId.toString(16)}`;
    await page.evaluate((id) => dispatchEvent(new CustomEvent("test:chainChanged", { detail: id })), hex);
    return null;
  }

  #sign(json: string): Promise<Hex> {
    if (this.ownerSaysNo) throw new WalletRefusal(USER_SAID_NO, "User rejected the request.");
    const asked = JSON.parse(json) as TypedDataDefinition & { domain: { chainId?: number | string } };
    // As wallets do: never for another chain than the one that is shown.
    if (Number(asked.domain.chainId) !== this.chainId) throw new WalletRefusal(-32603, "Wrong chain");
    this.signed += 1;
    const { EIP712Domain: _, ...types } = asked.types as Record<string, unknown>;
    return this.account.signTypedData({ ...asked, types } as TypedDataDefinition);
  }
}

type Answer = { result: unknown } | { error: { code: number; message: string } };

class WalletRefusal extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** Runs in the page, before anything else. */
function announce(name: string): void {
  type Listener = (value: unknown) => void;
  const ask = (globalThis as unknown as { testWallet(method: string, params: unknown): Promise<Answer> }).testWallet;
  const listeners = new Map<string, Set<Listener>>();
  const provider = {
    async request({ method, params }: { method: string; params?: unknown }) {
      const answer = await ask(method, params ?? []);
      if ("error" in answer) throw Object.assign(new Error(answer.error.message), { code: answer.error.code });
      return answer.result;
    },
    on(event: string, listener: Listener) {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener));
    },
    removeListener: (event: string, listener: Listener) => void listeners.get(event)?.delete(listener),
  };
  addEventListener("test:chainChanged", (event) => {
    for (const listener of listeners.get("chainChanged") ?? []) listener((event as CustomEvent<unknown>).detail);
  });
  const info = {
    uuid: "0b4ad4a8-4a7e-4f9c-9d0d-6b1f2c6f3a11",
    name,
    icon: "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Crect width='8' height='8'/%3E%3C/svg%3E",
    rdns: "example.test.wallet",
  };
  const say = () =>
    dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail: Object.freeze({ info, provider }) }));
  addEventListener("eip6963:requestProvider", say);
  say();
}
