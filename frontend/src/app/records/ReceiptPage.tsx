import type { ReactNode } from "react";
import { Link, useParams } from "wouter";
import { type ReceiptPlace, readReceiptCode, writeReceiptCode } from "#protocol/house/receiptCode.ts";
import { useRead } from "../../chain/node/useRead.ts";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { SeatName } from "../../parts/SeatName.tsx";
import { Moment } from "../../ui/data/Deadline.tsx";
import { Button } from "../../ui/form/Button.tsx";
import { Facts, Stack } from "../../ui/layout/Layout.tsx";
import { PageHeader } from "../../ui/layout/PageHeader.tsx";
import { PrintSheet } from "../../ui/layout/PrintSheet.tsx";
import { EmptyState } from "../../ui/state/EmptyState.tsx";
import { LoadedPage } from "../../ui/state/LoadedPage.tsx";
import { type Receipt, readReceipt } from "./receipt.ts";
import { useRecordWords } from "./useRecordWords.ts";

/** What a receipt's code refers to, for whoever has it in hand. */
export function ReceiptPage() {
  const t = useText();
  const typed = useParams<{ code: string }>().code;
  const place = readReceiptCode(typed);
  const found = useRead<Receipt | null>(["receipt", place && writeReceiptCode(place)], (house) =>
    place === undefined ? Promise.resolve(null) : readReceipt(house, place),
  );
  return (
    <LoadedPage state={found}>
      {(receipt) =>
        place === undefined || receipt === null ? (
          <>
            <PageHeader title={t("records.nothing")} />
            <EmptyState title={t("records.nothing.body")} />
          </>
        ) : (
          <OneReceipt place={place} receipt={receipt} />
        )
      }
    </LoadedPage>
  );
}

function OneReceipt({ place, receipt }: { place: ReceiptPlace; receipt: Receipt }) {
  const t = useText();
  const format = useFormat();
  const words = useRecordWords()(place, receipt.kind);
  const { at, amount, entry, chosen } = receipt;
  const facts: { name: string; value: ReactNode }[] = [{ name: t("records.code"), value: writeReceiptCode(place) }];
  if (at !== undefined) facts.push({ name: t("records.when"), value: <Moment at={at} /> });
  if (amount !== undefined) {
    facts.push({ name: t("records.amount"), value: format.money(amount, { cents: "always" }) });
  }
  if ("seat" in place) facts.push({ name: t("records.who"), value: <SeatName seat={place.seat} /> });
  if (chosen !== undefined) facts.push({ name: t("records.chosen"), value: t("records.chosen.n", { n: chosen }) });
  return (
    <>
      <PageHeader title={words} lead={t("records.receipt")} />
      <Stack gap={3}>
        <PrintSheet size="a4" title={words} path={`/r/${writeReceiptCode(place)}`}>
          <Facts facts={facts} />
        </PrintSheet>
        <p>
          <Link href={wayOf(place, entry)}>{t(entry === undefined ? "records.toThere" : "records.toEntry")}</Link>
        </p>
        <div data-print="no">
          <Button onClick={() => window.print()}>{t("records.print")}</Button>
        </div>
      </Stack>
    </>
  );
}

/** Where all of it stands. */
function wayOf(place: ReceiptPlace, entry: number | undefined): string {
  if (entry !== undefined) return `/money/${entry}`;
  switch (place.is) {
    case "ballot":
      return `/votes/ballot/${place.term}`;
    case "vote":
      return `/votes/${place.motion}`;
    default:
      return "/tables";
  }
}
