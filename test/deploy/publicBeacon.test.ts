import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { encodeFunctionData, type Hex, keccak256, numberToHex, stringToHex } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { begin, seatsBorn } from "#protocol/abi/roster.ts";
import { mint } from "#protocol/abi/share.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { deviceTime } from "#protocol/house/houseClock.ts";
import { checkDraw } from "#protocol/oversight/checkDraw.ts";
import { keyOfSecret, numberOf, secretFrom, signRound } from "#protocol/oversight/drand.ts";
import { readDraw } from "#protocol/oversight/drawFacts.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { createHouseServer, type HouseServer } from "#relay/houseServer.ts";
import { deployHouse } from "#scripts/deploy/deployHouse.ts";
import { proveHandover } from "#scripts/handover/proveHandover.ts";
import { settleOf } from "#scripts/networks/chains.ts";
import { club as bakery } from "../fixtures/clubs/bakery.ts";
import { RehearsalChain } from "./RehearsalChain.ts";

const CHAIN = 31_999;
const DAY = 86_400;
const key = (words: string) => keccak256(stringToHex(words));
const secret = secretFrom(key("a network of our own"));
const network = { key: keyOfSecret(secret), genesis: 1_650_000_000, period: 3 };

describe.skipIf(anvilFile() === undefined)("a public house whose lots another network draws", () => {
  let chain: RehearsalChain;
  let house: Deployment;
  let server: HouseServer;
  let publishing: Server;
  /** What the network's servers say; at first they have nothing. */
  let says: RequestListener = (_request, response) => void response.writeHead(404).end();
  const asked: string[] = [];
  const said: string[] = [];

  const anvil = (method: string, ...params: unknown[]) => chain.ask(method, params);
  const as = async (from: Hex, to: Hex, data: Hex) => {
    await anvil("anvil_impersonateAccount", from);
    await anvil("anvil_setBalance", from, "0xde0b6b3a7640000");
    await anvil("eth_sendTransaction", { from, to, data, gas: numberToHex(5_000_000) });
    await anvil("evm_mine");
  };

  beforeAll(async () => {
    publishing = createServer((request, response) => {
      asked.push(request.url ?? "");
      says(request, response);
    });
    await new Promise<void>((resolve) => publishing.listen(0, "127.0.0.1", resolve));
    const own = `http://127.0.0.1:${(publishing.address() as AddressInfo).port}`;
    // The ballot is over today by every clock: the house began before its lead time.
    const now = deviceTime();
    const { leadTime, ballotUntil } = bakery.rotation;
    chain = await RehearsalChain.start(CHAIN, now - leadTime + ballotUntil - 2 * DAY);
    const deployer = key("a deployer");
    await anvil("anvil_setBalance", privateKeyToAddress(deployer), "0x8ac7230489e80000");
    const settle = settleOf(CHAIN);
    house = await deployHouse({
      club: bakery,
      site: {
        token: "test money",
        operator: privateKeyToAddress(key("an operator")),
        registrar: privateKeyToAddress(key("a registrar")),
        foundingOpens: now,
        beacon: { name: "ours", ...network, settle, chainHash: "c0ffee", servers: ["http://127.0.0.1:1", own] },
      },
      networks: { ours: network },
      practice: false,
      rpcUrl: chain.url,
      chainId: CHAIN,
      key: deployer,
      folder: join(chain.folder.path, "deployment"),
      confirmations: 1,
      pollEvery: 20,
    });
    // A founding round without its hundred calls: the rounds' own three, from their own address.
    const { Rounds, Share, Roster } = house.contracts;
    await as(Rounds, Share, encodeFunctionData({ abi: [mint], args: [9, 0n] }));
    await as(Rounds, Roster, encodeFunctionData({ abi: [seatsBorn], args: [1, 9] }));
    await as(Rounds, Roster, encodeFunctionData({ abi: [begin] }));
    await anvil("evm_setNextBlockTimestamp", numberToHex(deviceTime()));
    await anvil("evm_mine");
    const relayKey = key("a relay");
    await anvil("anvil_setBalance", privateKeyToAddress(relayKey), "0xde0b6b3a7640000");
    server = createHouseServer({
      deployment: house,
      rpcUrl: chain.url,
      relayKey,
      dataDir: join(chain.folder.path, "relay"),
      dueEvery: 100,
      log: (line) => said.push(line),
    });
    await server.start(0);
  });
  afterAll(async () => {
    await server?.stop();
    publishing?.close();
    publishing?.closeAllConnections();
    await chain?.stop();
  });

  const seated = () => readDraw(chain.ask, house, 1).catch(() => undefined);

  it("is proven for that network, and for no other of the name", async () => {
    expect((await proveHandover(house, chain.ask, { ours: network })).leftOvers).toEqual([]);
    const other = { ...network, genesis: network.genesis + 1 };
    expect((await proveHandover(house, chain.ask, { ours: other })).leftOvers).toEqual([
      `DrandBeacon: its genesis is ${network.genesis}, and of the network ours here it would be ${other.genesis}`,
    ]);
    expect((await proveHandover(house, chain.ask)).leftOvers).toEqual([
      'DrandBeacon: nobody knows a network of the name "ours"',
    ]);
    const lied = { ...house, beacon: { ...house.beacon, ...other, settle: 0 } };
    expect((await proveHandover(lied, chain.ask, { ours: other })).leftOvers).toEqual([
      "DrandBeacon: its settle is 0, and of the network ours here it would be 3600",
      `DrandBeacon: its genesis is ${network.genesis}, the deployment file says ${other.genesis}`,
      "DrandBeacon: its settle is 3600, the deployment file says 0",
    ]);
  });

  it("waits while the servers have nothing, and while one lies", async () => {
    while (asked.length === 0) await pause(50);
    const round = Number(asked[0]?.split("/").at(-1));
    expect(asked[0]).toBe(`/c0ffee/public/${round}`);
    const missing = () => Promise.resolve(server.app.request("/health")).then((answer) => answer.json());
    const why = expect.stringContaining("answered 404");
    await expect.poll(missing).toMatchObject({ missingRounds: [{ network: 0, round, why }] });
    expect(said.filter((line) => line.startsWith(`Round ${round} of network 0 cannot be brought: `))).toHaveLength(1);
    says = (_request, response) => {
      const wrong = signRound(secret, round + 1);
      response.end(JSON.stringify({ round, randomness: numberOf(wrong).slice(2), signature: wrong.slice(2) }));
    };
    while (!said.some((line) => line.includes("a signature that is not right"))) await pause(50);
    expect(said.some((line) => line.includes("answered 404"))).toBe(true);
    expect(await seated()).toBeUndefined();
  });

  it("is seated by the relay alone as soon as one server has the round, and every browser finds the same", async () => {
    says = (request, response) => {
      const round = Number(request.url?.split("/").at(-1));
      const signature = signRound(secret, round);
      response.end(JSON.stringify({ round, randomness: numberOf(signature).slice(2), signature: signature.slice(2) }));
    };
    let facts = await seated();
    while (facts === undefined) {
      await pause(100);
      facts = await seated();
    }
    expect(checkDraw(facts).difference).toBeUndefined();
    expect(await (await server.app.request("/health")).json()).toMatchObject({ missingRounds: [] });
    expect(facts.beacon.value).toBe(numberOf(signRound(secret, facts.beacon.round)));
    const { chairs, reserves } = bakery.rotation;
    expect(facts.outcome.list).toHaveLength(Math.min(9, chairs + reserves));
  });
});
