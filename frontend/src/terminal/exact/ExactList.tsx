import { useEffect, useState } from "react";
import { paymentLink } from "#protocol/voucher/managerLinks.ts";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useHundredths } from "../../parts/useHundredths.ts";
import { Button } from "../../ui/form/Button.tsx";
import { Row } from "../../ui/layout/Layout.tsx";
import { ScanThis } from "../code/ScanThis.tsx";
import type { TillHouse } from "../house.ts";
import { type ExactLine, readExactToday } from "./exactOrder.ts";

/** What was paid from accounts today: it is in no batch of this tablet, so the contracts are asked. */
export function ExactList({ house, terminal }: { house: TillHouse; terminal: number }) {
  const t = useText();
  const format = useFormat();
  const hundredths = useHundredths();
  const [lines, setLines] = useState<readonly ExactLine[]>([]);
  const [asked, setAsked] = useState<number>();
  useEffect(() => {
    let gone = false;
    const look = () =>
      void readExactToday(house, terminal).then(
        (found) => !gone && setLines(found),
        // Nobody answers: what was read before stays.
        () => undefined,
      );
    look();
    const timer = setInterval(look, 3_000);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [house, terminal]);
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{t("terminal.exact.list")}</h3>
      <ul data-exact={lines.length}>
        {lines.map(({ seq, at, amount, isVoid, refunded }) => (
          <li key={seq}>
            <Row gap={1}>
              <span>{format.time(at)}</span>
              <strong>{hundredths(amount)}</strong>
              {isVoid && <span data-state="voided">{t("terminal.state.voided")}</span>}
              {refunded > 0 && (
                <span data-state="refunded">{t("terminal.state.refunded", { amount: hundredths(refunded) })}</span>
              )}
              {!isVoid && refunded < amount && (
                <Button look="quiet" onClick={() => setAsked(asked === seq ? undefined : seq)}>
                  {t("terminal.back.ask")}
                </Button>
              )}
            </Row>
            {asked === seq && (
              <ScanThis
                link={paymentLink(location.origin, { terminal, seq, place: 0 })}
                label={t("terminal.manager.qr")}
              >
                {t("terminal.back.scan")}
              </ScanThis>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
