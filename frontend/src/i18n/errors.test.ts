import { describe, expect, it } from "vitest";
import { houseErrorsAbi } from "#protocol/abi/houseErrors.ts";
import { errors as de } from "./de/errors.ts";
import { errors as en } from "./en/errors.ts";
import { nextSteps } from "./refusalNext.ts";
import { errors as zh } from "./zh/errors.ts";

const languages = { en, de, zh } as const;
const names = [...new Set(houseErrorsAbi.map(({ name }) => name))];

describe("every refusal of the house", () => {
  it("is known", () => expect(names.length).toBeGreaterThan(100));

  it.each(names)("%s has a sentence in each language, and a next step", (name) => {
    const inputs = houseErrorsAbi
      .filter((item) => item.name === name)
      .flatMap(({ inputs }) => inputs.map((one) => one.name));
    for (const [language, errors] of Object.entries(languages)) {
      const sentence = (errors as Record<string, string>)[`errors.${name}`];
      expect(sentence, `errors.${name} in ${language}`).toBeTruthy();
      const asked = [...(sentence ?? "").matchAll(/\{(\w+)/g)].map(([, arg]) => arg);
      expect(inputs, `errors.${name} in ${language}`).toEqual(expect.arrayContaining(asked));
    }
    expect(nextSteps[name]).toBeDefined();
  });

  it.each(Object.keys(languages))("has a sentence for each next step in %s", (language) => {
    const errors = languages[language as keyof typeof languages] as Record<string, string>;
    for (const step of new Set(Object.values(nextSteps))) expect(errors[`errors.next.${step}`]).toBeTruthy();
  });
});
