import { expect, it } from "vitest";
import { addressIn } from "./buildApp.ts";

it("a build knows by which address people come, and refuses what is none", () => {
  expect(addressIn()).toBe("");
  expect(addressIn("https://your.name/")).toBe("https://your.name");
  for (const odd of ["your.name", "javascript:alert(1)", "file:///etc"]) {
    expect(() => addressIn(odd)).toThrow(`RUNDE_ADDRESS must be an address such as https://your.name, and "${odd}"`);
  }
});
