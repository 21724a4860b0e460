import { useRead } from "../../chain/node/useRead.ts";
import { useText } from "../../i18n/text.ts";
import { ButtonLink } from "../../ui/form/Button.tsx";
import { Section, Stack } from "../../ui/layout/Layout.tsx";
import { PageHeader } from "../../ui/layout/PageHeader.tsx";
import { EmptyState } from "../../ui/state/EmptyState.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { WhenLoaded } from "../../ui/state/WhenLoaded.tsx";
import { DecidedPayments, WaitingPayments } from "./payments/Payments.tsx";
import { TooFewInOffice } from "./payments/TooFewInOffice.tsx";
import { ReportCard } from "./reports/ReportCard.tsx";
import { type Report, readOverdue, readReports } from "./reports/reports.ts";
import { Unannounced } from "./table/Unannounced.tsx";

/** How those in office account for their terms, and the payments they decide on. */
export function OversightPage() {
  const t = useText();
  const overdue = useRead<boolean>(["overdue"], readOverdue);
  const reports = useRead<readonly Report[]>(["reports"], readReports);
  return (
    <>
      <PageHeader title={t("desks.request.title")} lead={t("desks.request.lead")} />
      <Stack gap={4}>
        {overdue.status === "ready" && overdue.data && (
          <Notice kind="wait" title={t("desks.request.overdue")}>
            {t("desks.request.overdue.body")}
          </Notice>
        )}
        <TooFewInOffice />
        <Unannounced />
        <WaitingPayments />
        <div>
          <ButtonLink href="/oversight/tills">{t("desks.request.tills")}</ButtonLink>
        </div>
        <WhenLoaded state={reports}>
          {(all) =>
            all.length === 0 ? (
              <Section title={t("desks.request.reports")}>
                <EmptyState title={t("desks.request.empty")}>{t("desks.request.empty.body")}</EmptyState>
              </Section>
            ) : (
              <Stack gap={4}>
                {all.map((report) => (
                  <ReportCard key={report.id} report={report} />
                ))}
              </Stack>
            )
          }
        </WhenLoaded>
        <DecidedPayments />
      </Stack>
    </>
  );
}
