import { useCallback } from "react";
import { isAddressEqual } from "viem";
import { plainLine } from "#protocol/relay/plainText.ts";
import { useText } from "../../i18n/text.ts";
import { useOffices } from "../governance/offices.ts";
import { usePayees } from "../treasury/payees.ts";
import type { Person } from "./people.ts";
import { useSeatName } from "./useSeatName.ts";

/** A name, a seat, the operator, a company as the operator calls it, or the short number of an account. */
export function usePersonName(): (person: Person) => string {
  const t = useText();
  const seatName = useSeatName();
  const { operator } = useOffices();
  const { payees } = usePayees();
  return useCallback(
    ({ account, seat }) => {
      if (seat > 0) return seatName(seat);
      if (account === operator) return t("house.operator");
      // Of a person the public reads no name.
      const payee = payees.find((one) => one.kind === "company" && isAddressEqual(one.account, account));
      if (payee !== undefined) return plainLine(payee.name);
      return t("house.accountNo", { digits: `…\u2060${account.slice(-4).toLowerCase()}` });
    },
    [t, seatName, operator, payees],
  );
}
