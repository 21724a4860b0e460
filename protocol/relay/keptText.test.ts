import { describe, expect, it } from "vitest";
import { keptText } from "./keptText.ts";
import { recordHash } from "./records.ts";

const hash = recordHash("Rent for November");

/** What each relay does: has a text, has none, or does not answer. */
function found(...relays: (string | undefined | Error)[]) {
  const names = relays.map((_, i) => `relay${i}`);
  return keptText(names, hash, async (url) => {
    const said = relays[names.findIndex((name) => url === `${name}/records/${hash}`)];
    if (said instanceof Error) throw said;
    return said;
  });
}

describe("a text that the chain names", () => {
  it("comes from the first who has the right one", async () => {
    expect(await found("Rent for November")).toBe("Rent for November");
    expect(await found(undefined, new Error("away"), "Another text", "Rent for November")).toBe("Rent for November");
  });

  it("is not there when nobody keeps it", async () => {
    expect(await found(undefined, "Another text")).toBeUndefined();
  });

  it("is not known when somebody does not answer, or nobody was named", async () => {
    await expect(found(undefined, new Error("away"))).rejects.toThrow("Nobody answers");
  });
});
