import { useCallback } from "react";
import { projectWord } from "#protocol/commons/project.ts";
import { plainLine } from "#protocol/relay/plainText.ts";
import { directionOf, kindOf } from "#protocol/treasury/entryKinds.ts";
import { useRoundNames } from "../../../../chain/funding/useRoundNames.ts";
import { usePersonName } from "../../../../chain/membership/usePersonName.ts";
import { apart } from "../../../../chain/membership/useSeatName.ts";
import { useText } from "../../../../i18n/text.ts";
import type { BookLine } from "../list/looking.ts";

export interface EntryWords {
  /** What happened, in one line. */
  what: string;
  /** Who received, gave or took part; empty where it is nobody in particular. */
  who: string;
  /** The kind of entry: "Rent", "Donation". */
  kind: string;
}

/** An entry in plain words. Without its facts (a node that keeps no logs) the kind alone speaks. */
export function useEntryWords(): (line: BookLine) => EntryWords {
  const t = useText();
  const called = usePersonName();
  const roundName = useRoundNames();
  return useCallback(
    (line) => {
      const { facts } = line;
      const kind = t(`house.kind.${kindOf(line)}`);
      const who = facts?.gift?.nameless ? t("treasury.account.nameless") : facts?.other ? called(facts.other) : "";
      const words = (what: string): EntryWords => ({ what, who, kind });
      if (facts === undefined) return words(kind);
      const text = facts.text === undefined ? undefined : apart(firstLine(facts.text));
      switch (kindOf(line)) {
        case "placeTaken":
        case "placeBack":
        case "roundMoney":
        case "vouchersIssued": {
          const { n, attempt } = roundName(facts.round ?? 0);
          if (n === 0) return words(kind);
          const what = t(`treasury.account.what.${kindOf(line) as "placeTaken"}`, { n });
          return words(attempt === 0 ? what : t("treasury.account.what.attempt", { what, n: attempt }));
        }
        case "redeemed":
          return words(
            facts.batch
              ? t("treasury.account.what.redeemed", { n: facts.batch.payments, till: facts.batch.terminal })
              : kind,
          );
        case "gift": {
          const project = facts.gift === undefined ? "" : projectWord(facts.gift.project);
          if (facts.gift === undefined) return words(t("treasury.account.what.unannounced"));
          return words(
            project === ""
              ? t("treasury.account.what.gift")
              : t("treasury.account.what.giftFor", { project: apart(project) }),
          );
        }
        default:
          if (directionOf(line) === "in" && kindOf(line) !== "sales")
            return words(text ?? t("treasury.account.what.cameBack", { kind }));
          return words(text ?? kind);
      }
    },
    [t, called, roundName],
  );
}

/** Papers may be long: a list shows how they begin. */
function firstLine(text: string): string {
  const line = plainLine(text.trim().split("\n")[0] ?? "");
  return line.length > 90 ? `${line.slice(0, 88)}…` : line;
}
