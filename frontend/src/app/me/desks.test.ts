import { describe, expect, it } from "vitest";
import type { Roles } from "../../chain/treasury/roles.ts";
import { desksOf, taskOf } from "./desks.ts";

const nothing: Roles = {
  registrar: false,
  operator: false,
  asks: false,
  counter: false,
  table: false,
  satLately: false,
};

describe("what somebody does for the house", () => {
  it.each<[string, Partial<Roles>, ReturnType<typeof taskOf>, ReturnType<typeof desksOf>]>([
    ["nothing", {}, undefined, []],
    ["runs it", { operator: true, asks: true, counter: true }, "operator", ["operator", "counter"]],
    ["admits people", { registrar: true }, "registrar", ["registrar"]],
    ["asks for payments", { asks: true }, "staff", ["operator"]],
    ["runs the counter", { counter: true }, "staff", ["operator", "counter"]],
    ["oversees it, as a member does", { table: true }, undefined, ["table"]],
    ["oversaw it until lately", { satLately: true }, undefined, ["table"]],
  ])("%s", (_what, some, task, desks) => {
    const roles = { ...nothing, ...some };
    expect([taskOf(roles), desksOf(roles)]).toEqual([task, desks]);
  });
});
