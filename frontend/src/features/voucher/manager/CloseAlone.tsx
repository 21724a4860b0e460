import { useState } from "react";
import type { Address } from "viem";
import { Link } from "wouter";
import { unitsPerHundredth } from "#protocol/voucher/payCode.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { type OpenSums, readOpenSums } from "../../../chain/voucher/openDay.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { AmountField, useAmount } from "../../../ui/form/AmountField.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Section, Stack } from "../../../ui/layout/Layout.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { readTills, type Till } from "../tills/tills.ts";
import { ClosingFacts } from "./ClosingFacts.tsx";
import { closeAloneDeed } from "./managerDeeds.ts";

/** Tablets that will never sign again, with what they took and nobody has closed: a manager's word is enough. */
export function CloseAlone({ account }: { account: Address }) {
  const t = useText();
  const tills = useRead(["tills"], readTills);
  return (
    <Section title={t("desks.counter.alone")}>
      <Stack gap={3}>
        <p>
          {t("desks.counter.alone.body")} <Link href="/oversight/tills">{t("desks.counter.alone.tills")}</Link>
        </p>
        <WhenLoaded state={tills}>
          {(all) =>
            all
              .filter(({ state }) => state !== "inForce")
              .map((till) => <OneTill key={till.id} account={account} till={till} />)
          }
        </WhenLoaded>
      </Stack>
    </Section>
  );
}

function OneTill({ account, till }: { account: Address; till: Till }) {
  const t = useText();
  const acting = useAct("closeDay");
  const open = useRead(["openSums", till.id], (house) => readOpenSums(house, till.id));
  return (
    <WhenLoaded state={open}>
      {(sums) => {
        const isNothing = sums.payments === 0 && sums.voided + sums.refunded === 0n;
        if (isNothing && acting.state.step === "idle") return null;
        return (
          <Card title={t("desks.counter.close.title", { n: sums.number, till: till.id })}>
            <Stack gap={3}>
              <ClosingFacts closing={sums} />
              <Sign account={account} till={till} sums={sums} acting={acting} />
            </Stack>
          </Card>
        );
      }}
    </WhenLoaded>
  );
}

function Sign({
  account,
  till,
  sums,
  acting,
}: {
  account: Address;
  till: Till;
  sums: OpenSums;
  acting: ReturnType<typeof useAct>;
}) {
  const t = useText();
  const house = useHouse();
  const unit = unitsPerHundredth(house.deployment.club.currency.decimals);
  const [typed, setTyped] = useState("");
  const unpaid = useAmount(typed);
  return (
    <>
      <AmountField
        label={t("desks.counter.close.unpaid")}
        hint={t("desks.counter.alone.unpaid")}
        value={typed}
        onChange={setTyped}
      />
      <ActButton
        acting={acting}
        label={t("desks.counter.alone.do", { n: sums.number })}
        notNow={typed.trim() !== "" && unpaid === null && t("desks.counter.refund.amountFirst")}
        onConfirm={async () => {
          const wish = { terminal: till.id, ...sums, unpaid: (unpaid ?? 0n) / unit };
          acting.run(await closeAloneDeed(house, account, wish));
        }}
      />
    </>
  );
}
