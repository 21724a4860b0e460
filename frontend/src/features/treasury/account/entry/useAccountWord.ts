import { useCallback } from "react";
import { accountName, isCategory } from "#protocol/treasury/accounts.ts";
import type { EntryKind } from "#protocol/treasury/entryKinds.ts";
import { useText } from "../../../../i18n/text.ts";

/** The name of an account of the books. */
export function useAccountWord(): (code: number) => string {
  const t = useText();
  return useCallback(
    (code) => {
      if (isCategory(code) || accountName(code) === "loss") return t(`house.kind.${accountName(code) as EntryKind}`);
      switch (accountName(code)) {
        case "cash":
          return t("treasury.account.account.cash");
        case "escrow":
          return t("treasury.account.account.escrow");
        case "operator float":
          return t("treasury.account.account.float");
        case "vouchers owed":
          return t("treasury.account.account.owed");
        case "refunds payable":
          return t("treasury.account.account.refunds");
        case "member funds":
          return t("treasury.account.account.members");
        case "donations":
          return t("treasury.account.account.donations");
        case "voucher sales":
          return t("treasury.account.account.redeemed");
        case "cash sales":
          return t("treasury.account.account.sales");
        default:
          return String(code);
      }
    },
    [t],
  );
}
