import { useContext, useState } from "react";
import type { Address } from "viem";
import * as pocketsAbi from "#protocol/abi/pockets.ts";
import { unitsPerHundredth } from "#protocol/voucher/payCode.ts";
import { readHouse, useHouse } from "../../../chain/node/house.ts";
import { useSession } from "../../../chain/session/session.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { MoneyUnitContext, useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { parseAmount } from "../../../i18n/typedAmount.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { SignInFirst } from "../../../parts/SignInFirst.tsx";
import { AmountField, useAmount } from "../../../ui/form/AmountField.tsx";
import { Segmented } from "../../../ui/form/Choice.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { useVouchers, type Vouchers } from "../code/readVouchers.ts";
import { endKeyDeed, setUpDeed } from "../code/voucherDeeds.ts";
import { Codes } from "./Codes.tsx";
import { epochOfKey, MOST_CODES, paperKey, signSheet } from "./paperCodes.ts";

/** A sheet of codes for whoever has no phone with them, and a round on me: each code pays once, from one's own balance. */
export function SheetPage() {
  const t = useText();
  const session = useSession();
  return (
    <>
      <PageHeader
        title={t("voucher.sheet.title")}
        lead={t("voucher.sheet.lead")}
        back={{ href: "/code", label: t("voucher.code.title") }}
      />
      {session.kind === "none" ? (
        <SignInFirst why={t("voucher.signIn")} />
      ) : (
        <SheetOf key={session.account} account={session.account} />
      )}
    </>
  );
}

function SheetOf({ account }: { account: Address }) {
  const t = useText();
  return (
    <WhenLoaded state={useVouchers(account)}>
      {({ pocket, paper }) =>
        pocket === undefined || paper === undefined ? (
          <EmptyState title={t("voucher.code.empty")}>{t("voucher.setUp.lead")}</EmptyState>
        ) : (
          <Stack gap={4}>
            <MakeSheet account={account} pocketId={pocket.id} />
            <PresentSheet account={account} paper={paper} />
          </Stack>
        )
      }
    </WhenLoaded>
  );
}

const DAY = 86_400;
const numbers = ["1", "5", "10", String(MOST_CODES)] as const;
const spans = ["7", "30", "90"] as const;

function MakeSheet({ account, pocketId }: { account: Address; pocketId: number }) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const acting = useAct();
  const { deployment } = house;
  const { decimals } = useContext(MoneyUnitContext);
  const unit = unitsPerHundredth(decimals);
  const [each, setEach] = useState(() => format.amount(parseAmount(deployment.club.unitPrice, "en", decimals) ?? 1n));
  const [number, setNumber] = useState<(typeof numbers)[number]>("5");
  const [span, setSpan] = useState<(typeof spans)[number]>("30");
  const [codes, setCodes] = useState<readonly string[]>();
  const amount = useAmount(each);
  const hundredths = amount !== null && amount > 0n && amount % unit === 0n ? Number(amount / unit) : undefined;

  const make = async () => {
    if (hundredths === undefined) return;
    const { privateKey, keyHash } = await paperKey();
    // A little less than the contract's ninety days: the confirmation takes a moment.
    const expiry = house.clock.anchored() + Number(span) * DAY - 3_600;
    const count = Number(number);
    const limits = { perPayment: hundredths, perDay: hundredths * count, expiry };
    const isMade = await acting.run(await setUpDeed(house, { account, kind: "paper", keyHash, amount: 0n, limits }));
    if (!isMade) return;
    const keyEpoch = await epochOfKey(keyHash, () => readHouse(house, pocketsAbi.pocket, [pocketId]));
    if (keyEpoch === undefined) return;
    const domain = { chainId: deployment.chainId, counter: deployment.contracts.Counter };
    const wish = { pocket: pocketId, keyEpoch, codes: count, each: hundredths, acceptBy: expiry };
    setCodes(await signSheet(privateKey, domain, wish));
  };

  if (codes !== undefined) return <Codes digits={codes} />;
  return (
    <Card title={t("voucher.sheet.make")} tone="accent">
      <Stack gap={2}>
        <AmountField label={t("voucher.sheet.each")} value={each} onChange={setEach} />
        <Segmented
          label={t("voucher.sheet.number")}
          value={number}
          onChange={setNumber}
          options={numbers.map((value) => ({ value, label: t("voucher.sheet.codes", { n: Number(value) }) }))}
        />
        <Segmented
          label={t("voucher.sheet.until")}
          value={span}
          onChange={setSpan}
          options={spans.map((value) => ({ value, label: t("voucher.sheet.days", { n: Number(value) }) }))}
        />
        <p>{t("voucher.sheet.risk")}</p>
        <ActButton
          acting={acting}
          label={t("voucher.sheet.confirm")}
          notNow={hundredths === undefined ? t("voucher.setUp.amount.needed") : undefined}
          onConfirm={make}
        />
      </Stack>
    </Card>
  );
}

/** What is out there, and the one button that ends it. */
function PresentSheet({ account, paper }: { account: Address; paper: NonNullable<Vouchers["paper"]> }) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const acting = useAct();
  const { key, used } = paper;
  if (key.keyHash === 0n || key.expiry <= house.clock.anchored()) return null;
  const spent = used.toString(2).replaceAll("0", "").length;
  return (
    <Card title={t("voucher.sheet.present")}>
      <Stack gap={2}>
        <p>{t("voucher.sheet.spent", { n: spent, until: format.date(key.expiry) })}</p>
        <ActButton
          acting={acting}
          look="secondary"
          label={t("voucher.sheet.end")}
          onConfirm={async () => acting.run(await endKeyDeed(house, account, "paper"))}
        />
      </Stack>
    </Card>
  );
}
