import * as treasuryAbi from "#protocol/abi/treasury.ts";
import { readHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { bookUnannouncedDeed } from "./tableDeeds.ts";

/** Money in the account that the books do not know yet: anybody has it booked. Nothing while there is none. */
export function Unannounced() {
  const t = useText();
  const format = useFormat();
  const acting = useAct();
  const read = useRead(["unbooked"], (house) => readHouse(house, treasuryAbi.unbooked));
  const amount = read.status === "ready" ? read.data : 0n;
  if (amount <= 0n && acting.state.step === "idle") return null;
  return (
    <Notice
      kind="info"
      title={t("desks.table.unannounced", { amount: format.money(amount > 0n ? amount : 0n, { cents: "always" }) })}
    >
      <p>{t("desks.table.unannounced.body")}</p>
      <ActButton
        acting={acting}
        anybody
        look="secondary"
        label={t("desks.table.unannounced.do")}
        onConfirm={() => acting.run(bookUnannouncedDeed())}
      />
    </Notice>
  );
}
