import { describe, expect, it } from "vitest";
import { type Deployable, originsOf } from "./builtProject.ts";
import { type CodeNode, functionAround } from "./findMutants.ts";
import { heirsOf } from "./tryMutants.ts";

const LIBRARY = "project/contracts/lib/Pages.sol";

/** A contract of so many bytes, whose code comes from these places of the library. */
function contract(name: string, bytes: number, places: readonly number[], folder = "contracts"): Deployable {
  return {
    name,
    source: `project/${folder}/${name}.sol`,
    artifact: `artifacts/${folder}/${name}.json`,
    code: "00".repeat(bytes),
    madeOf: new Set([LIBRARY]),
    origins: new Map([[LIBRARY, new Set(places)]]),
  };
}

describe("what is deployed with a change of what many use", () => {
  const many = [
    contract("Tiny", 10, [500]),
    contract("Small", 20, [500]),
    contract("Middle", 30, [100, 130]),
    contract("Large", 40, [100]),
    contract("Huge", 50, [120]),
    contract("Double", 60, [110], "test/doubles"),
  ];
  const names = (changed: readonly [number, number] | undefined) =>
    heirsOf(LIBRARY, changed, many).map(({ name }) => name);

  it("are those that have the changed function in their code", () =>
    expect(names([100, 200])).toEqual(["Double", "Middle", "Large"]));

  it("are the smallest where the change stands in no function, or nobody has it", () => {
    expect(names(undefined)).toEqual(["Double", "Tiny", "Small"]);
    expect(names([300, 400])).toEqual(["Double", "Tiny", "Small"]);
  });

  it("are all of a few, whatever they use", () =>
    expect(heirsOf(LIBRARY, [300, 400], many.slice(0, 4))).toHaveLength(4));
});

describe("where a contract's code comes from", () => {
  it("is read from the compiler's source maps, a step that says nothing being as the one before", () =>
    expect(originsOf(["7:3:1:-:0;;9::;12:1:0", "40:2:1;50:2:-1"], { A: { id: 0 }, B: { id: 1 } })).toEqual(
      new Map([
        ["B", new Set([7, 9, 40])],
        ["A", new Set([12])],
      ]),
    ));
});

describe("the function around a place", () => {
  const inner: CodeNode = { nodeType: "FunctionDefinition", src: "20:30:0" };
  const tree: CodeNode = { nodeType: "SourceUnit", src: "0:100:0", nodes: [inner] };

  it("is found by its bytes", () => expect(functionAround(tree, 49)).toEqual([20, 50]));
  it("is none outside", () => expect(functionAround(tree, 50)).toBeUndefined());
});
