import { useTableNow } from "../../../chain/oversight/rotation.ts";
import { useText } from "../../../i18n/text.ts";
import { OpenQuestions } from "../../../parts/questions/OpenQuestions.tsx";
import { Deadline } from "../../../ui/data/Deadline.tsx";
import { ButtonLink } from "../../../ui/form/Button.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { TooFewInOffice } from "../payments/TooFewInOffice.tsx";
import { ApproveSeveral } from "./ApproveSeveral.tsx";
import { FileReports } from "./FileReports.tsx";
import { SignReports } from "./SignReports.tsx";
import { Unannounced } from "./Unannounced.tsx";

/** Where those in office work: what waits for their yes, the report of their term, money that nobody announced. */
export function TableDesk({ account, seat }: { account: `0x${string}`; seat: number }) {
  const t = useText();
  const table = useTableNow();
  return (
    <Stack gap={4}>
      {table.status === "ready" && table.data.calendar && (
        <Notice
          kind="info"
          title={t(table.data.caretakers ? "desks.table.caretakers" : "desks.table.office", {
            n: table.data.term,
          })}
          action={
            <ButtonLink look="quiet" href="/oversight">
              {t("desks.table.reports")}
            </ButtonLink>
          }
        >
          {!table.data.caretakers && <Deadline at={table.data.calendar.end} />}
        </Notice>
      )}
      <OpenQuestions />
      <TooFewInOffice />
      <ApproveSeveral account={account} seat={seat} />
      <SignReports seat={seat} />
      <FileReports seat={seat} />
      <Unannounced />
    </Stack>
  );
}
