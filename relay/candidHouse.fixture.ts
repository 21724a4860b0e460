import { createServer, type Server } from "node:http";
import {
  type AbiFunction,
  type Address,
  encodeFunctionData,
  encodeFunctionResult,
  type Hex,
  numberToHex,
  pad,
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
import { topicOf } from "#protocol/house/readNode.ts";
import { figuresIn } from "#protocol/house/toldOtherwise.ts";
import { uncompressedKey } from "#protocol/oversight/drand.ts";

interface Asked {
  id: number;
  method: string;
  params: readonly unknown[];
}

/**
 * A node in front of another one. Of a house on paper it says what the house's own file says.
 *
 * @param how Without a past it knows neither logs nor what stood where in former blocks.
 */
export async function aCandidNode(
  house: Deployment,
  nodeUrl: string,
  { hasPast = true }: { hasPast?: boolean } = {},
): Promise<{ url: string; stop(): void }> {
  const said = answersOf(house);
  const first = numberToHex(house.deployedAtBlock);
  const isOfThePast = ({ method, params }: Asked) => method === "eth_getCode" && params[1] !== "latest";
  const ofTheBeginning = (asked: Asked) => {
    const { method, params } = asked;
    const [one, other] = params as [unknown, unknown];
    if (method === "eth_getBlockByNumber" && Number(one) < Number(first) + 2)
      return { timestamp: numberToHex(house.deployedAt) };
    if (method === "eth_getLogs")
      return hasPast && (one as { fromBlock: Hex }).fromBlock === first ? logsOf(house) : [];
    if (!isOfThePast(asked)) return undefined;
    return Number(other) < Number(first) ? "0x" : "0x6000";
  };
  const answer = async (asked: Asked) => {
    const { to, data } = (asked.params[0] ?? {}) as { to?: string; data?: string };
    const result = asked.method === "eth_call" ? said.get(`${to} ${data}`.toLowerCase()) : ofTheBeginning(asked);
    if (!hasPast && isOfThePast(asked)) {
      return { jsonrpc: "2.0", id: asked.id, error: { code: -32_000, message: "missing trie node" } };
    }
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

/** What its registry said when it was made. */
function logsOf({ club }: Deployment): { topics: Hex[]; data: Hex }[] {
  const topic = (name: "FiguresFounded" | "OperatorAppointed" | "RegistrarAppointed") =>
    topicOf(registryAbi.registryAbi, name);
  return [
    { topics: [topic("FiguresFounded")], data: "0x" },
    { topics: [topic("OperatorAppointed"), pad(club.operator)], data: "0x" },
    { topics: [topic("RegistrarAppointed"), pad(club.registrar)], data: "0x" },
  ];
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
  say(Registry, registryAbi.token, [], contracts.Token);
  say(Registry, registryAbi.operator, [], club.operator);
  say(Registry, registryAbi.operatorSince, [], deployedAt);
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
