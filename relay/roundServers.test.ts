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
  const signature = await roundServers({ ...network, servers }, { patience: 300, log })(ROUND);
  return { signature, told };
}

describe("the servers that publish a network's rounds", () => {
  it("are asked by the network's hash and the round", async () => {
    let path: string | undefined;
    const { signature, told } = await ask((request, response) => {
      path = request.url;
      response.end(published(ROUND, right));
    });
    expect([signature, told, path]).toEqual([right, [], `/abcdef/public/${ROUND}`]);
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
      const { signature, told } = await ask(listener, says(published(ROUND, right)));
      expect(signature).toBe(right);
      expect(told).toEqual([expect.stringMatching(words)]);
    });
  }

  it("leave nothing to take when none has it, and are asked again the next time", async () => {
    let answer = says("not yet", 404);
    const servers = [await open((request, response) => answer(request, response))];
    const source = roundServers({ ...network, servers }, { patience: 300 });
    expect(await source(ROUND)).toBeUndefined();
    answer = says(published(ROUND, right));
    expect(await source(ROUND)).toBe(right);
    expect(await roundServers({ ...network, servers: [] })(ROUND)).toBeUndefined();
    expect(
      await roundServers({ ...network, servers: ["http://127.0.0.1:1"] }, { patience: 300 })(ROUND),
    ).toBeUndefined();
  });
});
