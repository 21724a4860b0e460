import { type Address, encodeAbiParameters, encodeFunctionResult, type Hex, numberToHex, pad } from "viem";
import { describe, expect, it } from "vitest";
import * as registryAbi from "../abi/registry.ts";
import { type Ask, NodeAway } from "./Ask.ts";
import { beganOtherwise } from "./beganOtherwise.ts";
import { topicOf } from "./readNode.ts";

const [BLOCK, TIME] = [500, 1_800_000_000];
const at = (n: number) => `0x${String(n).repeat(40)}` as Address;
const [Registry, operator, registrar, stranger] = [at(1), at(2), at(3), at(4)];
const house = { deployedAtBlock: BLOCK, deployedAt: TIME, contracts: { Registry }, club: { operator, registrar } };

interface Node {
  /** Keeps no logs: of a range it does not know, some say nothing and some refuse. */
  logs?: "all" | "none" | "refused";
  /** Knows what stood where in former blocks. */
  isArchive?: boolean;
  /** Who is the operator now, and since when. */
  present?: { operator: Address; since: number };
  isAway?: boolean;
}

const topic = (name: "FiguresFounded" | "OperatorAppointed" | "RegistrarAppointed") =>
  topicOf(registryAbi.registryAbi, name);

/** A chain on which a registry was made in block 500, a second for each block. */
function aNode({ logs = "all", isArchive = true, present = { operator, since: TIME }, isAway }: Node = {}): Ask {
  const made = [
    { topics: [topic("FiguresFounded")], data: encodeAbiParameters([{ type: "uint256[]" }], [[1n]]) },
    { topics: [topic("OperatorAppointed"), pad(operator)], data: "0x" },
    { topics: [topic("RegistrarAppointed"), pad(registrar)], data: pad("0x0") },
  ];
  return async (method, params) => {
    if (isAway) throw new NodeAway();
    switch (method) {
      case "eth_getBlockByNumber": {
        const number = Number(params[0]);
        return number > 10_000 ? null : { timestamp: numberToHex(TIME + number - BLOCK) };
      }
      case "eth_getLogs": {
        const [{ fromBlock, toBlock }] = params as [{ fromBlock: Hex; toBlock: Hex }];
        if (logs === "refused") throw new Error("history is pruned");
        return logs === "all" && Number(fromBlock) <= BLOCK && Number(toBlock) >= BLOCK ? made : [];
      }
      case "eth_getCode":
        if (!isArchive) throw new Error("missing trie node");
        return Number(params[1]) >= BLOCK ? "0x6000" : "0x";
      case "eth_call": {
        const [{ data }] = params as [{ data: Hex }];
        if (data === registryAbi.operatorSince.selector) {
          return encodeFunctionResult({ abi: [registryAbi.operatorSince], result: present.since });
        }
        return encodeFunctionResult({ abi: [registryAbi.operator], result: present.operator });
      }
      default:
        throw new Error(method);
    }
  };
}

type Edit = Partial<typeof house>;
const look = async (node: Node, edit: Edit = {}) => {
  const { told, open } = await beganOtherwise({ ...house, ...edit }, aNode(node));
  return { told: told.map(({ contract, what }) => `${contract}: ${what}`), open };
};
const right = { told: [], open: [] };
const replaced = { operator: stranger, since: TIME + 900 };
const notMade = (block: number) => `Registry: it was not made in block ${block}, as the deployment file says`;

describe("given a file that says what the chain says", () => {
  it.each<[string, Node]>([
    ["by the registry's first words", {}],
    ["by them, where only a vote's operator is there now", { present: replaced, isArchive: false }],
  ])("is right %s", async (_, node) => expect(await look(node)).toEqual(right));

  it.each<[string, Node, string[]]>([
    ["by the code, on a node without logs", { logs: "none" }, ["registrar"]],
    ["by the code, on a node that refuses logs", { logs: "refused" }, ["registrar"]],
    ["by the operator's first second, on a node without a past", { logs: "none", isArchive: false }, ["registrar"]],
    ["by the code, where the operator was replaced", { logs: "none", present: replaced }, ["operator", "registrar"]],
  ])("is right %s, and says what stays open", async (_, node, open) => {
    expect(await look(node)).toEqual({ told: [], open });
  });

  it("stays open on a node without a past, once a vote has replaced the operator", async () => {
    const node = { logs: "refused", isArchive: false, present: replaced } as const;
    expect(await look(node)).toEqual({ told: [], open: ["deployedAtBlock", "operator", "registrar"] });
  });
});

describe("given a file that somebody has edited", () => {
  it.each<[string, Node]>([
    ["with all logs", {}],
    ["without logs", { logs: "refused" }],
    ["that knows another operator by now", { present: replaced }],
  ])("knows another block by an archive %s, a later or an earlier one", async (_, node) => {
    for (const block of [BLOCK + 7, BLOCK - 7]) {
      const edit = { deployedAtBlock: block, deployedAt: TIME + block - BLOCK };
      expect((await look(node, edit)).told).toEqual([notMade(block)]);
    }
  });

  it("knows a later beginning by the operator's first second, where the node has no past", async () => {
    const edit = { deployedAtBlock: BLOCK + 7, deployedAt: TIME + 7 };
    expect((await look({ logs: "none", isArchive: false }, edit)).told).toEqual([notMade(BLOCK + 7)]);
  });

  it("knows another second, and a block that the chain does not have", async () => {
    expect((await look({}, { deployedAt: TIME + 1 })).told).toEqual([
      `Registry: the second of block ${BLOCK} is ${TIME}, the deployment file says ${TIME + 1}`,
    ]);
    expect((await look({}, { deployedAtBlock: 20_000 })).told).toEqual([notMade(20_000)]);
  });

  it.each<["operator" | "registrar", Node, string]>([
    ["operator", {}, operator],
    ["registrar", {}, registrar],
    ["operator", { logs: "none" }, operator],
  ])("knows another %s of the first day", async (office, node, is) => {
    expect((await look(node, { club: { ...house.club, [office]: stranger } })).told).toEqual([
      `Registry: the first ${office} is ${is}, the deployment file says ${stranger}`,
    ]);
  });
});

it("knows nothing by a node that does not answer", async () => {
  await expect(look({ isAway: true })).rejects.toThrow(NodeAway);
});
