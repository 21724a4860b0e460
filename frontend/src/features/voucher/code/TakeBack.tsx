import type { Address } from "viem";
import { useHouse } from "../../../chain/node/house.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { useNow } from "../../../ui/clock.ts";
import { Disclosure } from "../../../ui/layout/Disclosure.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import type { PocketState } from "./payCodeMaker.ts";
import { askBackDeed, collectDeed } from "./voucherDeeds.ts";

type TakeBackProps = { account: Address; pocket: PocketState; exitDelay: number };

/** The way back from the pay balance to the account: asked for, waited for, fetched by one touch. */
export function TakeBack({ account, pocket, exitDelay }: TakeBackProps) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const now = useNow(20);
  const acting = useAct();
  const { balance, exiting, exitAt } = pocket;
  if (balance === 0n && exitAt === 0) return null;
  if (exitAt === 0) {
    return (
      <Disclosure summary={t("voucher.back.title")}>
        <Stack gap={2}>
          <p>{t("voucher.back.body", { amount: format.money(balance), delay: format.duration(exitDelay) })}</p>
          <ActButton
            acting={acting}
            label={t("voucher.back.ask")}
            look="secondary"
            onConfirm={async () => acting.run(await askBackDeed(house, account, balance))}
          />
        </Stack>
      </Disclosure>
    );
  }
  const ready = now >= exitAt;
  return (
    <Disclosure summary={t("voucher.back.title")}>
      <Stack gap={2}>
        <p>
          {t(ready ? "voucher.back.ready" : "voucher.back.waits", {
            amount: format.money(exiting),
            when: format.dateTime(exitAt),
          })}
        </p>
        {ready ? (
          <ActButton
            acting={acting}
            anybody
            label={t("voucher.back.collect")}
            look="secondary"
            onConfirm={async () => acting.run(collectDeed(pocket.id))}
          />
        ) : (
          <ActButton
            acting={acting}
            label={t("voucher.back.keep")}
            look="secondary"
            onConfirm={async () => acting.run(await askBackDeed(house, account, 0n))}
          />
        )}
      </Stack>
    </Disclosure>
  );
}
