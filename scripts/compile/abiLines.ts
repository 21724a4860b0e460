import { type Abi, toFunctionSelector } from "viem";

type AbiItem = Abi[number];
type Named = Extract<AbiItem, { name: string }>;

/**
 * The lines of `protocol/abi/<contract>.ts`: each function, event and error for itself, so that a page carries only what
 * it names, and all of them as `<contract>Abi` for relay, scripts and tests.
 *
 * @param name The contract's name, beginning small.
 * @param contract Its name in the deployment file, which each item then carries; undefined: it is not a part of the house.
 */
export function abiLines(name: string, contract: string | undefined, abi: Abi): string[] {
  const named = abi.filter((item): item is Named => "name" in item);
  const times = new Map<string, number>();
  const exported = named.map((item) => {
    const count = (times.get(item.name) ?? 0) + 1;
    times.set(item.name, count);
    // Solidity lets functions share a name: the second one ends in 2.
    return { as: count === 1 ? item.name : `${item.name}${count}`, item };
  });
  const clash = exported.find(({ as }, i) => exported.findIndex((other) => other.as === as) !== i);
  if (clash !== undefined) throw new Error(`${name} has two items called ${clash.as}`);
  return [
    ...exported.map(({ as, item }) => `export const ${as} = ${toText({ contract, item })} as const;`),
    "/** All of them. */",
    `export const ${name}Abi = [${exported.map(({ as }) => as).join(", ")}] as const;`,
  ];
}

/**
 * With a function's selector, so that no page has to hash for it; without the names of Solidity's types and empty ones,
 * which nobody reads. What is alike in all comes first.
 */
function toText({ contract, item }: { contract: string | undefined; item: Named }): string {
  const { type, ...rest } = item;
  const selector = contract !== undefined && item.type === "function" ? toFunctionSelector(item) : undefined;
  return JSON.stringify({ contract, type, ...rest, selector }, (key, value: unknown) =>
    key === "internalType" || (key === "name" && value === "") ? undefined : value,
  );
}
