import { useCallback } from "react";
import { accountName, isCategory } from "#protocol/treasury/accounts.ts";
import { useText } from "../../../i18n/text.ts";
import type { Kind } from "./kinds.ts";

/** The name of an account of the books. */
export function useAccountWord(): (code: number) => string {
  const t = useText();
  return useCallback(
    (code) => {
      if (isCategory(code) || accountName(code) === "loss") return t(`money.kind.${accountName(code) as Kind}`);
      switch (accountName(code)) {
        case "cash":
          return t("money.account.cash");
        case "escrow":
          return t("money.account.escrow");
        case "operator float":
          return t("money.account.float");
        case "vouchers owed":
          return t("money.account.owed");
        case "refunds payable":
          return t("money.account.refunds");
        case "member funds":
          return t("money.account.members");
        case "donations":
          return t("money.account.donations");
        case "voucher sales":
          return t("money.account.coffee");
        case "cash sales":
          return t("money.account.sales");
        default:
          return String(code);
      }
    },
    [t],
  );
}
