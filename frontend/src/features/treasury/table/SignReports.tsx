import { useState } from "react";
import { zeroHash } from "viem";
import { plainLines } from "#protocol/relay/plainText.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { keepRecord } from "../../../chain/records/askRecord.ts";
import { forgetDrafts, useDraftText } from "../../../chain/session/draft.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { Button } from "../../../ui/form/Button.tsx";
import { TextArea } from "../../../ui/form/Field.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { ReportCard } from "../reports/ReportCard.tsx";
import { type Report, readReports } from "../reports/reports.ts";
import { signReportDeed } from "./tableDeeds.ts";
import { waitsFor } from "./waitsFor.ts";

/** The reports that wait for one's word: in full, then agree, or object with a reason. */
export function SignReports({ seat }: { seat: number }) {
  const read = useRead<readonly Report[]>(["reports"], readReports);
  if (read.status !== "ready") return null;
  const waiting = read.data.filter((report) => waitsFor(report, seat));
  if (waiting.length === 0) return null;
  return (
    <Stack gap={4}>
      {waiting.map((report) => (
        <Stack key={report.id} gap={3}>
          <ReportCard report={report} />
          <SignReport report={report.id} seat={seat} />
        </Stack>
      ))}
    </Stack>
  );
}

function SignReport({ report, seat }: { report: number; seat: number }) {
  const t = useText();
  const house = useHouse();
  const agreeing = useAct();
  const objecting = useAct();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useDraftText(`objection.${report}.words`);
  const [unkept, setUnkept] = useState(false);
  const reason = plainLines(typed);
  const object = async () => {
    setUnkept(false);
    let hash = zeroHash as `0x${string}`;
    try {
      hash = await keepRecord(reason);
    } catch {
      return setUnkept(true);
    }
    if (await objecting.run(await signReportDeed(house, report, seat, hash)))
      forgetDrafts(house, `objection.${report}.`);
  };
  return (
    <Card tone="accent" title={t("desks.table.sign")}>
      <Stack gap={3}>
        <p>{t("desks.table.sign.once")}</p>
        {!isOpen && (
          <ActButton
            acting={agreeing}
            label={t("desks.table.agree")}
            wide
            onConfirm={async () => agreeing.run(await signReportDeed(house, report, seat))}
          />
        )}
        {isOpen ? (
          <Stack gap={2}>
            <TextArea
              label={t("desks.table.reason")}
              hint={t("desks.table.reason.hint")}
              rows={4}
              maxLength={2_000}
              value={typed}
              onChange={setTyped}
            />
            {unkept && <Notice kind="stop" live title={t("desks.ask.unkept")} />}
            <ActButton
              acting={objecting}
              look="danger"
              label={t("desks.table.object.do")}
              notNow={reason === "" && t("desks.table.reasonFirst")}
              onConfirm={object}
            />
            <div>
              <Button look="quiet" onClick={() => setOpen(false)}>
                {t("desks.table.object.not")}
              </Button>
            </div>
          </Stack>
        ) : (
          <div>
            <Button look="quiet" onClick={() => setOpen(true)}>
              {t("desks.table.object")}
            </Button>
          </div>
        )}
      </Stack>
    </Card>
  );
}
