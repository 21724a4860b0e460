import { describe, expect, it } from "vitest";
import { seatsOf } from "./requests.ts";

describe("given the approvals of a request", () => {
  const chairs = [42, 7, 0, 199];

  it("names the seats in the order of the chairs", () => {
    expect(seatsOf(0b1011, chairs)).toEqual([42, 7, 199]);
    expect(seatsOf(0b0010, chairs)).toEqual([7]);
    expect(seatsOf(0, chairs)).toEqual([]);
  });

  it("passes over a chair on which nobody sits", () => {
    expect(seatsOf(0b0100, chairs)).toEqual([]);
  });
});
