import { keccak256, stringToHex } from "viem";
import { describe, expect, it } from "vitest";
import {
  answerId,
  lettersIn,
  MOST_QUESTION,
  type Question,
  questionId,
  questionMessage,
  textFault,
} from "./questions.ts";

const address = (digit: string) => `0x${digit.repeat(40)}` as const;
const house = { chainId: 1, contracts: { Share: address("1") } } as unknown as Parameters<typeof questionId>[0];
const question: Question = {
  seat: 42,
  epoch: 1,
  account: address("2"),
  kind: "entry",
  number: 7,
  text: "Why twice?",
  askedAt: 1_900_000_000,
  nonce: keccak256(stringToHex("by chance")),
};

describe("the name of a question", () => {
  const id = questionId(house, question);

  it("is the same for the same question in the same house", () => {
    expect(questionId(house, { ...question })).toBe(id);
  });

  it.each<[string, Partial<Question>]>([
    ["seat", { seat: 43 }],
    ["epoch", { epoch: 2 }],
    ["account", { account: address("3") }],
    ["kind of thing", { kind: "request" }],
    ["number", { number: 8 }],
    ["word", { text: "Why thrice?" }],
    ["second", { askedAt: 1_900_000_001 }],
    ["chance", { nonce: keccak256(stringToHex("again")) }],
  ])("is another one with another %s", (_, change) => {
    expect(questionId(house, { ...question, ...change })).not.toBe(id);
  });

  it.each([
    ["house", { ...house, contracts: { Share: address("9") } }],
    ["chain", { ...house, chainId: 2 }],
  ])("is another one in another %s", (_, other) => {
    expect(questionId(other as typeof house, question)).not.toBe(id);
  });

  it("is no answer's", () => {
    const answer = { question: id, account: question.account, text: question.text, answeredAt: question.askedAt };
    expect(answerId(house, answer)).not.toBe(id);
    expect(questionMessage(house, question).domain.name).toBe("Runde Questions");
  });
});

describe("the length of a question", () => {
  it.each([
    ["letters that are composed", "e\u0301te\u0301", 3],
    ["a sign of two code units as one", "☕️🫖".normalize(), 3],
    ["lines and spaces as one space", "  a \n\t b  ", 3],
    ["nothing that nobody sees", "a\u200b\u202eb", 2],
    ["Chinese characters", "为什么付了两次", 7],
  ])("counts %s", (_, text, letters) => {
    expect(lettersIn(text)).toBe(letters);
  });

  it.each([
    ["", "empty"],
    [" \u200b\n", "empty"],
    ["x".repeat(MOST_QUESTION), undefined],
    ["😀".repeat(MOST_QUESTION), undefined],
    ["x".repeat(MOST_QUESTION + 1), "tooLong"],
    ["two  spaces", "notPlain"],
    ["right \u202eto left", "notPlain"],
    ["e\u0301", "notPlain"],
    ["لماذا مرتين؟", undefined],
    ["<b>bold</b> https://example.org", undefined],
  ])("judges %j", (text, fault) => {
    expect(textFault(text, MOST_QUESTION)).toBe(fault);
  });
});
