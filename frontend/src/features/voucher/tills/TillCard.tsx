import { useState } from "react";
import { apart } from "../../../chain/membership/useSeatName.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { Mark } from "../../../ui/data/Mark.tsx";
import { Button } from "../../../ui/form/Button.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Row, Stack } from "../../../ui/layout/Layout.tsx";
import { FirstWord } from "./FirstWord.tsx";
import { shutOutDeed } from "./tillDeeds.ts";
import type { SayInTills, Till } from "./tills.ts";

/** One tablet: how it stands, and what one of those in office may do about it. */
export function TillCard({ till, say, seat }: { till: Till; say: SayInTills; seat: number }) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const acting = useAct();
  const [doing, setDoing] = useState<"renew" | "shutOut">();
  const { id, name, state, at } = till;
  const inForce = state === "inForce";
  const when = inForce ? format.date(at) : format.dateTime(at);
  return (
    <Card title={t("voucher.tills.till", { name: apart(name), n: id })}>
      <Stack gap={2}>
        <p>
          <Mark kind={inForce ? "good" : "stop"} /> {t(`voucher.tills.${state}`, { when })}
        </p>
        <p>{t("voucher.tills.today", { taken: format.money(till.takenToday), cap: format.money(till.dayCap) })}</p>
        {say !== "none" && (
          <Row gap={1}>
            {inForce && doing !== "shutOut" && (
              <Button onClick={() => setDoing("shutOut")}>{t("voucher.tills.shutOut.ask")}</Button>
            )}
            {say === "all" && doing !== "renew" && (
              <Button onClick={() => setDoing("renew")}>
                {t(state === "shutOut" ? "voucher.tills.letInAgain" : "voucher.tills.renew")}
              </Button>
            )}
          </Row>
        )}
        {doing === "shutOut" && inForce && (
          <Stack gap={1}>
            <p>{t("voucher.tills.shutOut.body")}</p>
            <ActButton
              acting={acting}
              look="danger"
              label={t("voucher.tills.shutOut.do", { name })}
              onConfirm={async () => acting.run(await shutOutDeed(house, seat, id))}
            />
          </Stack>
        )}
        {doing === "renew" && <FirstWord seat={seat} card={till} dayCap={till.dayCap} />}
      </Stack>
    </Card>
  );
}
