import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { charactersOver, plainLine, plainLines } from "./plainText.ts";
import { directoryLineSchema, recordHash } from "./records.ts";

describe("recordHash", () => {
  it("is keccak256 of the UTF-8 bytes", () => {
    expect(recordHash("")).toBe("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    expect(recordHash("咖啡")).toBe(recordHash(new TextEncoder().encode("咖啡")));
  });
});

describe("a text that is too long", () => {
  it("is too long by the characters to take off its end, in any script", () => {
    expect(charactersOver("a".repeat(280), 280)).toBe(0);
    expect(charactersOver("a".repeat(287), 280)).toBe(7);
    expect(charactersOver("咖".repeat(93), 280)).toBe(0);
    expect(charactersOver("咖".repeat(94), 280)).toBe(1);
    expect(charactersOver(`${"a".repeat(280)}咖啡`, 280)).toBe(2);
    expect(charactersOver(`${"咖".repeat(93)}🫖a`, 280)).toBe(2);
  });
});

describe("given a line for the directory", () => {
  const line = { seat: 7, name: "Li Wei", sentence: "Roasts on Sundays", nonce: "1" };

  it("accepts a plain one, in any script", () => {
    expect(v.safeParse(directoryLineSchema, line).success).toBe(true);
    expect(v.safeParse(directoryLineSchema, { ...line, name: "李伟" }).success).toBe(true);
  });

  it.each([
    ["a sign that turns the direction", "Li\u202eWei"],
    ["a zero-width space", "Li\u200bWei"],
    ["a line break", "Li\nWei"],
    ["two spaces", "Li  Wei"],
    ["a sentence without a name", ""],
  ])("refuses %s", (_, name) => {
    expect(v.safeParse(directoryLineSchema, { ...line, name }).success).toBe(false);
  });

  it("accepts one without any words: it takes the member's name out again", () => {
    expect(v.safeParse(directoryLineSchema, { ...line, name: "", sentence: "" }).success).toBe(true);
  });

  it("shows a stranger's text without what nobody sees", () => {
    expect(plainLine(" Li\u202e\u200b Wei\t!\u0000 ")).toBe("Li Wei !");
  });

  it("is made plain line by line, where several belong together", () => {
    expect(plainLines(" Terms \r\n\r\n\n\n1.\u00a0One\u202e  \u200bshare.\u2028Two.\n \n")).toBe(
      "Terms\n\n1. One share.\nTwo.",
    );
    expect(plainLines(" \n\u200b\n ")).toBe("");
  });

  it("is not changed when it is plain already, so that its hash stays", () => {
    const text = plainLines("Terms\n\n\n1. \tOne share.");
    expect(plainLines(text)).toBe(text);
  });
});
