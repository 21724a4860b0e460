import { describe, expect, it } from "vitest";
import { houseErrorsAbi } from "#protocol/abi/houseErrors.ts";
import { errors as de } from "./de/errors.ts";
import { errors as en } from "./en/errors.ts";
import { nextSteps } from "./refusalNext.ts";
import { errors as zh } from "./zh/errors.ts";

const languages = { en, de, zh } as const;
const names = [...new Set(houseErrorsAbi.map(({ name }) => name))];

const argumentsAskedIn = (sentence: string) => [...sentence.matchAll(/\{(\w+)/g)].map(([, arg]) => arg ?? "");
const argumentsOf = (name: string) =>
  new Set(
    houseErrorsAbi
      .filter((item) => item.name === name)
      .flatMap(({ inputs }) => inputs.map((one) => one.name as string)),
  );

/** What a person can look up, wait for or stay below. */
const tellingArguments = /^(seat|round|term|until|latest|deadline|allowed|most|max|needed|given|terminal|candidates)$/;
/** Of these a number would say nothing to whoever reads: a page or a program has sent what does not fit, or they are internal. */
const unsaid = new Set([
  ...["ClaimNotSkipped", "ClosingDayRefused", "DayOffsetImpossible", "DecimalsImpossible", "FiguresMissing"],
  ...["FoundingNotFailed", "NoElectionFor", "NonceUsed", "NotOnesPlace", "NotThePart", "NotThePayer", "PartsMissing"],
  ...["ShareIsBound", "SignedForAnother", "TermsMismatch", "TooLittleGasForObserver", "TooLittleGasForSigner"],
  ...["VoucherDecimalsDiffer"],
]);

describe("every refusal of the house", () => {
  it("is known", () => expect(names.length).toBeGreaterThan(100));

  it.each(Object.keys(languages))("has a sentence in %s that asks for its own arguments only", (language) => {
    const errors = languages[language as keyof typeof languages] as Record<string, string>;
    const faults = names.flatMap((name) => {
      const sentence = errors[`errors.${name}`];
      if (!sentence) return [`${name}: no sentence`];
      const strange = argumentsAskedIn(sentence).filter((arg) => !argumentsOf(name).has(arg));
      return strange.map((arg) => `${name}: no argument {${arg}}`);
    });
    expect(faults).toEqual([]);
  });

  it.each(Object.keys(languages))(
    "shows in %s which seat, round or term it is about, and each limit and date",
    (language) => {
      const errors = languages[language as keyof typeof languages] as Record<string, string>;
      const faults = houseErrorsAbi.flatMap(({ name, inputs }) => {
        const telling = inputs.map((one) => one.name as string).filter((arg) => tellingArguments.test(arg));
        const asked = argumentsAskedIn(errors[`errors.${name}`] ?? "");
        return telling.length === 0 || asked.length > 0 || unsaid.has(name) ? [] : [`${name}: none of ${telling}`];
      });
      expect(faults).toEqual([]);
    },
  );

  it("has a next step", () => {
    expect(names.filter((name) => nextSteps[name] === undefined)).toEqual([]);
  });

  it.each(Object.keys(languages))("has a sentence for each next step in %s", (language) => {
    const errors = languages[language as keyof typeof languages] as Record<string, string>;
    const steps = [...new Set(Object.values(nextSteps))];
    expect(steps.filter((step) => !errors[`errors.next.${step}`])).toEqual([]);
  });
});
