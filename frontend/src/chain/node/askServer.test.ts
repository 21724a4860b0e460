import * as v from "valibot";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ServerRefusal } from "./askPlainly.ts";
import { anyAnswer, askServer } from "./askServer.ts";

const answering = (answer: Response) => {
  const ask = vi.fn(async (_path: string, _init: RequestInit) => answer.clone());
  vi.stubGlobal("fetch", ask);
  return ask;
};
afterEach(() => vi.unstubAllGlobals());

describe("given a server that answers", () => {
  it("gives JSON in the type that was asked for, and a text as it is", async () => {
    answering(Response.json({ n: 7 }));
    expect(await askServer("/figures", v.object({ n: v.number() }))).toEqual({ n: 7 });
    answering(new Response("[1]", { headers: { "content-type": "text/plain" } }));
    expect(await askServer("/records/0x1", v.string())).toBe("[1]");
  });

  it("takes no answer of another shape", async () => {
    answering(Response.json({ n: "7" }));
    await expect(askServer("/figures", v.object({ n: v.number() }))).rejects.not.toBeInstanceOf(ServerRefusal);
  });

  it("hands in a text as it is, everything else as JSON", async () => {
    const ask = answering(Response.json({}));
    await askServer("/records", anyAnswer, { post: "words" });
    await askServer("/desk", anyAnswer, { post: { account: "0x1" } });
    const handed = ask.mock.calls.map(([, init]) => [
      init.body,
      (init.headers as Record<string, string>)["content-type"],
    ]);
    expect(handed).toEqual([
      ["words", "text/plain"],
      ['{"account":"0x1"}', "application/json"],
    ]);
  });
});

describe("given a server that says no, or is not there", () => {
  it("tells the one from the other, and what was said", async () => {
    answering(Response.json({ error: "tooMuch" }, { status: 429 }));
    const refused = await askServer("/calls", anyAnswer).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ServerRefusal);
    expect(refused).toMatchObject({ status: 429, content: { error: "tooMuch" } });
    vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("Failed to fetch")));
    await expect(askServer("/calls", anyAnswer)).rejects.toBeInstanceOf(TypeError);
  });
});
