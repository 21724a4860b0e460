import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesOfTheRepository, root } from "./repository.ts";

/** What a vote can change, by its name in the deployment file: there it stands as the house began. */
const movable = [
  "maxMembers",
  "approvalsNeeded",
  "reserveBps",
  "voteThreshold",
  "counter.pocketCap",
  "counter.lateWindow",
  "counter.exitDelay",
  "voting.votingDelay",
  "voting.votingPeriod",
  "voting.lateExtension",
  "voting.expiry",
  "voting.quorumBps",
  "voting.sponsors",
  "rotation.quorumBps",
  "criteria",
  "operator",
  "registrar",
];

/** The place that knows what to show until the chain has answered: figures, criteria and offices. */
const sharedRead = /^frontend\/src\/chain\/governance\/(?:figures|criteria|offices)\.ts$/;
/** Who writes the file, who proves that the house began as it says, and the story that lets it begin. */
const ofTheBeginning = /^(scripts\/(deploy|handover|demo\/plain)\/|protocol\/house\/(told|began)Otherwise\.ts$)/;
/** Texts of the beginning are kept by whoever opens the house: others are named by the chain. */
const keepers = ["relay/houseServer.ts", "scripts/demo/tellStory.ts"];

const read = (file: string) => readFileSync(join(root, file), "utf8");
const speakers = filesOfTheRepository().filter(
  (file) =>
    /^(frontend\/src|relay|scripts|protocol)\/.*\.tsx?$/.test(file) &&
    !/\.(test|fixture)\.tsx?$/.test(file) &&
    !ofTheBeginning.test(file) &&
    !sharedRead.test(file),
);

/** Fields of the club that a file takes from the deployment, by a dot or by taking it apart. */
function taken(code: string): string[] {
  const dotted = [...code.matchAll(/\bclub\.((?:\w+\.)?\w+)/g)].map(([, path = ""]) => path);
  const apart = [...code.matchAll(/\{([^{}]*)\} = [\w().!]*\bclub;/g)].flatMap(([, names = ""]) =>
    names.split(",").map((name) => name.trim().split(":")[0] ?? ""),
  );
  return [...dotted, ...apart];
}

const isMovable = (path: string) => movable.some((one) => path === one || path.startsWith(`${one}.`));

describe("what a vote can change", () => {
  it("is read from the chain, not from the file that says how the house began", () => {
    expect(speakers.length).toBeGreaterThan(400);
    const all = speakers.flatMap((file) => taken(read(file)).map((path) => ({ file, path })));
    expect(all.length).toBeGreaterThan(40);
    const wrong = all.filter(
      ({ file, path }) => isMovable(path) && !(path.startsWith("criteria") && keepers.includes(file)),
    );
    expect(wrong).toEqual([]);
  });
});
