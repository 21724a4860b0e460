import { afterEach, describe, expect, it, vi } from "vitest";
import { Progress } from "./Progress.ts";

const wasScreen = process.stdout.isTTY;
const lines: string[] = [];

function toAFile(): void {
  process.stdout.isTTY = false;
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
}

afterEach(() => {
  process.stdout.isTTY = wasScreen;
  lines.length = 0;
  vi.restoreAllMocks();
});

describe("progress that nobody sees on a screen", () => {
  it("says in lines of a file what has begun, and how it ended", async () => {
    toAFile();
    await new Progress().step("Chain", async (say) => say("new"));
    expect(lines.map((line) => line.replace(/\d+\.\d/, "0.0"))).toEqual([
      "· Chain      …",
      "✓ Chain        0.0 s  new",
    ]);
  });

  it("says what has failed, and passes the reason on", async () => {
    toAFile();
    const fails = new Progress().step("Story", () => Promise.reject(new Error("no light")));
    await expect(fails).rejects.toThrow("no light");
    expect(lines[1]).toMatch(/^✗ Story/);
  });
});
