import { describe, expect, it } from "vitest";
import { approvedBy } from "./requests.ts";

describe("given the approvals of a request", () => {
  const chairs = [42, 7, 0, 199];

  it("names the seats in the order of the chairs", () => {
    expect(approvedBy(0b1011, chairs)).toEqual([42, 7, 199]);
    expect(approvedBy(0b0010, chairs)).toEqual([7]);
    expect(approvedBy(0, chairs)).toEqual([]);
  });

  it("passes over a chair on which nobody sits", () => {
    expect(approvedBy(0b0100, chairs)).toEqual([]);
  });
});
