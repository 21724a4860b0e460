import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { directoryLineSchema, MAX_RECORD_BYTES } from "#protocol/relay/records.ts";
import type { Scene } from "#scripts/demo/Story.ts";
import { presentBegins } from "#scripts/tests/fakedDay.ts";
import { statements } from "./statements.ts";
import { story as rundeStory } from "./story.ts";

const DAY = 86_400;
const ANCHOR = presentBegins;
const story = rundeStory(ANCHOR);
const told = story.scenes(story.beginsAt, ANCHOR);
const bytes = (text: string) => new TextEncoder().encode(text).length;

function textsOf(scene: Scene): string[] {
  switch (scene.act) {
    case "nominate":
      return [...scene.statements];
    case "ask":
    case "gift":
    case "sales":
      return [scene.note];
    case "propose":
      return [`${scene.title}\n\n${scene.why}`, ...scene.what.map((one) => JSON.stringify(one))];
    case "report":
    case "question":
    case "reply":
      return [scene.text];
    case "signReport":
      return scene.dissent === undefined ? [] : [scene.dissent];
    default:
      return [];
  }
}

describe("the people", () => {
  const everybody = [...story.people, ...story.newcomers];

  it("are 198 and five newcomers, each with a name of their own", () => {
    expect([story.people.length, story.newcomers.length]).toEqual([198, 5]);
    expect(new Set(everybody.map(({ name }) => name)).size).toBe(203);
    expect(everybody.filter(({ name }) => /user|test|\d/i.test(name))).toEqual([]);
  });

  it("write lines that the directory takes", () => {
    for (const { name, sentence } of everybody) {
      const line = { seat: 1, name, sentence, nonce: "1" };
      expect(v.safeParse(directoryLineSchema, line).success, name).toBe(true);
    }
  });

  it("say something of themselves, but for those who stay a number", () => {
    const shy = story.people.filter((person) => person.shy);
    expect(shy.length).toBeGreaterThan(20);
    expect(shy.every(({ sentence }) => sentence === "")).toBe(true);
  });
});

describe("the scenes", () => {
  it("come in the order of time, all before the present", () => {
    const times = told.map(({ at }) => at);
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(times[0]).toBeGreaterThan(story.beginsAt);
    expect(times.at(-1)).toBeLessThanOrEqual(ANCHOR);
    expect(told.length).toBeGreaterThan(200);
  });

  it("are the same whatever stretch of time is asked for", () => {
    const end = ANCHOR + 200 * DAY;
    const days = Array.from({ length: 200 }, (_, day) =>
      story.scenes(ANCHOR + day * DAY, ANCHOR + (day + 1) * DAY),
    ).flat();
    expect(days).toEqual(story.scenes(ANCHOR, end));
    expect(days.length).toBeGreaterThan(200);
  });

  it("go on for years: each later term has its election, its bills and its report", () => {
    const acts = new Set(story.scenes(ANCHOR + 900 * DAY, ANCHOR + 960 * DAY).map(({ act }) => act));
    expect([...acts].sort()).toEqual(
      expect.arrayContaining(["answer", "approve", "ask", "ballots", "serve", "nominate", "report", "sales"]),
    );
  });

  it("let one seat change hands and one end, before the second table is elected", () => {
    const changes = told.filter(({ act }) => act === "handOver" || act === "leave");
    expect(changes.map(({ act }) => act)).toEqual(["handOver", "leave"]);
    expect(changes.find((scene) => scene.act === "handOver")?.to).toBe(story.people.length);
  });

  it("fill both rounds with people in the order of their numbers", () => {
    const places = (round: number) =>
      told.flatMap((scene) => (scene.act === "join" && scene.round === round ? [scene.people] : []));
    for (const [round, first, last] of [
      [1, 1, 46],
      [2, 1, 100],
      [3, 101, 197],
    ] as const) {
      const ranges = places(round);
      expect(ranges[0]?.[0]).toBe(first);
      expect(ranges.at(-1)?.[1]).toBe(last);
      for (const [i, [from]] of ranges.entries()) if (i > 0) expect(from).toBe((ranges[i - 1]?.[1] ?? 0) + 1);
    }
  });
});

describe("the texts", () => {
  const later = story.scenes(ANCHOR, ANCHOR + 150 * DAY);

  it("fit where they are kept", () => {
    for (const text of [...told, ...later].flatMap(textsOf))
      expect(bytes(text), text).toBeLessThanOrEqual(MAX_RECORD_BYTES);
    for (const text of statements) expect(bytes(text), text).toBeLessThanOrEqual(280);
    const notes = [...told, ...later].flatMap((scene) => (scene.act === "gift" ? [scene.note] : []));
    for (const text of notes) expect(bytes(text), text).toBeLessThanOrEqual(280);
  });

  it("name each bill so that no two are the same", () => {
    const notes = [...told, ...later].flatMap((scene) => (scene.act === "ask" ? [scene.note] : []));
    expect(new Set(notes).size).toBe(notes.length);
  });

  it("let nobody say the same twice in one election", () => {
    for (const term of [1, 2, 3, 4]) {
      const said = [...told, ...later].flatMap((scene) =>
        scene.act === "nominate" && scene.term === term ? scene.statements : [],
      );
      expect(said.length).toBeGreaterThanOrEqual(8);
      expect(new Set(said).size).toBe(said.length);
    }
  });
});
