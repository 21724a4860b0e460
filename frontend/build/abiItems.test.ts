import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { abiItem, abiItems } from "./abiItems.ts";

const file = fileURLToPath(new URL("../../protocol/abi/roster.ts", import.meta.url));
const load = (id: string) => {
  const { load: read } = abiItems();
  const found = (read as (one: string) => { code: string } | null)(id);
  return found?.code;
};

it("makes a module of each function of a contract", () => {
  expect(load(file)).toContain(`export { tableAt } from ${JSON.stringify(`${file}?item=tableAt`)};`);
  const one = load(`${file}?item=tableAt`);
  expect(one).toMatch(/^export const tableAt = \{"contract":"Roster".*"selector":"0x[0-9a-f]{8}"\};$/);
  expect(abiItem(`${file}?item=tableAt`)).toBe(file);
});

it("lets all of them be asked for still", () => {
  expect(load(`${file}?item=rosterAbi`)).toMatch(
    /^import \{ .*tableAt.* \} from ".*roster\.ts";\nexport const rosterAbi/,
  );
});

it.each([file.replace("roster", "enums"), file.replace("abi/roster", "house/shapes")])(
  "leaves alone what is no contract: %s",
  (other) => {
    expect(load(other)).toBeUndefined();
    expect(abiItem(other)).toBeUndefined();
  },
);
