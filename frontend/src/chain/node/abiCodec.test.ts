import { readdirSync } from "node:fs";
import fc from "fast-check";
import {
  type AbiFunction,
  type AbiParameter,
  decodeAbiParameters,
  encodeAbiParameters,
  getAddress,
  type Hex,
} from "viem";
import { describe, expect, it } from "vitest";
import { decodeValues, encodeValues } from "./abiCodec.ts";

const folder = new URL("../../../../protocol/abi/", import.meta.url);
const files = readdirSync(folder).filter((file) => file !== "enums.ts");
/** Every function of every contract, by contract and name. */
const functions = (
  await Promise.all(
    files.map(async (file) => Object.values((await import(new URL(file, folder).href)) as Record<string, unknown>)),
  )
)
  .flat()
  .filter((one): one is AbiFunction & { contract: string } => (one as { type?: unknown }).type === "function");

/** Any value of a type, as viem gives it. */
function anyValue(type: AbiParameter): fc.Arbitrary<unknown> {
  const [, element, length] = /^(.*)\[(\d*)\]$/.exec(type.type) ?? [];
  if (element !== undefined) {
    const [minLength, maxLength] = length ? [Number(length), Number(length)] : [0, 4];
    return fc.array(anyValue({ ...type, type: element }), { minLength, maxLength });
  }
  if ("components" in type) {
    const parts = type.components.map(anyValue);
    if (!type.components.every(({ name }) => name)) return fc.tuple(...parts);
    return fc.record(Object.fromEntries(type.components.map(({ name }, i) => [name, parts[i]!])));
  }
  const [, kind, size] = /^([a-z]+)(\d*)$/.exec(type.type) ?? [];
  const bytes = (length: fc.IntArrayConstraints) =>
    fc.uint8Array(length).map((all): Hex => `0x${Buffer.from(all).toString("hex")}`);
  switch (kind) {
    case "address":
      return bytes({ minLength: 20, maxLength: 20 }).map((address) => getAddress(address));
    case "bool":
      return fc.boolean();
    case "string":
      return fc.string({ unit: "binary", maxLength: 80 });
    case "bytes":
      return size ? bytes({ minLength: Number(size), maxLength: Number(size) }) : bytes({ maxLength: 70 });
    default: {
      const bits = BigInt(size || 256);
      const [min, max] = kind === "int" ? [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n] : [0n, (1n << bits) - 1n];
      return fc.bigInt({ min, max }).map((number) => (bits > 48n ? number : Number(number)));
    }
  }
}

const anyOf = (types: readonly AbiParameter[]) => fc.tuple(...types.map(anyValue));
const runs = { numRuns: 12 };

describe("arguments and answers", () => {
  it("of every function of the house are written and read as viem does it", () => {
    expect(functions.length).toBeGreaterThan(300);
    for (const { name, inputs, outputs } of functions) {
      for (const types of [inputs, outputs]) {
        fc.assert(
          fc.property(anyOf(types), (values) => {
            const written = encodeAbiParameters(types, values as never);
            expect(`0x${encodeValues(types, values)}`, name).toBe(written);
            expect(decodeValues(types, written), name).toEqual(
              types.length === 0 ? [] : decodeAbiParameters(types, written),
            );
          }),
          runs,
        );
      }
    }
  });

  it.each<[string, unknown]>([
    ["uint8", 256],
    ["uint8", -1],
    ["uint32", 1.5],
    ["uint256", "7"],
    ["int32", 2 ** 31],
    ["bool", 1],
    ["address", `0x${"22".repeat(19)}`],
    ["address", "0xd8da6bf26964aF9D7eEd9e03E53415D37aA96045"],
    ["bytes4", "0x1234"],
    ["bytes", "0x123"],
    ["string", 5],
    ["uint8[2]", [1]],
    ["uint8[]", { length: 1 }],
    ["uint8[]", undefined],
    ["fixed", 1],
  ])("that are no %s are not written: %j", (type, value) => {
    expect(() => encodeValues([{ type }], [value])).toThrow();
    expect(() => encodeValues([{ type }], [])).toThrow();
  });
});

describe("an answer", () => {
  const word = (number: number) => number.toString(16).padStart(64, "0");
  const astray: [string, string, string][] = [
    ["is empty", "uint256", ""],
    ["ends too early", "uint256", word(1).slice(2)],
    ["is no bool", "bool", word(2)],
    ["points behind its end", "string", word(64)],
    ["is shorter than it says", "bytes", word(32) + word(33) + word(0)],
    ["has a list longer than itself", "uint8[]", word(32) + word(2 ** 40)],
    // Each of a thousand strings in the same place: a kilobyte would become a megabyte.
    ["says one thing many times", "string[]", word(32) + word(9) + word(288).repeat(9) + word(32) + "41".repeat(32)],
  ];

  it.each(astray)("that %s is refused", (_, type, digits) => {
    expect(() => decodeValues([{ type }], `0x${digits}`)).toThrow();
  });

  it("may have something behind it", () => {
    expect(decodeValues([{ type: "uint8" }], `0x${word(7)}${word(9)}`)).toEqual([7]);
  });
});
