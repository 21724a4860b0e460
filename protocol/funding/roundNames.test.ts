import { describe, expect, it } from "vitest";
import { roundNames, roundPath } from "./roundNames.ts";

const founding = true;
const later = false;

describe("the names of rounds", () => {
  it("count from the founding round", () => {
    expect(roundNames([founding, later, later])).toEqual([
      { n: 1, attempt: 0 },
      { n: 2, attempt: 0 },
      { n: 3, attempt: 0 },
    ]);
  });

  it("give every offer of the founding the number 1, and tell the earlier ones apart", () => {
    expect(roundNames([founding, founding, founding, later])).toEqual([
      { n: 1, attempt: 1 },
      { n: 1, attempt: 2 },
      { n: 1, attempt: 0 },
      { n: 2, attempt: 0 },
    ]);
  });

  it("call a founding that failed and was not offered again by no attempt", () => {
    expect(roundNames([founding])).toEqual([{ n: 1, attempt: 0 }]);
    expect(roundNames([])).toEqual([]);
  });

  it("stand in the addresses of their pages, each in one only", () => {
    const paths = roundNames([founding, founding, founding, later, later]).map(roundPath);
    expect(paths).toEqual(["/rounds/1-1", "/rounds/1-2", "/rounds/1", "/rounds/2", "/rounds/3"]);
  });
});
