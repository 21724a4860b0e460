import type { Address } from "viem";
import * as buyBackAbi from "#protocol/abi/buyBack.ts";
import * as shareAbi from "#protocol/abi/share.ts";
import { type Message, surrenderPayment } from "#protocol/house/typedData.ts";
import { type House, readHouse, useHouse } from "../../../chain/node/house.ts";
import { houseCall } from "../../../chain/node/houseCall.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import type { Deed } from "../../../chain/write/act.ts";
import { deadlineOf } from "../../../chain/write/nonce.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { useNow } from "../../../ui/clock.ts";
import { Card } from "../../../ui/layout/Card.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";

/** What the members offer for one's own seat, while they do: nothing else is ever shown here. */
export function BuyBackCard({ seat, account }: { seat: number; account: Address }) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const now = useNow(20);
  const acting = useAct("takeOffer");
  const state = useRead(["buyBack", seat], (from) => readHouse(from, buyBackAbi.offerFor, [seat]));
  if (state.status !== "ready") return null;
  const { holder, until, amount } = state.data;
  if (until < now || holder.toLowerCase() !== account.toLowerCase()) return null;
  return (
    <Card title={t("funding.buyBack.title")} tone="accent">
      <Stack gap={2}>
        <p>{t("funding.buyBack.body", { amount: format.money(amount), until: format.dateTime(until) })}</p>
        <p>{t("funding.buyBack.ends", { n: seat })}</p>
        <ActButton
          acting={acting}
          label={t("funding.buyBack.do", { amount: format.money(amount) })}
          look="secondary"
          onConfirm={async () => acting.run(await takeOfferDeed(house, seat, account, amount))}
        />
      </Stack>
    </Card>
  );
}

/** Surrenders the vouchers, takes the money and ends one's seat, in one signature. */
async function takeOfferDeed(house: House, seat: number, account: Address, amount: bigint): Promise<Deed> {
  const epoch = await readHouse(house, shareAbi.epochOf, [BigInt(seat)]);
  const taken: Message<"OfferTaken"> = { seat, amount, epoch, deadline: deadlineOf(house) };
  return {
    name: "takeOffer",
    sign: surrenderPayment(house.deployment, account, taken),
    call: (signature) => houseCall(buyBackAbi.take, [taken, signature]),
  };
}
