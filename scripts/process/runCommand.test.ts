import { describe, expect, it } from "vitest";
import { readOptions } from "./readOptions.ts";
import { inWords } from "./runCommand.ts";

/** What it throws. */
function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error("Nothing was thrown");
}

describe("a command that fails", () => {
  it("shows the sentence of a plain mistake and nothing else", () => {
    expect(inWords(new Error("There is no file club.config.ts"))).toBe("There is no file club.config.ts");
    expect(inWords("Interrupted")).toBe("Interrupted");
  });

  it("shows where a bug happened", () => {
    expect(inWords(caught(() => (undefined as unknown as string).length))).toContain("runCommand.test.ts");
  });

  it("shows what it came from, a line each", () => {
    const torn = new Error("The file is torn");
    const failed = new Error("The house could not be read", { cause: new Error("No deployment", { cause: torn }) });
    expect(inWords(failed)).toBe("The house could not be read\n  because: No deployment\n  because: The file is torn");
  });

  it("shows no place in the code for what Node refused", () => {
    expect(inWords(caught(() => new URL("nowhere")))).toBe("Invalid URL");
  });
});

describe("a command line", () => {
  it("is read", () => {
    expect(readOptions(["--term", "2"], { term: { type: "string" } }, "help")).toEqual({ term: "2" });
  });

  it("is refused with the help below when it holds what nobody knows", () => {
    const refusal = caught(() =>
      readOptions(["--trem", "2"], { term: { type: "string" } }, "npm run draw -- --term 2"),
    );
    expect(inWords(refusal)).toMatch(/^Unknown option '--trem'[^\n]*\n\nnpm run draw -- --term 2$/);
  });

  it("is refused when an option stands twice, of which the last would count, but for those that may", () => {
    const options = { network: { type: "string" }, hide: { type: "string", multiple: true } } as const;
    const refusal = caught(() => readOptions(["--network", "base", "--network=sepolia"], options, "the help"));
    expect(inWords(refusal)).toBe("--network stands twice. Which one counts?\n\nthe help");
    expect(readOptions(["--hide", "a", "--hide", "b"], options, "the help")).toEqual({ hide: ["a", "b"] });
  });
});
