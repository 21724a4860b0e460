import { describe, expect, it } from "vitest";
import { parts, testHelp, testOptions } from "./testOptions.ts";

const asked = (...args: string[]) => {
  const options = testOptions(args);
  return { ...options, parts: [...options.parts] };
};

describe("the words after npm test --", () => {
  it("are all optional: everything, once", () => {
    expect(asked()).toEqual({ parts: [...parts], repeat: 1 });
  });

  it("name parts", () => {
    expect(asked("mocha")).toEqual({ parts: ["mocha"], repeat: 1 });
    expect(asked("gas", "mocha", "gas")).toEqual({ parts: ["gas", "mocha"], repeat: 1 });
    expect(asked("compile")).toEqual({ parts: [], repeat: 1 });
  });

  it("name everything without houses and browsers", () => {
    expect(asked("quick").parts).toEqual(parts.filter((part) => part !== "house"));
  });

  it.each([
    [["--repeat", "10", "house"], { parts: ["house"], repeat: 10 }],
    [["mocha", "--repeat=3", "gas"], { parts: ["mocha", "gas"], repeat: 3 }],
    [["--repeat", "1000"], { parts: [...parts], repeat: 1000 }],
    [["--day", "2028-02-29", "vitest"], { parts: ["vitest"], repeat: 1, day: "2028-02-29" }],
    [["--day", "2028-12-31T23:50", "vitest"], { parts: ["vitest"], repeat: 1, day: "2028-12-31T23:50" }],
    [["--repeat", "1", "quick"], { parts: parts.filter((part) => part !== "house"), repeat: 1 }],
  ])("say how often and on which day: %j", (args, options) => {
    expect(asked(...args)).toEqual(options);
  });

  it.each([
    [["mocka"], 'No part "mocka"'],
    [["mocha", "a", "b"], 'No part "a", "b"'],
    [["--repeat", "0"], '--repeat wants a number from 1 to 1000, and "0" is none'],
    [["--repeat", "1001"], 'and "1001" is none'],
    [["--repeat", "mocha"], 'and "mocha" is none'],
    [["--repeat", "2.5", "mocha"], 'and "2.5" is none'],
    [["--repeat", "1e2"], 'and "1e2" is none'],
    [["--repeat", "0x10"], 'and "0x10" is none'],
    [["--repeat", "", "mocha"], 'and "" is none'],
    [["--repeat=-3", "mocha"], 'and "-3" is none'],
    [["mocha", "--repeat"], "'--repeat <value>' argument missing"],
    [["--day", "2027-02-29"], '--day wants a day such as 2028-02-29, and "2027-02-29" is none'],
    [["--day", "tomorrow"], 'and "tomorrow" is none'],
    [["--day", "2028-2-9"], 'and "2028-2-9" is none'],
    [["--day", "28-02-29"], 'and "28-02-29" is none'],
    [["--day", "2028-02-29T24:00"], 'and "2028-02-29T24:00" is none'],
    [["--day", "2028-02-29T9:00"], 'and "2028-02-29T9:00" is none'],
    [["--day", "2028-02-29T23:50:10"], 'and "2028-02-29T23:50:10" is none'],
    [["--day", ""], 'and "" is none'],
    [["--reapet", "3"], "Unknown option '--reapet'"],
  ])("are refused with a reason and all there is: %j", (args, reason) => {
    expect(() => testOptions(args)).toThrow(reason);
    expect(() => testOptions(args)).toThrow(testHelp);
  });
});
