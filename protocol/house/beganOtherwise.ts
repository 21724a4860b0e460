import * as v from "valibot";
import {
  type Address,
  decodeFunctionResult,
  encodeFunctionData,
  getAddress,
  type Hex,
  isAddressEqual,
  numberToHex,
  slice,
} from "viem";
import * as registryAbi from "../abi/registry.ts";
import { type Ask, ifRefused } from "./Ask.ts";
import type { Deployment } from "./deployments.ts";
import { readRange, topicOf } from "./readNode.ts";
import { bytes, quantity } from "./shapes.ts";

type House = Pick<Deployment, "deployedAtBlock" | "deployedAt"> & {
  contracts: Pick<Deployment["contracts"], "Registry">;
  club: Pick<Deployment["club"], "operator" | "registrar">;
};

export interface Beginning {
  told: { contract: "Registry"; what: string }[];
  /** What this node's past is too short to say. */
  open: ("deployedAtBlock" | "operator" | "registrar")[];
}

const head = v.nullable(v.looseObject({ timestamp: quantity }));
const FOUNDED = topicOf([registryAbi.FiguresFounded], "FiguresFounded");
const OPERATOR = topicOf([registryAbi.OperatorAppointed], "OperatorAppointed");
const REGISTRAR = topicOf([registryAbi.RegistrarAppointed], "RegistrarAppointed");

/**
 * Where the deployment file says of the house's first block something else than the chain does: which one it was, when,
 * and who held the offices then. Whoever reads the house's events begins there, and misses those before.
 *
 * The registry's constructor tells figures and offices in events: those of this one block prove all of it, on every node
 * that keeps logs. Without them an archive knows whether the code was new in this block; and every node knows when a block
 * was, and since when the operator is who it is, as long as no vote has named another one.
 *
 * Nothing on the chain knows the rest of the file: `relays` and the beacon's `servers` are only where one may ask, what
 * comes from there is held against signatures and hashes, and a wrong one is silent; its `name` and `chainHash` are what
 * those servers know it by, while the key that decides is proved. The club's name, languages, clock's zone, price of one and
 * `backing` are words for people. What the settlement token calls itself, and how it takes signatures, its issuer may change
 * any day, so that a difference would prove nothing.
 */
export async function beganOtherwise(house: House, ask: Ask): Promise<Beginning> {
  const { deployedAtBlock: block, deployedAt, contracts, club } = house;
  const found: Beginning = { told: [], open: [] };
  const tell = (what: string) => void found.told.push({ contract: "Registry", what });
  const notMadeThen = () => tell(`it was not made in block ${block}, as the deployment file says`);
  const must = (office: "operator" | "registrar", is: Address) => {
    if (!isAddressEqual(is, club[office])) {
      tell(`the first ${office} is ${is}, the deployment file says ${club[office]}`);
    }
  };

  const made = v.parse(head, await ask("eth_getBlockByNumber", [numberToHex(block), false]));
  if (made === null) notMadeThen();
  else if (made.timestamp !== deployedAt) {
    tell(`the second of block ${block} is ${made.timestamp}, the deployment file says ${deployedAt}`);
  }
  if (found.told.length > 0) return found;

  const topics = [[FOUNDED, OPERATOR, REGISTRAR]];
  const logs = await readRange(ask, { from: block, to: block }, contracts.Registry, topics).catch(ifRefused([]));
  const first = (topic: Hex) => logs.find((log) => log.topics[0] === topic)?.topics[1];
  const [operator, registrar] = [first(OPERATOR), first(REGISTRAR)];
  if (logs.some((log) => log.topics[0] === FOUNDED) && operator !== undefined && registrar !== undefined) {
    must("operator", addressIn(operator));
    must("registrar", addressIn(registrar));
    return found;
  }

  const isNew = await wasNewIn(block, contracts.Registry, ask);
  const present = await presentOperator(contracts.Registry, ask);
  if (isNew === false || present.since < deployedAt) {
    notMadeThen();
    return found;
  }
  // From the registry's first second on: then it is this block's.
  const isFirst = present.since === deployedAt;
  if (isFirst) must("operator", present.operator);
  if (isNew === undefined && !isFirst) found.open.push("deployedAtBlock");
  if (!isFirst) found.open.push("operator");
  found.open.push("registrar");
  return found;
}

/** Whether there was code in this block and none before it; undefined: the node does not know former blocks. */
async function wasNewIn(block: number, registry: Address, ask: Ask): Promise<boolean | undefined> {
  const hasCode = async (number: number) =>
    number >= 0 && v.parse(bytes, await ask("eth_getCode", [registry, numberToHex(number)])) !== "0x";
  const [before, then] = await Promise.all(
    [block - 1, block].map((number) => hasCode(number).catch(ifRefused(undefined))),
  );
  if (before === true || then === false) return false;
  return before === undefined || then === undefined ? undefined : true;
}

async function presentOperator(registry: Address, ask: Ask): Promise<{ operator: Address; since: number }> {
  const read = async (view: typeof registryAbi.operator | typeof registryAbi.operatorSince) =>
    v.parse(bytes, await ask("eth_call", [{ to: registry, data: encodeFunctionData({ abi: [view] }) }, "latest"]));
  const [operator, since] = await Promise.all([read(registryAbi.operator), read(registryAbi.operatorSince)]);
  return {
    operator: decodeFunctionResult({ abi: [registryAbi.operator], data: operator }),
    since: decodeFunctionResult({ abi: [registryAbi.operatorSince], data: since }),
  };
}

const addressIn = (word: Hex): Address => getAddress(slice(word, 12));
