import { useCallback } from "react";
import type { ReceiptPlace } from "#protocol/house/receiptCode.ts";
import type { EntryKind } from "#protocol/treasury/entryKinds.ts";
import { useText } from "../../i18n/text.ts";

/** What a code refers to, in one line. */
export function useRecordWords(): (place: ReceiptPlace, kind?: EntryKind) => string {
  const t = useText();
  return useCallback(
    (place, kind) => {
      switch (place.is) {
        case "payment":
          return t("records.payment", { till: place.till });
        case "ballot":
          return t("records.ballot", { term: place.term });
        case "vote":
          return t("records.vote", { n: place.motion });
        case "gift":
          return t("records.gift", { n: place.id });
        case "entry":
          if (kind === "placeTaken") return t("records.place");
          return kind === "redeemed" ? t("records.exact") : t("records.entry", { n: place.entry });
        case "office":
          return t("records.office", { term: place.term });
      }
    },
    [t],
  );
}
