import { useState } from "react";
import { Figure } from "#protocol/abi/enums.ts";
import * as registryAbi from "#protocol/abi/registry.ts";
import { readHouse, useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { Checkbox } from "../../../ui/form/Choice.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { leaveDeed } from "./goingDeeds.ts";

/** One's own way out of the house: what it means, and one confirmation. */
export function LeaveHouse({ seat }: { seat: number }) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const bar = useRead(["leaverBar"], (from) => readHouse(from, registryAbi.figure, [Figure.LeaverBar]));
  const acting = useAct("leave");
  const [sure, setSure] = useState(false);
  return (
    <WhenLoaded state={bar}>
      {(seconds) => (
        <Stack gap={2}>
          <ul>
            <li>{t("membership.leave.ends", { n: seat })}</li>
            <li>{t("membership.leave.vouchers")}</li>
            <li>{t("membership.leave.noMoney")}</li>
            <li>{t("membership.leave.bar", { until: format.date(house.clock.now() + Number(seconds)) })}</li>
          </ul>
          <Checkbox label={t("membership.leave.sure")} checked={sure} onChange={setSure} />
          <ActButton
            acting={acting}
            label={t("membership.leave.do")}
            look="secondary"
            notNow={sure ? undefined : t("membership.leave.sureFirst")}
            onConfirm={async () => acting.run(await leaveDeed(house, seat))}
          />
        </Stack>
      )}
    </WhenLoaded>
  );
}
