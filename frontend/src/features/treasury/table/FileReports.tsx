import { useState } from "react";
import * as reportsAbi from "#protocol/abi/reports.ts";
import { charactersOver, plainLines } from "#protocol/relay/plainText.ts";
import { MAX_RECORD_BYTES } from "#protocol/relay/records.ts";
import { readHouse, useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { keepRecord } from "../../../chain/records/askRecord.ts";
import { forgetDrafts, useDraftText, useDraftTexts } from "../../../chain/session/draft.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { Deadline } from "../../../ui/data/Deadline.tsx";
import { AmountField, useAmount } from "../../../ui/form/AmountField.tsx";
import { TextArea } from "../../../ui/form/Field.tsx";
import { Disclosure } from "../../../ui/layout/Disclosure.tsx";
import { Grid, Section, Stack } from "../../../ui/layout/Layout.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { ProvedFigures, SpendingTable } from "../reports/ReportCard.tsx";
import { spendingOf } from "../reports/reports.ts";
import { type DueReport, readDueReports } from "./dueReports.ts";
import { fileDeed } from "./tableDeeds.ts";

/** The reports that one can file now: the books' figures stand there already, the rest is the table's. */
export function FileReports({ seat }: { seat: number }) {
  const t = useText();
  const read = useRead<readonly DueReport[]>(["dueReports", seat], (house) => readDueReports(house, seat));
  if (read.status !== "ready") return null;
  return (
    <>
      {read.data.map((due) =>
        due.filed === 0 ? (
          <FileReport key={due.term} due={due} seat={seat} />
        ) : (
          <Disclosure key={due.term} summary={t("desks.table.file.again", { n: due.term })}>
            <FileReport due={due} seat={seat} />
          </Disclosure>
        ),
      )}
    </>
  );
}

function FileReport({ due, seat }: { due: DueReport; seat: number }) {
  const t = useText();
  const { term, due: until, inPlace } = due;
  const proved = useRead(["provedOf", term], (house) => readHouse(house, reportsAbi.provedOf, [term]));
  return (
    <Section title={t("desks.table.file", { n: term })}>
      <Stack gap={3}>
        <p>{t(inPlace ? "desks.table.file.inPlace" : "desks.table.file.about")}</p>
        {!inPlace && <Deadline at={until} />}
        <WhenLoaded state={proved}>
          {(found) => (
            <Stack gap={3}>
              <ProvedFigures proved={found} />
              <SpendingTable lines={spendingOf(found.spending)} term={term} />
            </Stack>
          )}
        </WhenLoaded>
        <Fields term={term} seat={seat} />
      </Stack>
    </Section>
  );
}

const names = ["cashSales", "payroll", "goods", "bankBalance"] as const;

function Fields({ term, seat }: { term: number; seat: number }) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const acting = useAct();
  const [typed, setTyped] = useDraftTexts(`report.${term}.figures`);
  const [words, setWords] = useDraftText(`report.${term}.words`);
  const [unkept, setUnkept] = useState(false);
  const [cashSales, payroll, goods, bankBalance] = [
    useAmount(typed.cashSales ?? ""),
    useAmount(typed.payroll ?? ""),
    useAmount(typed.goods ?? ""),
    useAmount(typed.bankBalance ?? ""),
  ];
  const text = plainLines(words);
  const tooMany = charactersOver(text, MAX_RECORD_BYTES);
  const whole =
    cashSales !== null && payroll !== null && goods !== null && bankBalance !== null
      ? { cashSales, payroll, goods, bankBalance }
      : undefined;
  const notNow =
    whole === undefined
      ? t("desks.table.figuresFirst", { none: format.amount(0n) })
      : text === ""
        ? t("desks.table.textFirst")
        : tooMany > 0 && t("desks.table.long", { n: tooMany });
  const file = async () => {
    if (whole === undefined) return;
    setUnkept(false);
    let hash: `0x${string}`;
    try {
      hash = await keepRecord(text);
    } catch {
      return setUnkept(true);
    }
    const filed = await acting.run(await fileDeed(house, term, seat, { ...whole, text: hash }));
    if (filed) forgetDrafts(house, `report.${term}.`);
  };
  return (
    <Stack gap={3}>
      <Grid min="14rem">
        {names.map((name) => (
          <AmountField
            key={name}
            label={t(`desks.request.${name}`)}
            value={typed[name] ?? ""}
            onChange={(amount) => setTyped({ ...typed, [name]: amount })}
          />
        ))}
      </Grid>
      <TextArea
        label={t("desks.request.text")}
        hint={t("desks.table.text.hint")}
        rows={10}
        value={words}
        onChange={setWords}
        error={tooMany > 0 ? t("desks.table.long", { n: tooMany }) : undefined}
      />
      {unkept && <Notice kind="stop" live title={t("desks.ask.unkept")} />}
      <ActButton
        acting={acting}
        label={t("desks.table.file.do")}
        notNow={notNow}
        done={t("desks.table.file.done")}
        onConfirm={file}
      />
    </Stack>
  );
}
