import { beforeEach, describe, expect, it, vi } from "vitest";
import type { House } from "../../../chain/node/house.ts";
import { aStorage } from "../../../chain/node/storage.fixture.ts";
import { forgetBegun, forgetDrafts } from "../../../chain/session/draft.ts";
import { ballotDraft, ballotReceipt } from "./draft.ts";

const house = { deployment: { houseId: `0x${"ab".repeat(32)}` } } as House;

beforeEach(() => vi.stubGlobal("localStorage", aStorage()));

describe("a ballot that somebody began", () => {
  it("is there again after a reload, for its term and its seat", () => {
    ballotDraft(house, 3, 7).set([2, 5]);
    expect(ballotDraft(house, 3, 7).get()).toEqual([2, 5]);
    expect(ballotDraft(house, 3, 8).get()).toBeUndefined();
    expect(ballotDraft(house, 4, 7).get()).toBeUndefined();
  });

  it("stays its seat's when another account comes", () => {
    ballotDraft(house, 3, 7).set([2, 5]);
    forgetDrafts(house);
    expect(ballotDraft(house, 3, 7).get()).toEqual([2, 5]);
  });

  it("is nobody's once they have signed out, while the code of what they sent stays", () => {
    ballotDraft(house, 3, 7).set([2, 5]);
    ballotReceipt(house, 3, 7).set({ code: "0123ABCD", nonce: 1 });
    forgetBegun(house);
    expect(ballotDraft(house, 3, 7).get()).toBeUndefined();
    expect(ballotReceipt(house, 3, 7).get()).toEqual({ code: "0123ABCD", nonce: 1 });
  });
});
