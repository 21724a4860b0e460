import { Link } from "wouter";
import { writeReceiptCode } from "#protocol/house/receiptCode.ts";
import { useRead } from "../../chain/node/useRead.ts";
import { type SignedIn, useSeat, useSession, useSignIn } from "../../chain/session/session.ts";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { SignInFirst } from "../../parts/SignInFirst.tsx";
import { DataTable } from "../../ui/data/DataTable.tsx";
import { Button } from "../../ui/form/Button.tsx";
import { Row, Stack } from "../../ui/layout/Layout.tsx";
import { PageHeader } from "../../ui/layout/PageHeader.tsx";
import { EmptyState } from "../../ui/state/EmptyState.tsx";
import { SkeletonLines } from "../../ui/state/Skeleton.tsx";
import { WhenLoaded } from "../../ui/state/WhenLoaded.tsx";
import { type OwnRecord, readOwnRecords } from "./ownRecords.ts";
import { useRecordWords } from "./useRecordWords.ts";

/** What somebody did here, from the public record, each with its code. */
export function MyRecordsPage() {
  const t = useText();
  const session = useSession();
  const seat = useSeat();
  const { resuming } = useSignIn();
  return (
    <>
      <PageHeader
        title={t("records.title")}
        lead={t("records.lead")}
        back={{ href: "/me", label: t("records.back") }}
      />
      {session.kind !== "none" ? (
        <WhenLoaded state={seat}>
          {(number) => <Records key={session.account} session={session} seat={number} />}
        </WhenLoaded>
      ) : resuming ? (
        <SkeletonLines lines={6} />
      ) : (
        <SignInFirst />
      )}
    </>
  );
}

function Records({ session: { account }, seat }: { session: SignedIn; seat: number }) {
  const t = useText();
  const format = useFormat();
  const wordsOf = useRecordWords();
  const found = useRead(["ownRecords", account, seat], (house) => readOwnRecords(house, account, seat));
  const codeOf = ({ place }: OwnRecord) => writeReceiptCode(place);
  return (
    <Stack gap={3}>
      <DataTable<OwnRecord>
        caption={t("records.title")}
        rows={found}
        rowKey={codeOf}
        href={(record) => `/r/${codeOf(record)}`}
        empty={<EmptyState title={t("records.none")}>{t("records.none.body")}</EmptyState>}
        columns={[
          { head: t("records.what"), cell: ({ place, kind }) => wordsOf(place, kind), phone: "title" },
          { head: t("records.when"), cell: ({ at }) => format.dateTime(at), oneLine: true },
          { head: t("records.code"), cell: codeOf, oneLine: true },
          {
            head: t("records.amount"),
            cell: ({ amount }) => (amount === undefined ? null : format.money(amount, { cents: "always" })),
            end: true,
            phone: "value",
          },
        ]}
      />
      <p>
        {t("records.only")} <Link href="/money">{t("records.toBooks")}</Link>
      </p>
      <div data-print="no">
        <Row>
          <Button onClick={() => window.print()}>{t("records.print")}</Button>
        </Row>
      </div>
    </Stack>
  );
}
