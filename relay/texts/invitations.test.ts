import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import {
  type Address,
  createPublicClient,
  custom,
  encodeFunctionResult,
  type Hex,
  keccak256,
  numberToHex,
  stringToHex,
} from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { registryAbi } from "#protocol/abi/registry.ts";
import type { Signable } from "#protocol/house/typedData.ts";
import {
  answerMessage,
  invitationListMessage,
  invitationOf,
  MOST_IN_LIST,
  MOST_OPENINGS,
  openingMessage,
  wordOfOpening,
} from "#protocol/membership/invitations.ts";
import { aDeployment } from "../deployment.fixture.ts";
import { DAY } from "../sending/jobBook.ts";
import { RelayStore } from "../store/RelayStore.ts";
import { AddressLimits } from "../web/AddressLimits.ts";
import { Invitations } from "./Invitations.ts";
import { invitationRoutes } from "./invitationRoutes.ts";

const house = aDeployment();
const named = (name: string) => privateKeyToAccount(keccak256(stringToHex(name)));
const [registrar, ada, eve] = [named("registrar"), named("Ada"), named("Eve")];
const sign = (who: PrivateKeyAccount, message: Signable) =>
  who.signTypedData(message as Parameters<PrivateKeyAccount["signTypedData"]>[0]);

const NOW = 1_900_000_000;
const secret = numberToHex(7, { size: 16 });
const id = invitationOf(house.houseId, secret);

let store: RelayStore;
let app: Hono;
let now: number;
/** Who the chain says is the registrar. */
let inOffice: Address;

beforeEach(() => {
  now = NOW;
  inOffice = registrar.address;
  store = new RelayStore(mkdtempSync(join(tmpdir(), "runde invitations ")));
  const request = async () => encodeFunctionResult({ abi: registryAbi, functionName: "registrar", result: inOffice });
  const client = createPublicClient({ transport: custom({ request }, { retryCount: 0 }) });
  app = new Hono();
  const invitations = new Invitations(store, house, { client, block: "latest" });
  invitationRoutes(app, { invitations, limits: new AddressLimits(), now: () => now });
});
afterEach(() => store.close());

const post = async (path: string, body: unknown) =>
  (await app.request(path, { method: "POST", body: JSON.stringify(body) })).status;
const found = async (which: Hex = id) => (await app.request(`/invitations/${which}`)).json();

async function list(by = registrar, ids: readonly Hex[] = [id], until = NOW + 30 * DAY) {
  const wanted = { ids: [...ids], until };
  return post("/invitations", { ...wanted, signature: await sign(by, invitationListMessage(house, wanted)) });
}

async function open(by: PrivateKeyAccount, account = by.address, which: Hex = id) {
  return post(`/invitations/${which}/opening`, {
    account,
    signature: await sign(by, openingMessage(house, which, account)),
  });
}

async function answer(by = registrar, at = now) {
  const words = { kind: "refused", body: "0x1234", at } as const;
  return post(`/invitations/${id}/answer`, { ...words, signature: await sign(by, answerMessage(house, id, words)) });
}

describe("given one-time links", () => {
  it("are the registrar's to hand out, and nobody else's, a former one neither", async () => {
    expect(await list(eve)).toBe(403);
    expect(await found()).toEqual({ error: { code: "unknown" } });
    expect(await list()).toBe(201);
    inOffice = eve.address;
    expect(await list(registrar, [invitationOf(house.houseId, "0x01")])).toBe(403);
  });

  it("are refused as a whole when they are too many, too long good, over, or changed on their way", async () => {
    const many = Array.from({ length: MOST_IN_LIST + 1 }, (_, i) => numberToHex(i + 1, { size: 32 }));
    expect(await list(registrar, many)).toBe(400);
    expect(await list(registrar, many.slice(1))).toBe(201);
    expect(await list(registrar, [id], NOW + 91 * DAY)).toBe(400);
    expect(await list(registrar, [id], NOW)).toBe(409);
    const wanted = { ids: [id], until: NOW + DAY };
    const signature = await sign(registrar, invitationListMessage(house, wanted));
    expect(await post("/invitations", { ...wanted, until: NOW + 2 * DAY, signature })).toBe(403);
  });

  it("tell who opened them, with the time and the account's own word", async () => {
    await list();
    expect(await open(ada)).toBe(201);
    const { openings } = (await found()) as { openings: { account: Address; at: number }[] };
    expect(openings).toMatchObject([{ account: ada.address, at: NOW }]);
    expect(wordOfOpening(secret, ada.address)).toMatch(/^\d{4}$/);
    expect(wordOfOpening(secret, ada.address)).not.toBe(wordOfOpening(secret, eve.address));
  });

  it("take nobody's account from somebody else, and no link that the registrar did not make", async () => {
    await list();
    expect(await open(eve, ada.address)).toBe(403);
    expect(await open(ada, ada.address, invitationOf(house.houseId, "0x02"))).toBe(404);
    expect(await found()).toMatchObject({ openings: [] });
  });

  it("remember each account that opened one, once, in order, up to a few", async () => {
    await list();
    const crowd = Array.from({ length: MOST_OPENINGS + 1 }, (_, i) => named(`one of many ${i}`));
    for (const one of crowd.slice(0, MOST_OPENINGS)) expect(await open(one)).toBe(201);
    expect(await open(crowd[0]!)).toBe(201);
    expect(await open(crowd.at(-1)!)).toBe(507);
    const { openings } = (await found()) as { openings: { account: Address }[] };
    expect(openings.map(({ account }) => account)).toEqual(crowd.slice(0, MOST_OPENINGS).map((one) => one.address));
  });

  it("are of no use after their last second, nor once the registrar has answered", async () => {
    await list();
    now = NOW + 30 * DAY;
    expect(await open(ada)).toBe(201);
    now += 1;
    expect(await open(eve)).toBe(409);
    expect(await answer(eve)).toBe(403);
    now = NOW;
    expect(await answer()).toBe(201);
    expect(await open(eve)).toBe(409);
    expect(await found()).toMatchObject({ answer: { kind: "refused", body: "0x1234", at: NOW } });
    expect(await answer(registrar, NOW - 1)).toBe(409);
  });

  it("are read by the desk as far as they have changed", async () => {
    const other = invitationOf(house.houseId, "0x03");
    await list(registrar, [id, other]);
    const changed = async (after: number) =>
      (await (await app.request(`/invitations?after=${after}`)).json()) as { next: number; changed: { id: Hex }[] };
    expect(await changed(0)).toEqual({ next: 0, changed: [] });
    await open(ada, ada.address, other);
    await open(ada);
    const first = await changed(0);
    expect(first.changed.map((one) => one.id)).toEqual([other, id]);
    expect((await changed(first.next)).changed).toEqual([]);
    await open(eve, eve.address, other);
    expect((await changed(first.next)).changed.map((one) => one.id)).toEqual([other]);
  });

  it("leave the disk a month after their last day", async () => {
    await list();
    await open(ada);
    now = NOW + 61 * DAY;
    await list(registrar, [invitationOf(house.houseId, "0x04")], now + DAY);
    expect(await found()).toEqual({ error: { code: "unknown" } });
    expect(store.all("SELECT * FROM openings")).toEqual([]);
  });
});
