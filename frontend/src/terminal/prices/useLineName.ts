import { nameIn } from "#protocol/voucher/priceList.ts";
import { useLanguage, useText } from "../../i18n/text.ts";
import type { OrderLine } from "./orderLine.ts";

/** "2 × Loaf"; an amount that was typed has no name of its own. */
export function useLineName(): (line: Pick<OrderLine, "name" | "n">) => string {
  const t = useText();
  const language = useLanguage();
  return ({ name, n }) => {
    const what = name === undefined ? t("terminal.order.typed") : nameIn(name, language);
    return n === 1 ? what : t("terminal.order.several", { n, what });
  };
}
