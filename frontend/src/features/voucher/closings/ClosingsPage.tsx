import { Link, useParams } from "wouter";
import type { CheckedClosing, CheckedTill, ClosingLine } from "#protocol/voucher/checkClosings.ts";
import { readSeats } from "../../../chain/membership/people.ts";
import { usePersonName } from "../../../chain/membership/usePersonName.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { useHundredths } from "../../../parts/useHundredths.ts";
import { Tag } from "../../../ui/data/Badge.tsx";
import { DataTable } from "../../../ui/data/DataTable.tsx";
import { Disclosure } from "../../../ui/layout/Disclosure.tsx";
import { Facts, Row, Section, Stack } from "../../../ui/layout/Layout.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { ByReader } from "../../../ui/state/ByReader.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { addUpOnce, readTillNow } from "./closings.ts";
import { dayBegins } from "./dayBegins.ts";

/** Every closing of a tablet, added up again in this browser. */
export function ClosingsPage() {
  const t = useText();
  const till = Number(useParams<{ till: string }>().till);
  const real = Number.isSafeInteger(till) && till > 0 && till < 0xffffffff;
  const now = useRead(["till", till], (house) => readTillNow(house, till), { when: real });
  const title = t("voucher.closing.title", { n: till });
  if (!real || (now.status === "ready" && till > now.data.tills)) {
    return <PageHeader title={t("voucher.closing.none")} />;
  }
  return (
    <>
      <PageHeader title={title} lead={t("voucher.closing.lead")} />
      <WhenLoaded state={now}>
        {({ tills, mark }) => (
          <Stack gap={4}>
            <DayBegins />
            <ByReader>
              <OneTill key={till} till={till} tills={tills} mark={mark} />
            </ByReader>
          </Stack>
        )}
      </WhenLoaded>
    </>
  );
}

function DayBegins() {
  const t = useText();
  const { clock, deployment } = useHouse();
  const begins = dayBegins(deployment.club, clock.now());
  return begins === undefined ? null : <p>{t("voucher.closing.begins", begins)}</p>;
}

function Tills({ tills }: { tills: number }) {
  const t = useText();
  return (
    <nav aria-label={t("voucher.closing.tills")}>
      <Row gap={3}>
        {Array.from({ length: tills }, (_, i) => i + 1).map((n) => (
          <Link key={n} href={`/counters/${n}`}>
            {t("voucher.closing.till", { n })}
          </Link>
        ))}
      </Row>
    </nav>
  );
}

function OneTill({ till, tills, mark }: { till: number; tills: number; mark: string }) {
  const t = useText();
  const checked = useRead(["closings", till, mark], (house) => addUpOnce(house, till, mark), { keep: true });
  if (checked.status === "failed") return <Notice kind="wait" title={t("voucher.closing.verdict.cannot")} />;
  return (
    <WhenLoaded state={checked}>
      {(found) => (
        <Stack gap={4}>
          <Verdict found={found} />
          <Closings found={found} />
          <Open found={found} />
          {/* A house may have many: what one came for stands before them. */}
          {tills > 1 && <Tills tills={tills} />}
        </Stack>
      )}
    </WhenLoaded>
  );
}

function Verdict({ found }: { found: CheckedTill }) {
  const t = useText();
  const { closings } = found;
  if (closings.length === 0 && found.difference === undefined) return null;
  const differences = [found.difference, ...closings.map(({ difference }) => difference)].filter(
    (line) => line !== undefined,
  );
  if (differences.length === 0) {
    return (
      <Notice kind="good" live title={t("voucher.closing.verdict.same")}>
        {t("voucher.closing.verdict.same.body")}
      </Notice>
    );
  }
  return (
    <Notice kind="stop" live title={t("voucher.closing.verdict.differs")}>
      <p>{t("voucher.closing.verdict.differs.body")}</p>
      <Lines lines={differences} />
    </Notice>
  );
}

function Lines({ lines }: { lines: readonly ClosingLine[] }) {
  const t = useText();
  return (
    <Facts
      facts={lines.map(({ what, here, chain }) => ({
        name: t(`voucher.closing.line.${what}`),
        value: (
          <>
            {here}
            {here !== chain && (
              <div>
                {t("voucher.closing.line.chain")} {chain}
              </div>
            )}
          </>
        ),
      }))}
    />
  );
}

/** Noon of a business day on the club's clock: its date is the same for nearly every reader. */
function useBusinessDay(): (businessDay: number) => string {
  const format = useFormat();
  const { dayOffset } = useHouse().deployment.club;
  return (businessDay) => format.date(businessDay * 86_400 + 43_200 - dayOffset);
}

function Closings({ found: { closings } }: { found: CheckedTill }) {
  const t = useText();
  const format = useFormat();
  const money = useHundredths();
  const day = useBusinessDay();
  return (
    <DataTable<CheckedClosing>
      caption={t("voucher.closing.total")}
      rows={{ status: "ready", data: [...closings].reverse() }}
      rowKey={({ number }) => number}
      empty={<EmptyState title={t("voucher.closing.empty")}>{t("voucher.closing.empty.body")}</EmptyState>}
      columns={[
        { head: t("voucher.closing.number"), cell: ({ number }) => format.count(number), phone: "below" },
        { head: t("voucher.closing.day"), cell: (one) => day(one.businessDay), oneLine: true, phone: "title" },
        {
          head: t("voucher.closing.payments"),
          cell: ({ found }) => format.count(found.payments),
          end: true,
          phone: "below",
        },
        { head: t("voucher.closing.total"), cell: ({ found }) => money(found.total), end: true, phone: "value" },
        {
          head: t("voucher.closing.back"),
          cell: ({ found }) => money(found.voided + found.refunded),
          end: true,
          phone: "below",
        },
        { head: t("voucher.closing.unpaid"), cell: ({ unpaid }) => money(unpaid), end: true, phone: "below" },
        { head: t("voucher.closing.signed"), cell: (one) => <Signed closing={one} />, phone: "below" },
        { head: t("voucher.closing.check"), cell: (one) => <Checked closing={one} />, phone: "below" },
      ]}
    />
  );
}

function Signed({ closing: { manager, byTill } }: { closing: CheckedClosing }) {
  const t = useText();
  const person = usePersonName();
  const seats = useRead(["seatsOf", manager], (house) => readSeats(house, [manager]));
  const seat = seats.status === "ready" ? (seats.data.get(manager) ?? 0) : 0;
  const who = person({ account: manager, seat });
  if (byTill) return t("voucher.closing.signed.both", { who });
  return <span title={t("voucher.closing.signed.alone.body")}>{t("voucher.closing.signed.alone", { who })}</span>;
}

function Checked({ closing }: { closing: CheckedClosing }) {
  const t = useText();
  const day = useBusinessDay();
  const money = useHundredths();
  const { difference, days } = closing;
  return (
    <>
      {difference === undefined ? (
        <Tag tone="good">{t("voucher.closing.same")}</Tag>
      ) : (
        <Tag tone="stop">{t("voucher.closing.differs")}</Tag>
      )}
      {days.length > 1 && (
        <Disclosure summary={t("voucher.closing.parts")}>
          <Facts facts={days.map((one) => ({ name: day(one.businessDay), value: money(one.total) }))} />
        </Disclosure>
      )}
    </>
  );
}

function Open({ found: { open } }: { found: CheckedTill }) {
  const t = useText();
  const money = useHundredths();
  return (
    <Section title={t("voucher.closing.open")}>
      <p>{t("voucher.closing.open.body", { n: open.payments, amount: money(open.total) })}</p>
      {open.voided + open.refunded > 0n && (
        <p>
          {t("voucher.closing.back")}: {money(open.voided + open.refunded)}
        </p>
      )}
    </Section>
  );
}
