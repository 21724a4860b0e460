import type { BrowserContext, Page } from "playwright-core";
import { type Hex, keccak256, stringToHex, type TypedDataDefinition } from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";

const USER_SAID_NO = 4001;
const UNKNOWN_CHAIN = 4902;

/** How a wallet makes itself known: at once, late, or only as `window.ethereum`. */
export type Announcing = "at once" | "late" | "never";

/** A wallet as a browser extension injects it (EIP-1193), announced by EIP-6963. Its key stays in the test. */
export class InjectedWallet {
  readonly name = "Test wallet";
  readonly #announcing: Announcing;
  /** The account it shows. */
  account: PrivateKeyAccount;
  /** The chain it looks at; somewhere else at first. */
  chainId = 1;
  /** The chains it was told of, with the address it was given for each. */
  readonly known = new Map<number, string>([[1, ""]]);
  /** How it says that its owner refused when asked to confirm; undefined: the owner confirms. */
  refusal: { code?: number; message: string; data?: unknown } | undefined;
  /** It shows no account until it is unlocked. */
  isLocked = false;
  /** Asked to sign, it never answers. */
  isSilent = false;
  /** Asked to sign, it answers only then: its owner thinks about it. */
  decided: Promise<unknown> = Promise.resolve();
  /** In which form it gives a signature. */
  form: (signature: Hex) => unknown = (signature) => signature;
  /** As whom it signs, whatever account it shows. */
  signsAs: PrivateKeyAccount | undefined;
  signed = 0;
  sent = 0;
  /** How often it was asked to sign, whatever it said. */
  asked = 0;

  constructor(
    key: Hex = keccak256(stringToHex("an own wallet that the house has never seen")),
    announcing: Announcing = "at once",
  ) {
    this.account = privateKeyToAccount(key);
    this.#announcing = announcing;
  }

  /** Its owner says no, in the words of EIP-1193. */
  set ownerSaysNo(isNo: boolean) {
    this.refusal = isNo ? { code: USER_SAID_NO, message: "User rejected the request." } : undefined;
  }

  async injectInto(context: BrowserContext): Promise<void> {
    await context.exposeBinding("testWallet", ({ page }, method: string, params: unknown) =>
      this.#answer(page, method, params as readonly unknown[]),
    );
    await context.addInitScript(announce, { name: this.name, announcing: this.#announcing });
  }

  async #answer(page: Page, method: string, params: readonly unknown[]): Promise<Answer> {
    try {
      return { result: await this.#request(page, method, params) };
    } catch (error) {
      if (error instanceof WalletRefusal) return { error: error.said };
      throw error;
    }
  }

  async #request(page: Page, method: string, params: readonly unknown[]): Promise<unknown> {
    switch (method) {
      case "eth_accounts":
        return this.isLocked ? [] : [this.account.address];
      case "eth_requestAccounts":
        // Asked in so many words, it is unlocked by its owner.
        this.isLocked = false;
        return [this.account.address];
      case "eth_chainId":
        return `0x${this.chainId.toString(16)}`;
      case "wallet_requestPermissions":
        return [{ parentCapability: "eth_accounts" }];
      case "wallet_switchEthereumChain": {
        const { chainId } = params[0] as { chainId: Hex };
        if (!this.known.has(Number(chainId)))
          throw new WalletRefusal({ code: UNKNOWN_CHAIN, message: "Unrecognized chain ID" });
        return this.lookAt(page, Number(chainId));
      }
      case "wallet_addEthereumChain": {
        const { chainId, rpcUrls } = params[0] as { chainId: Hex; rpcUrls: string[] };
        this.known.set(Number(chainId), rpcUrls[0] ?? "");
        return this.lookAt(page, Number(chainId));
      }
      case "eth_signTypedData_v4":
        return this.#sign(params[1] as string);
      case "eth_sendTransaction":
        return this.#send(params[0] as { to: Hex; data: Hex });
      default:
        throw new WalletRefusal({ code: 4200, message: `${method} is not asked of a wallet here` });
    }
  }

  /** Its owner chooses a chain, in the wallet itself or asked by the page. */
  async lookAt(page: Page, chainId: number): Promise<null> {
    this.chainId = chainId;
    const hex = `0x${chainId.toString(16)}`;
    await page.evaluate((id) => dispatchEvent(new CustomEvent("test:chainChanged", { detail: id })), hex);
    return null;
  }

  /** Its owner locks or unlocks it, or chooses another account in it. */
  async show(page: Page, account: PrivateKeyAccount | undefined): Promise<void> {
    this.isLocked = account === undefined;
    if (account !== undefined) this.account = account;
    const shown = account === undefined ? [] : [account.address];
    await page.evaluate((all) => dispatchEvent(new CustomEvent("test:accountsChanged", { detail: all })), shown);
  }

  /** Makes a transaction of its owner's and sends it by the address that it was given for the chain. */
  async #send({ to, data }: { to: Hex; data: Hex }): Promise<Hex> {
    if (this.refusal !== undefined) throw new WalletRefusal(this.refusal);
    const url = this.known.get(this.chainId) ?? "";
    const from = this.account.address;
    const nonce = await ask(url, "eth_getTransactionCount", [from, "pending"]);
    const gas = await ask(url, "eth_estimateGas", [{ from, to, data }]);
    const price = await ask(url, "eth_gasPrice", []);
    const fees = { maxFeePerGas: 2n * BigInt(price), maxPriorityFeePerGas: BigInt(price) / 10n };
    const call = { chainId: this.chainId, to, data, nonce: Number(nonce), gas: (BigInt(gas) * 5n) / 4n, ...fees };
    this.sent += 1;
    return ask(url, "eth_sendRawTransaction", [await this.account.signTransaction(call)]);
  }

  async #sign(json: string): Promise<unknown> {
    this.asked += 1;
    await this.decided;
    if (this.isSilent) return new Promise(() => undefined);
    if (this.refusal !== undefined) throw new WalletRefusal(this.refusal);
    const asked = JSON.parse(json) as TypedDataDefinition & { domain: { chainId?: number | string } };
    // As wallets do: never for another chain than the one that is shown.
    if (Number(asked.domain.chainId) !== this.chainId)
      throw new WalletRefusal({ code: -32603, message: "Wrong chain" });
    this.signed += 1;
    const { EIP712Domain: _, ...types } = asked.types as Record<string, unknown>;
    const signer = this.signsAs ?? this.account;
    return this.form(await signer.signTypedData({ ...asked, types } as TypedDataDefinition));
  }
}

/** Asks a node. */
async function ask(url: string, method: string, params: readonly unknown[]): Promise<Hex> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  const { result, error } = (await answer.json()) as { result?: Hex; error?: Said };
  if (result === undefined) throw new WalletRefusal(error ?? { message: "The node says nothing" });
  return result;
}

type Answer = { result: unknown } | { error: Said };
type Said = { code?: number; message: string; data?: unknown };

class WalletRefusal extends Error {
  readonly said: Said;

  constructor(said: Said) {
    super(said.message);
    this.said = said;
  }
}

/** Runs in the page, before anything else. */
function announce({ name, announcing }: { name: string; announcing: Announcing }): void {
  type Listener = (value: unknown) => void;
  const ask = (globalThis as unknown as { testWallet(method: string, params: unknown): Promise<Answer> }).testWallet;
  const listeners = new Map<string, Set<Listener>>();
  const provider = {
    async request({ method, params }: { method: string; params?: unknown }) {
      const answer = await ask(method, params ?? []);
      if ("error" in answer) throw Object.assign(new Error(answer.error.message), answer.error);
      return answer.result;
    },
    on(event: string, listener: Listener) {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener));
    },
    removeListener: (event: string, listener: Listener) => void listeners.get(event)?.delete(listener),
  };
  for (const name of ["chainChanged", "accountsChanged"]) {
    addEventListener(`test:${name}`, (event) => {
      for (const listener of listeners.get(name) ?? []) listener((event as CustomEvent<unknown>).detail);
    });
  }
  if (announcing === "never") {
    Object.assign(globalThis, { ethereum: provider });
    return;
  }
  const info = {
    uuid: "0b4ad4a8-4a7e-4f9c-9d0d-6b1f2c6f3a11",
    name,
    icon: "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Crect width='8' height='8'/%3E%3C/svg%3E",
    rdns: "example.test.wallet",
  };
  const say = () =>
    dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail: Object.freeze({ info, provider }) }));
  // Later than a page is read: an extension that has to wake up first.
  const wait = announcing === "late" ? 900 : 0;
  setTimeout(() => {
    addEventListener("eip6963:requestProvider", say);
    say();
  }, wait);
}
