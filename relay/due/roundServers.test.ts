import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { keccak256, stringToHex } from "viem";
import { afterEach, describe, expect, it } from "vitest";
import { keyOfSecret, numberOf, secretFrom, signRound } from "#protocol/oversight/drand.ts";
import { roundServers } from "./roundServers.ts";

const ROUND = 4_711;
const secret = secretFrom(keccak256(stringToHex("a network")));
const strange = secretFrom(keccak256(stringToHex("another network")));
const network = { key: keyOfSecret(secret), genesis: 1_600_000_000, period: 3, chainHash: "abcdef" };
const right = signRound(secret, ROUND);
const taken = { ok: true, signature: right };

const published = (round: number, signature: string) =>
  JSON.stringify({ round, randomness: numberOf(right).slice(2), signature: signature.replace("0x", "") });
const says =
  (body: string, status = 200): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  };
/** Takes the question and never answers. */
const hangs: RequestListener = () => {};
/** Begins to answer and never ends. */
const drips: RequestListener = (_request, response) => {
  response.writeHead(200).write('{"round":');
};

const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function open(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What comes of asking these servers in turn, and what was told of the others. */
async function ask(...listeners: RequestListener[]) {
  const servers = await Promise.all(listeners.map(open));
  const told: string[] = [];
  const log = (line: string) => told.push(line.replace(/^http:\/\/127\.0\.0\.1:\d+/, `server`));
  const found = await roundServers(servers, { patience: 300, log })(network, ROUND);
  return { found, told };
}

describe("the servers that publish a network's rounds", () => {
  it("are asked by the network's hash and the round", async () => {
    let path: string | undefined;
    const { found, told } = await ask((request, response) => {
      path = request.url;
      response.end(published(ROUND, right));
    });
    expect([found, told, path]).toEqual([taken, [], `/abcdef/public/${ROUND}`]);
  });

  const useless: Record<string, [RequestListener, RegExp]> = {
    "has not got the round yet": [says("not yet", 425), /answered 425/],
    "gives another round": [says(published(ROUND + 1, signRound(secret, ROUND + 1))), /answered with round 4712/],
    "gives another round's signature": [says(published(ROUND, signRound(secret, ROUND + 1))), /not right/],
    "gives another network's signature": [says(published(ROUND, signRound(strange, ROUND))), /not right/],
    "gives a signature that is none": [says(published(ROUND, "00".repeat(48))), /not right/],
    "gives an uncompressed or cut signature": [
      says(published(ROUND, right.slice(0, -2))),
      /something else than a round/,
    ],
    "answers with a page": [says("<!doctype html><title>Sign in to this network</title>"), /something else/],
    "answers with an empty body": [says(""), /something else than a round/],
    "answers with a heap": [says(" ".repeat(100_000) + published(ROUND, right)), /more than 4096 bytes/],
    "answers with null": [says("null"), /something else than a round/],
    "sends one elsewhere without end": [
      (request, response) => void response.writeHead(302, { location: request.url }).end(),
      /server, round 4711: /,
    ],
    hangs: [hangs, /server, round 4711: /],
    "hangs in the middle of its answer": [drips, /server, round 4711: /],
  };
  for (const [what, [listener, words]] of Object.entries(useless)) {
    it(`are passed over, with a word of why, when one ${what}`, async () => {
      const { found, told } = await ask(listener, says(published(ROUND, right)));
      expect(found).toEqual(taken);
      expect(told).toEqual([expect.stringMatching(words)]);
    });
  }

  it("leave nothing to take when none has it, and are asked again the next time", async () => {
    let answer = says("not yet", 404);
    const servers = [await open((request, response) => answer(request, response))];
    const told: string[] = [];
    const source = roundServers(servers, { patience: 300, log: (line) => told.push(line) });
    const none = { ok: false, why: `${servers[0]}: answered 404` };
    expect(await source(network, ROUND)).toEqual(none);
    expect(await source(network, ROUND)).toEqual(none);
    expect(told).toEqual([`${servers[0]}, round ${ROUND}: answered 404`]);
    answer = says(published(ROUND, right));
    expect(await source(network, ROUND)).toEqual(taken);
    expect(await roundServers([])(network, ROUND)).toEqual({
      ok: false,
      why: `no server is named that could publish rounds of the key ${network.key}`,
    });
    expect(await roundServers(["http://127.0.0.1:1"], { patience: 300 })(network, ROUND)).toMatchObject({ ok: false });
  });
});

describe("the servers of a network of which the house knows only the key and the clock", () => {
  const { chainHash: _, ...later } = network;
  const [ours, other] = ["0a".repeat(32), "0b".repeat(32)];
  const info = ({ key, genesis, period }: typeof later) =>
    JSON.stringify({ public_key: key.slice(2), genesis_time: genesis, period, schemeID: "any" });
  const otherNetwork = { ...later, key: keyOfSecret(strange) };

  /** A server of two networks, and what it was asked. */
  function serving(answers: Partial<Record<string, string>> = {}) {
    const asked: string[] = [];
    const all: Partial<Record<string, string>> = {
      "/chains": JSON.stringify([other, ours]),
      [`/${other}/info`]: info(otherNetwork),
      [`/${ours}/info`]: info(later),
      [`/${ours}/public/${ROUND}`]: published(ROUND, right),
      ...answers,
    };
    const listener: RequestListener = ({ url = "" }, response) => {
      asked.push(url);
      const found = all[url];
      response.writeHead(found === undefined ? 404 : 200).end(found);
    };
    return { asked, listener };
  }

  it("are asked which of their networks has it, and only once", async () => {
    const { asked, listener } = serving();
    const source = roundServers([`${await open(listener)}/`], { patience: 300 });
    expect(await source(later, ROUND)).toEqual(taken);
    expect(asked).toEqual(["/chains", `/${other}/info`, `/${ours}/info`, `/${ours}/public/${ROUND}`]);
    await source(later, ROUND);
    expect(asked.slice(4)).toEqual([`/${ours}/public/${ROUND}`]);
  });

  const useless: Record<string, [Partial<Record<string, string>>, string]> = {
    "has only others": [{ "/chains": JSON.stringify([other]) }, "none of its networks has the key and clock"],
    "has it with another clock": [
      { [`/${ours}/info`]: info({ ...later, period: 30 }) },
      "none of its networks has the key and clock",
    ],
    "tells of no networks": [{ "/chains": "<!doctype html>" }, "something else than a list of networks"],
    "tells of more networks than there are": [
      { "/chains": JSON.stringify(Array.from({ length: 51 }, () => other)) },
      "something else than a list of networks",
    ],
    "says nothing of them": [{ [`/${other}/info`]: "{}" }, "something else than what a network is"],
    "gives another network's signature": [
      { [`/${ours}/public/${ROUND}`]: published(ROUND, signRound(strange, ROUND)) },
      "a signature that is not right",
    ],
  };
  for (const [what, [answers, words]] of Object.entries(useless)) {
    it(`are passed over when one ${what}, and that is said`, async () => {
      const servers = [await open(serving(answers).listener), await open(serving().listener)];
      expect(await roundServers(servers, { patience: 300 })(later, ROUND)).toEqual(taken);
      const alone = await roundServers(servers.slice(0, 1), { patience: 300 })(later, ROUND);
      expect(alone).toEqual({ ok: false, why: expect.stringContaining(words) });
    });
  }
});
