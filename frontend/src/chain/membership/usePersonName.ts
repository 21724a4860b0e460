import { useCallback } from "react";
import { useText } from "../../i18n/text.ts";
import { useOffices } from "../governance/figures.ts";
import type { Person } from "./people.ts";
import { useSeatName } from "./useSeatName.ts";

/** A name, a seat, the operator, or the short number of an account. */
export function usePersonName(): (person: Person) => string {
  const t = useText();
  const seatName = useSeatName();
  const { operator } = useOffices();
  return useCallback(
    ({ account, seat }) => {
      if (seat > 0) return seatName(seat);
      if (account === operator) return t("house.operator");
      return t("house.accountNo", { digits: `…\u2060${account.slice(-4).toLowerCase()}` });
    },
    [t, seatName, operator],
  );
}
