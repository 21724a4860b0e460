import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Address, createPublicClient, custom, encodeFunctionResult, keccak256, stringToHex } from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { registryAbi } from "#protocol/abi/registry.ts";
import { MOST_PAYEES, type Payee, payeeBookMessage } from "#protocol/treasury/payees.ts";
import { aDeployment } from "../deployment.fixture.ts";
import { RelayStore } from "../store/RelayStore.ts";
import { PayeeShelf } from "./PayeeShelf.ts";

const house = aDeployment();
const [operator, next, eve] = ["operator", "the next", "Eve"].map((name) =>
  privateKeyToAccount(keccak256(stringToHex(name))),
) as [PrivateKeyAccount, PrivateKeyAccount, PrivateKeyAccount];
const bakery: Payee = { account: eve.address, name: "Mill & Sons", kind: "company" };

let store: RelayStore;
let shelf: PayeeShelf;
let inOffice: Address;

beforeEach(() => {
  inOffice = operator.address;
  store = new RelayStore(mkdtempSync(join(tmpdir(), "runde payees ")));
  const request = async () => encodeFunctionResult({ abi: registryAbi, functionName: "operator", result: inOffice });
  const client = createPublicClient({ transport: custom({ request }, { retryCount: 0 }) });
  shelf = new PayeeShelf(store, house, { client, block: "latest" });
});
afterEach(() => store.close());

async function put(by: PrivateKeyAccount, payees: Payee[], nonce: string, changed: Partial<Payee> = {}) {
  const message = payeeBookMessage(house, { payees, nonce });
  const signature = await by.signTypedData(message as Parameters<PrivateKeyAccount["signTypedData"]>[0]);
  return shelf.put({ payees: payees.map((one) => ({ ...one, ...changed })), nonce, signature });
}

describe("given the operator's list of payees", () => {
  it("is the operator's alone, every name and account of it", async () => {
    expect(shelf.book).toBeUndefined();
    expect(await put(eve, [bakery], "1")).toEqual({ ok: false, reason: "notTheOperator" });
    expect(await put(operator, [bakery], "1", { name: "Eve & Co" })).toEqual({ ok: false, reason: "notTheOperator" });
    expect(await put(operator, [bakery], "1", { account: next.address })).toEqual({
      ok: false,
      reason: "notTheOperator",
    });
    expect(await put(operator, [bakery], "1")).toEqual({ ok: true });
    expect(shelf.book?.payees).toEqual([bakery]);
  });

  it("is replaced by a later one, and by no earlier one", async () => {
    await put(operator, [bakery], "5");
    for (const nonce of ["5", "4"]) expect(await put(operator, [], nonce)).toEqual({ ok: false, reason: "older" });
    expect(await put(operator, [], "6")).toEqual({ ok: true });
    expect(shelf.book?.payees).toEqual([]);
  });

  it("begins anew with another operator", async () => {
    await put(operator, [bakery], "5");
    inOffice = next.address;
    expect(await put(operator, [], "6")).toEqual({ ok: false, reason: "notTheOperator" });
    expect(await put(next, [{ ...bakery, name: "The Mill" }], "1")).toEqual({ ok: true });
    expect(shelf.book?.payees[0]?.name).toBe("The Mill");
  });

  it.each([
    ["signs that nobody sees", [{ ...bakery, name: "Mill\u202e" }]],
    ["no name", [{ ...bakery, name: "" }]],
    ["an account that is none", [{ ...bakery, account: "0x12" as Address }]],
    ["too many", Array.from({ length: MOST_PAYEES + 1 }, () => bakery)],
  ])("holds no %s", async (_, payees) => {
    expect(await put(operator, payees, "1").catch(() => ({ ok: false, reason: "malformed" }))).toEqual({
      ok: false,
      reason: "malformed",
    });
  });
});
