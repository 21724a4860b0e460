import { useEffect } from "react";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useHundredths } from "../../parts/useHundredths.ts";
import { Button } from "../../ui/form/Button.tsx";
import { Stack } from "../../ui/layout/Layout.tsx";
import { Sheet } from "../../ui/layout/Sheet.tsx";
import { ScanThis } from "../code/ScanThis.tsx";
import type { TillHouse } from "../house.ts";
import { totalOf } from "../scan/amountKeys.ts";
import { useOverCounter } from "../useOverCounter.ts";
import type { Till } from "../useTill.ts";
import { type AskedOrder, isPaid, makeOrder } from "./exactOrder.ts";

/** Milliseconds between two looks at whether it is paid. */
const LOOK = 1_500;

/** For larger sums, and for who has no code: exactly this much, from the member's own account, signed in their own app. */
export function ExactButton({ till, house }: { till: Till; house: TillHouse }) {
  const t = useText();
  const format = useFormat();
  const hundredths = useHundredths();
  const [asked, setAsked] = useOverCounter<AskedOrder | undefined>(till, undefined);
  const { tablet, paidExactly } = till;
  const total = totalOf(till.keyed);
  useEffect(() => {
    if (asked === undefined) return;
    const timer = setInterval(async () => {
      if (!(await isPaid(house, asked).catch(() => false))) return;
      setAsked(undefined);
      paidExactly(asked.amount);
    }, LOOK);
    return () => clearInterval(timer);
  }, [asked, setAsked, house, paidExactly]);
  const notNow = total === 0 || till.blind.offline || till.standing.state !== "paired";
  return (
    <div>
      <Button look="quiet" disabled={notNow} onClick={async () => setAsked(await makeOrder(house, tablet, total))}>
        {t("terminal.exact")}
      </Button>
      <Sheet open={asked !== undefined} onClose={() => setAsked(undefined)} title={t("terminal.exact")}>
        {asked !== undefined && (
          <Stack gap={2}>
            <p>
              <strong>{hundredths(asked.amount)}</strong>
            </p>
            <ScanThis link={asked.link} label={t("terminal.exact.qr")}>
              {t("terminal.exact.scan", { until: format.time(asked.deadline) })}
            </ScanThis>
          </Stack>
        )}
      </Sheet>
    </div>
  );
}
