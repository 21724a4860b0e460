import { toEventSelector, toFunctionSelector } from "viem";
import { describe, expect, it } from "vitest";
import {
  type Built,
  builtContracts,
  type DevDoc,
  type SyntaxNode,
  syntaxTrees,
} from "#scripts/compile/buildRecords.ts";

type Member = Extract<Built["abi"][number], { name: string }>;

const DECLARES = ["FunctionDefinition", "EventDefinition", "ErrorDefinition"];

/** Selectors of what the contracts in a file declare themselves; what they inherit is asked where it is declared. */
function declaredBy(file: SyntaxNode, contract?: string): string[] {
  return (file.nodes ?? [])
    .filter((node) => node.nodeType === "ContractDefinition" && (contract === undefined || node.name === contract))
    .flatMap((node) => node.nodes ?? [])
    .filter((node) => DECLARES.includes(node.nodeType))
    .flatMap((node) => node.functionSelector ?? node.eventSelector ?? node.errorSelector ?? [])
    .map((selector) => `0x${selector}`);
}

function selectorOf(member: Member): string {
  return member.type === "event"
    ? toEventSelector(member)
    : toFunctionSelector({ ...member, type: "function" } as never);
}

function typeOf({ type, components }: { type: string; components?: readonly { type: string }[] }): string {
  return components ? type.replace("tuple", `(${components.map(typeOf).join(",")})`) : type;
}

/** Parameters and results of a member that the compiler knows no word about. */
function undocumented(member: Member, doc: DevDoc): string[] {
  const inputs = "inputs" in member ? member.inputs : [];
  const signature = `${member.name}(${inputs.map(typeOf).join(",")})`;
  const found =
    member.type === "error"
      ? (doc.errors?.[signature] ?? [])
      : [member.type === "event" ? doc.events?.[signature] : doc.methods?.[signature]];
  const known = { params: {}, returns: {} };
  for (const one of found) {
    Object.assign(known.params, one?.params);
    Object.assign(known.returns, one?.returns);
  }
  const outputs = member.type === "function" ? member.outputs : [];
  return [
    ...inputs.filter(({ name }) => name && !(name in known.params)).map(({ name }) => `${signature}: ${name}`),
    ...outputs
      .map(({ name }, i) => name || `_${i}`)
      .filter((name) => !(name in known.returns))
      .map((name) => `${signature}: returns ${name}`),
  ];
}

describe("the comments that the compiler keeps", () => {
  // What a standard declares is explained there.
  const packages = new Set(
    [...syntaxTrees()].filter(([file]) => file.startsWith("npm/")).flatMap(([, tree]) => declaredBy(tree)),
  );
  const members = builtContracts()
    .filter(({ file }) => /^project\/contracts\//.test(file))
    .flatMap(({ contract, abi, syntax, doc }) => {
      const own = new Set(declaredBy(syntax, contract).filter((selector) => !packages.has(selector)));
      return abi
        .filter((item): item is Member => item.type === "function" || item.type === "event" || item.type === "error")
        .filter((item) => own.has(selectorOf(item)))
        .map((item) => ({ contract, item, doc }));
    });

  it("are seen", () => {
    expect(members.length).toBeGreaterThan(400);
  });

  it("say a word about every parameter and every result", () => {
    const missing = members.flatMap(({ contract, item, doc }) =>
      undocumented(item, doc).map((line) => `${contract}.${line}`),
    );
    expect(missing).toEqual([]);
  });

  it("would be missed: of several on one line the compiler keeps the first", () => {
    const item = {
      type: "error",
      name: "Late",
      inputs: [
        { name: "a", type: "uint8" },
        { name: "b", type: "uint8" },
      ],
    };
    const doc = { errors: { "Late(uint8,uint8)": [{ params: { a: "One. @param b Two." } }] } };
    expect(undocumented(item as Member, doc)).toEqual(["Late(uint8,uint8): b"]);
  });
});
