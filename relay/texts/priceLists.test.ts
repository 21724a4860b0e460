import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { type Address, createPublicClient, custom, decodeFunctionData, encodeFunctionResult } from "viem";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Right } from "#protocol/abi/enums.ts";
import { teamAbi } from "#protocol/abi/team.ts";
import { signedBy, signer, someBread } from "#protocol/voucher/priceList.fixture.ts";
import { MAX_PRICE_LIST_BYTES, type PriceList } from "#protocol/voucher/priceList.ts";
import { aDeployment } from "../deployment.fixture.ts";
import { RelayStore } from "../store/RelayStore.ts";
import { AddressLimits } from "../web/AddressLimits.ts";
import { PriceListShelf } from "./PriceListShelf.ts";
import { priceListRoutes } from "./priceListRoutes.ts";

const house = aDeployment();
const [operator, manager, eve] = [signer("operator"), signer("manager"), signer("Eve")] as const;

let folder: string;
let store: RelayStore;
let shelf: PriceListShelf;
let app: Hono;
/** Whom the chain says may set prices; undefined: it says nothing. */
let may: Address[] | undefined;

beforeEach(() => {
  may = [operator.address, manager.address];
  folder = mkdtempSync(join(tmpdir(), "runde prices "));
  open();
});
afterEach(() => store.close());

function open(): void {
  store = new RelayStore(folder);
  const request = async ({ method, params }: { method: string; params?: unknown }) => {
    // Whether a contract signed it: there is none.
    if (method !== "eth_call" || may === undefined) throw new Error("silent");
    const [{ to, data }] = params as [{ to: Address; data: `0x${string}` }];
    if (to?.toLowerCase() !== house.contracts.Team.toLowerCase()) throw new Error("silent");
    const { functionName, args } = decodeFunctionData({ abi: teamAbi, data });
    if (functionName !== "may" || args[1] !== Right.ManageCounter) throw new Error("another question");
    return encodeFunctionResult({ abi: teamAbi, functionName, result: may.includes(args[0]) });
  };
  const client = createPublicClient({ transport: custom({ request }, { retryCount: 0 }) });
  shelf = new PriceListShelf(store, house, { client, block: "latest" });
  app = new Hono();
  app.onError((_, c) => c.text("", 503));
  priceListRoutes(app, { shelf, limits: new AddressLimits() });
}

const post = async (body: unknown) => {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const answer = await app.request("/price-list", { method: "POST", body: text });
  const content = (await answer.json().catch(() => ({}))) as { error?: { code: string } };
  return `${answer.status} ${content.error?.code ?? "kept"}`;
};
const read = async () => (await app.request("/price-list")).json();

describe("given a price list", () => {
  it("is the operator's or a manager's, every word of it, and everybody reads it", async () => {
    expect(await read()).toBeNull();
    expect(await post(await signedBy(eve, house, "1"))).toBe("403 mayNotPrice");
    const signed = await signedBy(manager, house, "1");
    expect(await post({ ...signed, by: operator.address })).toBe("403 mayNotPrice");
    const dearer: PriceList = structuredClone(someBread);
    dearer.groups[0]!.items[0]!.amount += 1;
    expect(await post({ ...signed, list: dearer })).toBe("403 mayNotPrice");
    expect(await post(signed)).toBe("201 kept");
    expect(await read()).toEqual(signed);
  });

  it("is replaced by a later one and by no earlier one, whoever of those signed it, also after a restart", async () => {
    expect(await post(await signedBy(operator, house, "5"))).toBe("201 kept");
    store.close();
    open();
    for (const version of ["5", "4"]) expect(await post(await signedBy(manager, house, version))).toBe("409 older");
    const later = await signedBy(manager, house, "6");
    expect(await post(later)).toBe("201 kept");
    expect(await read()).toEqual(later);
  });

  it("cannot be blocked by the number of somebody who has left", async () => {
    const { length } = "18446744073709551615";
    expect(await post(await signedBy(manager, house, "9".repeat(length - 1)))).toBe("201 kept");
    may = [operator.address];
    expect(await post(await signedBy(operator, house, "7"))).toBe("201 kept");
  });

  it("is no refusal when the chain says nothing", async () => {
    const signed = await signedBy(operator, house, "1");
    may = undefined;
    expect(await post(signed)).toBe("503 kept");
    expect(await read()).toBeNull();
  });

  it.each<[string, (signed: object) => unknown, string]>([
    ["nonsense", () => "nonsense", "400 malformed"],
    ["something else", () => ({ list: [] }), "400 malformed"],
    ["a list without a signature", (signed) => ({ ...signed, signature: undefined }), "400 malformed"],
    ["a price of nothing", (signed) => JSON.parse(JSON.stringify(signed).replaceAll("420", "0")), "400 malformed"],
    ["more than fits", (signed) => ({ ...signed, more: "x".repeat(MAX_PRICE_LIST_BYTES) }), "413 tooLong"],
  ])("is not %s", async (_, change, answer) => {
    expect(await post(change(await signedBy(operator, house, "1")))).toBe(answer);
    expect(await read()).toBeNull();
  });
});
