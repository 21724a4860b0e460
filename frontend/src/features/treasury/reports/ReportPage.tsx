import { useParams } from "wouter";
import { useRead } from "../../../chain/node/useRead.ts";
import { useText } from "../../../i18n/text.ts";
import { AskAbout } from "../../../parts/questions/AskAbout.tsx";
import { Section, Stack } from "../../../ui/layout/Layout.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { LoadedPage } from "../../../ui/state/LoadedPage.tsx";
import { ReportTag, WholeReport } from "./ReportCard.tsx";
import { type Report, readReports } from "./reports.ts";

/** The report of one term, those that it replaces below it, and what members asked about it. */
export function ReportPage() {
  const t = useText();
  const term = Number(useParams<{ term: string }>().term);
  const reports = useRead<readonly Report[]>(["reports"], readReports);
  const back = { href: "/oversight", label: t("desks.request.title") };
  return (
    <LoadedPage state={reports} back={back}>
      {(all) => {
        const [newest, ...replaced] = all.filter((one) => one.term === term);
        if (newest === undefined) {
          return (
            <>
              <PageHeader title={t("desks.request.report.none")} back={back} />
              <EmptyState title={t("desks.request.none.body")} />
            </>
          );
        }
        return (
          <>
            <PageHeader
              title={t("desks.request.report", { n: term })}
              back={back}
              aside={<ReportTag report={newest} />}
            />
            <Stack gap={4}>
              <Stack gap={3}>
                <WholeReport report={newest} />
              </Stack>
              {replaced.map((report) => (
                <Section
                  key={report.id}
                  title={t("desks.request.report", { n: term })}
                  aside={<ReportTag report={report} />}
                >
                  <Stack gap={3}>
                    <WholeReport report={report} />
                  </Stack>
                </Section>
              ))}
              <AskAbout about={{ kind: "report", number: term }} />
            </Stack>
          </>
        );
      }}
    </LoadedPage>
  );
}
