import { createServer, type Server } from "node:http";
import {
  type AbiFunction,
  type Address,
  encodeFunctionData,
  encodeFunctionResult,
  type Hex,
  parseUnits,
  slice,
} from "viem";
import * as admissionAbi from "#protocol/abi/admission.ts";
import * as counterAbi from "#protocol/abi/counter.ts";
import * as drandBeaconAbi from "#protocol/abi/drandBeacon.ts";
import { figureNames } from "#protocol/abi/enums.ts";
import { partContracts } from "#protocol/abi/parts.ts";
import * as registryAbi from "#protocol/abi/registry.ts";
import * as roundsAbi from "#protocol/abi/rounds.ts";
import * as voucherAbi from "#protocol/abi/voucher.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { figuresIn } from "#protocol/house/toldOtherwise.ts";
import { uncompressedKey } from "#protocol/oversight/drand.ts";

interface Asked {
  id: number;
  method: string;
  params: readonly unknown[];
}

/** A node in front of another one. Of a house on paper it says what the house's own file says. */
export async function aCandidNode(house: Deployment, nodeUrl: string): Promise<{ url: string; stop(): void }> {
  const said = answersOf(house);
  const answer = async (asked: Asked) => {
    const { to, data } = (asked.params[0] ?? {}) as { to?: string; data?: string };
    const result = asked.method === "eth_call" ? said.get(`${to} ${data}`.toLowerCase()) : undefined;
    if (result !== undefined) return { jsonrpc: "2.0", id: asked.id, result };
    const body = JSON.stringify(asked);
    const headers = { "content-type": "application/json" };
    return (await fetch(nodeUrl, { method: "POST", headers, body })).json();
  };
  const server: Server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString("utf8");
    });
    request.on("end", () => {
      const asked = JSON.parse(body) as Asked | Asked[];
      const answers = Array.isArray(asked) ? Promise.all(asked.map(answer)) : answer(asked);
      void answers.then((all) => response.setHeader("content-type", "application/json").end(JSON.stringify(all)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** By contract and question. */
function answersOf({ contracts, club, beacon, deployedAt }: Deployment): Map<string, Hex> {
  const said = new Map<string, Hex>();
  const say = (to: Address, view: AbiFunction, args: readonly unknown[], result: unknown) => {
    const asked = encodeFunctionData({ abi: [view], args } as never);
    said.set(`${to} ${asked}`.toLowerCase(), encodeFunctionResult({ abi: [view], result } as never));
  };
  const { Registry, Rounds, Admission, Counter, Voucher, DrandBeacon } = contracts;
  const figures = figuresIn(club);
  for (const [which, name] of figureNames.entries()) {
    say(Registry, registryAbi.figureAt, [which, deployedAt], figures[name]);
  }
  for (const [i, name] of partContracts.entries()) say(Registry, registryAbi.part, [i], contracts[name]);
  const { price, terms, ...founding } = club.founding;
  const before = roundsAbi.round.outputs[0].components.map(({ name, type }) => [name, type === "bool" ? false : 0]);
  say(Rounds, roundsAbi.round, [1], {
    ...Object.fromEntries(before),
    terms: { ...founding, price: parseUnits(price, club.currency.decimals), termsHash: terms.hash },
  });
  say(Admission, admissionAbi.criteriaVersion, [], 1);
  say(Admission, admissionAbi.criteriaHash, [], club.criteria.hash);
  say(Counter, counterAbi.dayOffset, [], club.dayOffset);
  say(Voucher, voucherAbi.decimals, [], club.currency.decimals);
  say(Voucher, voucherAbi.name, [], club.currency.voucherName);
  say(Voucher, voucherAbi.symbol, [], club.currency.voucherSymbol);
  const key = uncompressedKey(beacon.key);
  const words = Array.from({ length: 8 }, (_, i) => BigInt(slice(key, i * 32, (i + 1) * 32)));
  say(DrandBeacon, drandBeaconAbi.networkAt, [0], { ...beacon, firstTerm: 1, newestRound: 0n, key: { words } });
  say(DrandBeacon, drandBeaconAbi.settle, [], beacon.settle);
  return said;
}
