import type { Roles } from "../../chain/treasury/roles.ts";

/** The desks at which somebody works, the one they came for first. */
export function desksOf({ registrar, asks, counter, table, satLately }: Roles) {
  return [
    ...(registrar ? (["registrar"] as const) : []),
    ...(asks || counter ? (["operator"] as const) : []),
    ...(counter ? (["counter"] as const) : []),
    ...(table || satLately ? (["table"] as const) : []),
  ];
}
export type Desk = ReturnType<typeof desksOf>[number];

export type Task = "operator" | "registrar" | "staff";

/** What somebody does for the house without being of it; undefined: nothing. */
export function taskOf({ registrar, operator, asks, counter }: Roles): Task | undefined {
  if (operator) return "operator";
  if (registrar) return "registrar";
  return asks || counter ? "staff" : undefined;
}
