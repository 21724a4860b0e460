import { useState } from "react";
import type { Address } from "viem";
import * as exactPaymentsAbi from "#protocol/abi/exactPayments.ts";
import * as terminalsAbi from "#protocol/abi/terminals.ts";
import * as voucherAbi from "#protocol/abi/voucher.ts";
import { readOrderLink, type SignedOrder } from "#protocol/voucher/orderLink.ts";
import { unitsPerHundredth } from "#protocol/voucher/payCode.ts";
import { nameOfTill } from "#protocol/voucher/tillPairing.ts";
import { apart } from "../../../chain/membership/useSeatName.ts";
import { type House, readHouse, useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useSession } from "../../../chain/session/session.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { SignInFirst } from "../../../parts/SignInFirst.tsx";
import { useNow } from "../../../ui/clock.ts";
import { Card } from "../../../ui/layout/Card.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { payOrderDeed } from "./payOrderDeed.ts";

/** An order that a till shows, paid exactly from one's own account: for larger sums, and for who has no code. */
export function PayOrderPage() {
  const t = useText();
  const session = useSession();
  const [signed] = useState(() => readOrderLink(location.hash));
  return (
    <>
      <PageHeader title={t("voucher.exact.title")} lead={t("voucher.exact.lead")} />
      {signed === undefined ? (
        <EmptyState title={t("voucher.exact.broken")}>{t("voucher.exact.broken.body")}</EmptyState>
      ) : session.kind === "none" ? (
        <SignInFirst why={t("voucher.signIn")} />
      ) : (
        <Order key={session.account} account={session.account} signed={signed} />
      )}
    </>
  );
}

async function readOrder(house: House, account: Address, { order: { terminal, order } }: SignedOrder) {
  const [has, number, till] = await Promise.all([
    readHouse(house, voucherAbi.balanceOf, [account]),
    readHouse(house, exactPaymentsAbi.numberOf, [terminal, order]),
    readHouse(house, terminalsAbi.terminal, [terminal]),
  ]);
  return { has, isPaid: number > 0, name: nameOfTill(till.label) };
}

function Order({ account, signed }: { account: Address; signed: SignedOrder }) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const now = useNow(5);
  const acting = useAct();
  const { terminal, order, amount, deadline } = signed.order;
  const read = useRead(["order", terminal, order, account], (from) => readOrder(from, account, signed));
  const units = BigInt(amount) * unitsPerHundredth(house.deployment.club.currency.decimals);
  const sum = format.money(units, { cents: "always" });
  return (
    <WhenLoaded state={read}>
      {({ has, isPaid, name }) =>
        isPaid && acting.state.step === "idle" ? (
          <Notice kind="good" title={t("voucher.exact.paid", { amount: sum })} />
        ) : (
          <Card title={t("voucher.exact.order", { amount: sum, name: apart(name), n: terminal })} tone="accent">
            <Stack gap={2}>
              <p>{t("voucher.exact.has", { has: format.money(has) })}</p>
              <ActButton
                acting={acting}
                label={t("voucher.exact.pay", { amount: sum })}
                notNow={now > deadline ? t("voucher.exact.late") : has < units && t("voucher.exact.short")}
                done={t("voucher.exact.done")}
                onConfirm={async () => acting.run(await payOrderDeed(house, account, signed))}
              />
            </Stack>
          </Card>
        )
      }
    </WhenLoaded>
  );
}
