import type { Artifact } from "@nomicfoundation/ignition-core";
import { describe, expect, it } from "vitest";
import { compareWithBuild } from "./codeOfBuild.ts";

const built = {
  deployedBytecode: "0x60AA00006000bb",
  immutableReferences: {
    7: [
      { start: 2, length: 2 },
      { start: 5, length: 1 },
    ],
  },
} as unknown as Artifact;

describe("code compared with the build", () => {
  it("is the same but for what a constructor fixes, and tells that", () => {
    expect(compareWithBuild(built, "0x60aa12346099bb")).toEqual({ isBuild: true, immutables: ["0x1234"] });
  });

  it("is another when one byte elsewhere differs, or when it is longer", () => {
    expect(compareWithBuild(built, "0x61aa12346099bb").isBuild).toBe(false);
    expect(compareWithBuild(built, "0x60aa12346099bb00").isBuild).toBe(false);
  });
});
