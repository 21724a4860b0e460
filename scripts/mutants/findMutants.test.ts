import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { type CodeNode, drawn, findMutants, mutated } from "./findMutants.ts";

const source = Buffer.from(`// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Écluse: bytes are not letters
contract Lock {
    uint256 public level = 1;
    event Raised();
    error Low();
    modifier once() { _; }

    function raise(uint256 by) external once {
        if (by > 3) revert Low();
        level += by + 1;
        emit Raised();
    }
}
`);

function treeOf(content: Buffer): CodeNode {
  const solc = createRequire(import.meta.url)("solc") as { compile(input: string): string };
  const input = {
    language: "Solidity",
    sources: { "Lock.sol": { content: content.toString() } },
    settings: { outputSelection: { "*": { "": ["ast"] } } },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input))) as { sources: Record<string, { ast: CodeNode }> };
  const tree = output.sources["Lock.sol"]?.ast;
  if (tree === undefined) throw new Error("It does not compile");
  return tree;
}

describe("small changes of a contract", () => {
  const found = findMutants("contracts/x/Lock.sol", source, treeOf(source));

  it("are one for each operator and place, each at its line", () => {
    expect(found.map(({ line, operator, before, after }) => [line, operator, before, after])).toEqual([
      [6, "one more", "1", "2"],
      [11, "leave out a modifier", "once", ""],
      [12, "leave out a guard", "by > 3", "false"],
      [12, "> to >=", ">", ">="],
      [12, "one more", "3", "4"],
      [13, "leave out a statement", "level += by + 1;", "{}"],
      [13, "+= to -=", "+=", "-="],
      [13, "+ to -", "+", "-"],
      [13, "one more", "1", "2"],
      [14, "leave out a statement", "emit Raised();", "{}"],
    ]);
  });

  it("change the one place and nothing else", () => {
    const guard = found.find(({ operator }) => operator === "leave out a guard");
    if (guard === undefined) throw new Error("no guard");
    expect(mutated(source, guard)).toBe(source.toString().replace("by > 3", "false"));
  });

  it("have names of their own that do not depend on the line", () => {
    const moved = Buffer.from(source.toString().replace("contract Lock", "\n\ncontract Lock"));
    const later = findMutants("contracts/x/Lock.sol", moved, treeOf(moved));
    expect(new Set(found.map(({ name }) => name)).size).toBe(found.length);
    expect(later.map(({ name }) => name)).toEqual(found.map(({ name }) => name));
  });

  it("are drawn the same for the same seed, as many as there may be", () => {
    const names = (seed: string, most: number) => drawn(found, most, seed).map(({ name }) => name);
    expect(names("a", 4)).toEqual(names("a", 4));
    expect(names("a", 4)).toHaveLength(4);
    expect(names("a", 4)).not.toEqual(names("b", 4));
    expect(names("a", 99)).toHaveLength(found.length);
  });
});
