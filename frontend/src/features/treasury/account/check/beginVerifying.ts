import type { House } from "../../../../chain/node/house.ts";
import { verification } from "./verification.ts";

/** Begins; what it takes comes when somebody wants it. */
export function beginVerifying(house: House): void {
  import("./verify.ts").then(
    ({ verify }) => verify(house),
    () => verification.set({ step: "incomplete", checked: 0, all: 0 }),
  );
}
