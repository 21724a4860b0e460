import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type Hex, keccak256, numberToHex, stringToHex } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deviceTime } from "#protocol/house/houseClock.ts";
import { keyOfSecret, secretFrom } from "#protocol/oversight/drand.ts";
import { practiceNetwork } from "#protocol/oversight/practiceBeacon.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { deployHouse, type HousePlan } from "#scripts/deploy/deployHouse.ts";
import { settleOf } from "#scripts/networks/chains.ts";
import { club as bakery } from "../fixtures/clubs/bakery.ts";
import { RehearsalChain } from "./RehearsalChain.ts";

const CHAIN = 31_999;
const DAY = 86_400;
const key = (words: string) => keccak256(stringToHex(words));
const deployer = key("a deployer whom no chain suits");
const network = { key: keyOfSecret(secretFrom(key("a network"))), genesis: 1_650_000_000, period: 3 };
const other = keyOfSecret(secretFrom(key("another network")));

interface Asked {
  method: string;
  params: [{ to?: string }?];
}
type Answer = { result: Hex } | { error: { code: number; message: string } };

const precompile = (address: number) => `0x${address.toString(16).padStart(40, "0")}`;
/** What a chain answers where nothing is. */
const lacks =
  (...addresses: number[]) =>
  ({ method, params: [call] }: Asked): Answer | undefined =>
    method === "eth_call" && addresses.some((one) => precompile(one) === call?.to?.toLowerCase())
      ? { result: "0x" }
      : undefined;
const takesSmallContracts = ({ method, params: [call] }: Asked): Answer | undefined =>
  method === "eth_estimateGas" && call?.to === undefined
    ? { error: { code: 3, message: "execution reverted: max code size exceeded" } }
    : undefined;

describe.skipIf(anvilFile() === undefined)("a deployment where no house can stand", () => {
  let chain: RehearsalChain;
  let door: Server;
  let forged: (asked: Asked) => Answer | undefined = () => undefined;

  beforeAll(async () => {
    chain = await RehearsalChain.start(CHAIN, deviceTime());
    await chain.ask("anvil_setBalance", [privateKeyToAddress(deployer), numberToHex(10n ** 20n)]);
    door = createServer(async (request, response) => {
      const body = await text(request);
      const asked = JSON.parse(body) as Asked & { id: number };
      const answer = forged(asked);
      response.setHeader("content-type", "application/json");
      if (answer !== undefined) return void response.end(JSON.stringify({ jsonrpc: "2.0", id: asked.id, ...answer }));
      const honest = await fetch(chain.url, { method: "POST", body, headers: { "content-type": "application/json" } });
      response.end(await honest.text());
    });
    await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  });
  afterAll(async () => {
    door?.close();
    door?.closeAllConnections();
    await chain?.stop();
  });

  const plan = (beacon: Partial<HousePlan["site"]["beacon"]> = {}): HousePlan => ({
    club: bakery,
    site: {
      token: "test money",
      operator: privateKeyToAddress(key("an operator")),
      registrar: privateKeyToAddress(key("a registrar")),
      foundingOpens: deviceTime() + 10 * DAY,
      beacon: { name: "ours", ...network, settle: settleOf(CHAIN), chainHash: "c0ffee", servers: [], ...beacon },
    },
    networks: { ours: network },
    practice: false,
    rpcUrl: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
    chainId: CHAIN,
    key: deployer,
    folder: join(chain.folder.path, "deployment"),
    confirmations: 1,
    pollEvery: 20,
  });

  it.each<[string, typeof forged, Parameters<typeof plan>[0], string]>([
    ["cannot map to the curve", lacks(0x10), {}, "This chain does not check BLS signatures (EIP-2537)"],
    ["cannot check a pairing", lacks(0x0f), {}, "This chain does not check BLS signatures (EIP-2537)"],
    ["cannot check a phone's signature", lacks(0x100), {}, "This chain does not check P-256 signatures (EIP-7951)"],
    [
      "takes small contracts only",
      takesSmallContracts,
      {},
      "This chain does not take contracts as large as the house's",
    ],
    [
      "is to draw by another key than its network's",
      () => undefined,
      { key: other },
      "The beacon is not what it is called",
    ],
    ["is to draw by another clock", () => undefined, { genesis: 1 }, "The beacon is not what it is called"],
    ["is to draw too soon", () => undefined, { settle: 0 }, "The beacon is not what it is called"],
    [
      "is to draw by the practice house's key",
      () => undefined,
      practiceNetwork,
      "its key is the practice house's, which everybody can derive",
    ],
  ])("sends nothing when the chain %s", async (_what, lie, beacon, words) => {
    forged = lie;
    await expect(deployHouse(plan(beacon))).rejects.toThrow(words);
    expect(await chain.ask("eth_getTransactionCount", [privateKeyToAddress(deployer), "latest"])).toBe("0x0");
  });
});
