import { describe, expect, it } from "vitest";
import { houseErrorsAbi } from "#protocol/abi/houseErrors.ts";
import { errors } from "../i18n/en/errors.ts";
import type { Formats } from "../i18n/formats.ts";
import { argWords } from "./refusalWords.ts";

/** Says of a value only as what it is written. */
const kinds = {
  money: () => "money",
  dateTime: () => "time",
  duration: () => "span",
  count: () => "count",
} as unknown as Formats;

/** Whole words of the chain that count something: people, places, bytes, how many of a list. */
const counts = new Set([
  ...["AgreementsMissing.agreeing", "AgreementsMissing.needed", "ApprovalListsDiffer.approvals"],
  ...["ApprovalListsDiffer.signatures", "ApprovalsMissing.inOffice", "ApprovalsMissing.needed"],
  ...["BallotsUnequal.ballots", "BallotsUnequal.signatures", "BatchSizeRefused.given", "BatchSizeRefused.max"],
  ...["BeaconNetworkUnknown.known", "BeaconSignatureLength.given", "BeaconSignatureLength.needed"],
  ...["BudgetListsDiffer.categories", "BudgetListsDiffer.limits", "ClosingTooLong.given", "ClosingTooLong.most"],
  ...["EnrolmentSignaturesMissing.given", "EnrolmentSignaturesMissing.needed", "NoSuchSeat.seat"],
  ...["PaidItemUnknown.paid", "SeatHasEnded.seat", "SeatNotClaimed.seat", "SignaturesUnequal.messages"],
  ...["SignaturesUnequal.signatures", "SponsorsComplete.most", "SponsorsMissing.given", "SponsorsMissing.needed"],
  ...["TableTooSmall.mayApprove", "TableTooSmall.needed", "TeamFull.most", "TooManyEras.allowed"],
  ...["TooManyNames.allowed", "TooManyNames.given", "TooManyOpenProposals.allowed", "TooManyRounds.allowed"],
  ...["UnknownCandidate.candidates"],
]);
/** Each is written as its figure is: `figureValue`. */
const isFigure = (name: string) => name.startsWith("Figure");

/** What a sentence shows of a refusal, of the types that say nothing of their meaning. */
const shown = houseErrorsAbi.flatMap(({ name, inputs }) =>
  inputs
    .filter((arg) => /^u?int256$/.test(arg.type))
    .filter((arg) => (errors as Record<string, string>)[`errors.${name}`]?.includes(`{${arg.name}`))
    .map((arg) => ({ place: `${name}.${arg.name}`, type: arg.type })),
);

describe("a number that a refusal shows", () => {
  it("is money, a time or a span, or is known as a count", () => {
    expect(shown.length).toBeGreaterThan(40);
    const bare = shown
      .filter(({ place }) => !isFigure(place))
      .filter(({ place, type }) => argWords(place, { type, value: 7n }, kinds) === "count");
    expect([...new Set(bare.map(({ place }) => place))].sort()).toEqual([...counts].sort());
  });

  it("is said of its seconds as of the days that they are", () => {
    for (const place of ["TermLengthOutOfBounds.length", "BeaconSettleTooLong.settle"]) {
      expect(argWords(place, { type: "uint32", value: 7 }, kinds)).toBe("span");
    }
  });
});
