import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BuiltProject, builtProject } from "#scripts/mutants/builtProject.ts";
import { fixedChanges, isSeen } from "#scripts/mutants/fixedChanges.ts";
import { Workshop } from "#scripts/mutants/Workshop.ts";

let built: BuiltProject;
let workshop: Workshop;

beforeAll(() => {
  built = builtProject();
  workshop = new Workshop("fixed", built);
});

afterAll(() => workshop.close());

describe("Fixed small changes of the contracts", () => {
  it.each(fixedChanges)("are seen by their test: $of, $title", async (change) => {
    expect(await isSeen(change, workshop, built)).toBe(true);
  });
});
