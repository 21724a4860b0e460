import { useEffect } from "react";
import { type Address, zeroAddress } from "viem";
import * as shareAbi from "#protocol/abi/share.ts";
import * as voucherAbi from "#protocol/abi/voucher.ts";
import { useSeatName } from "../../../chain/membership/useSeatName.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useDraftText } from "../../../chain/session/draft.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { AmountField, useAmount } from "../../../ui/form/AmountField.tsx";
import { TextField } from "../../../ui/form/Field.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { seatTyped } from "./figureTyped.ts";
import type { DecisionFormProps } from "./formProps.ts";

/** A seat that somebody holds: who, what was paid for it, and how many vouchers they have at hand. */
interface HeldSeat {
  holder: Address;
  paid: bigint;
  vouchers: bigint;
}

async function readHeld(house: House, seat: number): Promise<HeldSeat | null> {
  const [bornAt, endedAt] = await Promise.all([
    readHouse(house, shareAbi.bornAt, [seat]),
    readHouse(house, shareAbi.endedAt, [seat]),
  ]);
  if (bornAt === 0 || endedAt > 0) return null;
  const [holder, paid] = await Promise.all([
    readHouse(house, shareAbi.ownerOf, [BigInt(seat)]),
    readHouse(house, shareAbi.paidFor, [seat]),
  ]);
  if (holder === zeroAddress) return null;
  return { holder, paid, vouchers: await readHouse(house, voucherAbi.balanceOf, [holder]) };
}

/** What the house offers a member who wants to go: money for vouchers of the same face value. */
export function BuyBackForm({ onChange }: DecisionFormProps) {
  const t = useText();
  const format = useFormat();
  const seatName = useSeatName();
  const [number, setNumber] = useDraftText("motion.buyBack.seat");
  const [typed, setTyped] = useDraftText("motion.buyBack.amount");
  const seat = seatTyped(number);
  const read = useRead(["heldSeat", seat], (house) => readHeld(house, seat), { when: seat > 0 });
  const amount = useAmount(typed);
  const found = seat > 0 && read.status === "ready" ? read.data : undefined;
  const held = found ?? undefined;
  const tooMuch = held !== undefined && amount !== null && amount > held.paid;
  const holder = held?.holder;
  const possible = holder !== undefined && amount !== null && amount > 0n && !tooMuch;
  useEffect(() => {
    if (!possible) return onChange(undefined);
    onChange({ decision: { kind: "buyBack", seat, holder, amount } });
  }, [possible, seat, holder, amount, onChange]);
  return (
    <Stack gap={3}>
      <TextField
        label={t("governance.new.seat")}
        hint={held && seatName(seat)}
        value={number}
        onChange={setNumber}
        autoComplete="off"
        inputMode="numeric"
        error={found === null ? t("governance.new.buyBack.nobody") : undefined}
      />
      <AmountField
        label={t("governance.new.amount")}
        hint={
          held &&
          t("governance.new.buyBack.hint", {
            paid: format.money(held.paid),
            vouchers: format.money(held.vouchers),
          })
        }
        value={typed}
        onChange={setTyped}
        error={tooMuch ? t("governance.new.buyBack.tooMuch", { paid: format.money(held.paid) }) : undefined}
      />
    </Stack>
  );
}
