import { Link } from "wouter";
import { useSeatName } from "../../../chain/membership/useSeatName.ts";
import { useRecord, useTombstone } from "../../../chain/records/useRecord.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { AskAboutButton } from "../../../parts/questions/AskAbout.tsx";
import { Tag } from "../../../ui/data/Badge.tsx";
import { DataTable } from "../../../ui/data/DataTable.tsx";
import { Figure, FigureRow } from "../../../ui/data/Figure.tsx";
import { CopyText } from "../../../ui/form/CopyText.tsx";
import { Disclosure } from "../../../ui/layout/Disclosure.tsx";
import { Facts, Section, Stack } from "../../../ui/layout/Layout.tsx";
import { PlainText } from "../../../ui/layout/PlainText.tsx";
import type { Report, Spending } from "./reports.ts";
import { SignatureGrid } from "./SignatureGrid.tsx";

/** One report among others. */
export function ReportCard({ report }: { report: Report }) {
  const t = useText();
  const { term } = report;
  return (
    <Section
      title={<Link href={`/oversight/reports/${term}`}>{t("desks.request.report", { n: term })}</Link>}
      aside={<ReportTag report={report} />}
    >
      <Stack gap={3}>
        <WholeReport report={report} />
        <AskAboutButton about={{ kind: "report", number: term }} />
      </Stack>
    </Section>
  );
}

/** One report: what the books prove, what those in office say, and who stands behind it. */
export function WholeReport({ report }: { report: Report }) {
  const t = useText();
  const format = useFormat();
  const seatName = useSeatName();
  const { term, table, calendar, author, proved } = report;
  return (
    <>
      <p>
        {t("desks.request.span", { from: format.date(calendar.start), until: format.date(calendar.end) })}{" "}
        {t(table === term ? "desks.request.filed" : "desks.request.filedInPlace", {
          who: seatName(author),
          when: format.date(proved.filedAt),
          n: table,
        })}{" "}
        {t("desks.request.agreed", { n: report.agreed, needed: report.needed })}
      </p>
      <ProvedFigures proved={proved} />
      <ReportText report={report} />
      <Attested report={report} />
      <SpendingTable lines={report.spending} term={term} />
      <SignatureGrid words={report.words} />
      <Disclosure>
        <Facts
          facts={[
            { name: t("desks.request.block"), value: String(proved.blockNumber) },
            { name: t("desks.request.entries"), value: String(proved.journalCount) },
            { name: t("desks.request.seal"), value: <Hash hash={proved.journalHead} /> },
            { name: t("desks.request.text"), value: <Hash hash={report.text} /> },
          ]}
        />
      </Disclosure>
    </>
  );
}

function Hash({ hash }: { hash: string }) {
  return <CopyText text={hash} shown={`${hash.slice(0, 10)}…${hash.slice(-6)}`} />;
}

/** Whether it stands, in a word. */
export function ReportTag({ report: { superseded, stands } }: { report: Report }) {
  const t = useText();
  if (superseded) return <Tag>{t("desks.request.superseded")}</Tag>;
  return stands ? <Tag tone="good">{t("desks.request.stands")}</Tag> : <Tag tone="wait">{t("desks.request.open")}</Tag>;
}

/** What the books alone say of a term. */
export function ProvedFigures({ proved }: { proved: Omit<Report["proved"], "spending"> }) {
  const t = useText();
  const format = useFormat();
  const figure = (label: string, value: string) => (
    <Figure label={label} value={value} size="small" certainty="recorded" made={t("desks.request.proved.made")} />
  );
  return (
    <Stack gap={2}>
      <FigureRow>
        {figure(t("desks.request.openingCash"), format.money(proved.openingCash))}
        {figure(t("desks.request.closingCash"), format.money(proved.closingCash))}
        {figure(t("desks.request.owed"), format.money(proved.vouchersOwed))}
      </FigureRow>
      <FigureRow>
        {figure(t("desks.request.donations"), format.money(proved.donations))}
        {figure(t("desks.request.members"), format.count(proved.members))}
      </FigureRow>
    </Stack>
  );
}

function Attested({ report: { attested } }: { report: Report }) {
  const t = useText();
  const format = useFormat();
  const said = ["cashSales", "payroll", "goods", "bankBalance"] as const;
  return (
    <FigureRow>
      {said.map((name) => (
        <Figure
          key={name}
          label={t(`desks.request.${name}`)}
          value={format.money(attested[name])}
          size="small"
          certainty="attested"
        />
      ))}
    </FigureRow>
  );
}

function ReportText({ report }: { report: Report }) {
  const t = useText();
  const text = useRecord(report.text);
  const reason = useTombstone(report.text);
  if (reason !== undefined) return <p>{t("ui.hidden", { reason })}</p>;
  if (text === undefined) return <p>{t("desks.request.text.none")}</p>;
  return <PlainText text={text} />;
}

/** What each category cost, beside what it might. */
export function SpendingTable({ lines, term }: { lines: readonly Spending[]; term: number }) {
  const t = useText();
  const format = useFormat();
  if (lines.length === 0) return null;
  const money = (amount: bigint) => format.money(amount, { cents: "always" });
  return (
    <DataTable<Spending>
      caption={t("desks.request.spending", { n: term })}
      showCaption
      rows={{ status: "ready", data: lines }}
      rowKey={({ category }) => category}
      empty={null}
      columns={[
        {
          head: t("treasury.account.plan.category"),
          cell: ({ category }) => t(`house.kind.${category}`),
          phone: "title",
        },
        { head: t("treasury.account.plan.limit"), cell: ({ limit }) => money(limit), end: true },
        { head: t("treasury.account.plan.spent"), cell: ({ booked }) => money(booked), end: true, phone: "value" },
      ]}
    />
  );
}
