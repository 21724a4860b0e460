import { useState } from "react";
import { Link } from "wouter";
import { unitsPerHundredth } from "#protocol/voucher/payCode.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { Button } from "../../../ui/form/Button.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";

/** What the counter has taken back or given back, asked for by one touch: it takes a look through the record. */
export function CameBack({ pocket }: { pocket: number }) {
  const t = useText();
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <p>
        <Button look="quiet" onClick={() => setAsked(true)}>
          {t("voucher.cameBack.show")}
        </Button>
      </p>
    );
  }
  return <Found pocket={pocket} />;
}

function Found({ pocket }: { pocket: number }) {
  const t = useText();
  const format = useFormat();
  const unit = unitsPerHundredth(useHouse().deployment.club.currency.decimals);
  const found = useRead(["cameBack", pocket], async (house) => {
    const { readCameBack } = await import("./cameBack.ts");
    return readCameBack(house, pocket);
  });
  return (
    <WhenLoaded state={found}>
      {(all) =>
        all.length === 0 ? (
          <p>{t("voucher.cameBack.none")}</p>
        ) : (
          <ul>
            {all.map(({ entry, at, amount, is }) => (
              <li key={entry}>
                <Link href={`/money/${entry}`}>
                  {t(`voucher.cameBack.${is}`, {
                    when: format.dateTime(at),
                    amount: format.money(BigInt(amount) * unit, { cents: "always" }),
                  })}
                </Link>
              </li>
            ))}
          </ul>
        )
      }
    </WhenLoaded>
  );
}
