import { useEffect, useState } from "react";
import { zeroHash } from "viem";
import * as journalAbi from "#protocol/abi/journal.ts";
import * as roundsAbi from "#protocol/abi/rounds.ts";
import * as tokenAbi from "#protocol/abi/token.ts";
import * as treasuryAbi from "#protocol/abi/treasury.ts";
import { accounts } from "#protocol/treasury/accounts.ts";
import { type House, readHouse, useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { readHouseAccount } from "../../../chain/treasury/houseAccount.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { AmountField, useAmount } from "../../../ui/form/AmountField.tsx";
import { RadioGroup } from "../../../ui/form/Choice.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import type { DecisionFormProps } from "./formProps.ts";

/** What is missing where, and what the house could pay for it without its reserve. Smallest units. */
interface Missing {
  account: bigint;
  escrow: bigint;
  free: bigint;
}

async function readMissing(house: House): Promise<Missing> {
  const [unbooked, { cash, reserve }, isShort, balances, held] = await Promise.all([
    readHouse(house, treasuryAbi.unbooked),
    readHouseAccount(house),
    readHouse(house, roundsAbi.isShort),
    readHouse(house, journalAbi.balances, [[accounts.escrow]]),
    readHouse(house, tokenAbi.balanceOf, [house.deployment.contracts.Rounds]),
  ]);
  const [escrow = 0n] = balances;
  return { account: unbooked < 0n ? -unbooked : 0n, escrow: isShort ? escrow - held : 0n, free: cash - reserve };
}

/** Money that is gone: the members book it as lost, or pay what the rounds' account lacks. */
export function LossForm({ onChange }: DecisionFormProps) {
  const t = useText();
  const missing = useRead(["missing"], readMissing);
  return (
    <WhenLoaded state={missing}>
      {(found) =>
        found.account === 0n && found.escrow === 0n ? (
          <p>{t("governance.new.bookLoss.none")}</p>
        ) : (
          <LossFields missing={found} onChange={onChange} />
        )
      }
    </WhenLoaded>
  );
}

type Place = "account" | "escrow";

function LossFields({ missing, onChange }: { missing: Missing } & Pick<DecisionFormProps, "onChange">) {
  const t = useText();
  const format = useFormat();
  const { contracts } = useHouse().deployment;
  const places = (["account", "escrow"] as const).filter((place) => missing[place] > 0n);
  const [place, setPlace] = useState<Place>(places[0] ?? "account");
  const [typed, setTyped] = useState(() => format.amount(missing[places[0] ?? "account"]));
  const amount = useAmount(typed);
  const { free } = missing;
  useEffect(() => {
    if (amount === null || amount <= 0n) return onChange(undefined);
    if (place === "account") return onChange({ decision: { kind: "bookLoss", amount } });
    const paid = { payee: contracts.Rounds, amount, category: accounts.loss, ref: zeroHash };
    onChange({ decision: { kind: "pay", ...paid, beyondReserve: amount > free } });
  }, [amount, place, free, contracts, onChange]);
  return (
    <Stack gap={3}>
      <RadioGroup<Place>
        legend={t("governance.new.bookLoss.where")}
        value={place}
        onChange={(chosen) => {
          setPlace(chosen);
          setTyped(format.amount(missing[chosen]));
        }}
        options={places.map((value) => ({
          value,
          label: t(`governance.new.bookLoss.${value}`, { amount: format.money(missing[value], { cents: "always" }) }),
        }))}
      />
      <AmountField
        label={t("governance.new.amount")}
        hint={t("governance.new.bookLoss.hint")}
        value={typed}
        onChange={setTyped}
      />
    </Stack>
  );
}
