import { useEffect, useRef, useState } from "react";
import { type LedgerFormat, ledgerFormats } from "#protocol/treasury/ledgerFile.ts";
import { type LedgerFilter, writeLedgerFilter } from "#protocol/treasury/ledgerFilter.ts";
import { type House, useHouse } from "../../../../chain/node/house.ts";
import { useText } from "../../../../i18n/text.ts";
import { Bar } from "../../../../ui/data/Bar.tsx";
import { Button } from "../../../../ui/form/Button.tsx";
import { RadioGroup } from "../../../../ui/form/Choice.tsx";
import { CopyText } from "../../../../ui/form/CopyText.tsx";
import { download } from "../../../../ui/form/download.ts";
import { Disclosure } from "../../../../ui/layout/Disclosure.tsx";
import { Row, Stack } from "../../../../ui/layout/Layout.tsx";
import { Notice } from "../../../../ui/state/Notice.tsx";
import { findEntries } from "../list/findEntries.ts";
import type { BookFilter } from "../list/looking.ts";
import { useSearchWords } from "../list/useSearchWords.ts";
import { type BooksNews, startBooks } from "./booksJob.ts";

type State = { is: "idle" } | (BooksNews & { command?: string });

/** Takes exactly the list that is shown along as a file, to its last line; the same bytes in every language. */
export function ExportPanel({ filter }: { filter: BookFilter }) {
  const t = useText();
  const house = useHouse();
  const says = useSearchWords();
  const [format, setFormat] = useState<LedgerFormat>("csv");
  const [state, setState] = useState<State>({ is: "idle" });
  const giveUp = useRef<() => void>(undefined);
  useEffect(() => () => giveUp.current?.(), []);

  const take = async () => {
    let wanted = true;
    giveUp.current = () => {
      wanted = false;
    };
    setState({ is: "busy", read: 0, all: 0 });
    try {
      const { dir, cat, q } = filter;
      // Words depend on the reader's language: what they found is named by its numbers.
      const tell = (read: number, all: number) => wanted && setState({ is: "busy", read, all });
      const found = q === "" ? undefined : await findEntries(house, filter, Number.MAX_SAFE_INTEGER, { says, tell });
      if (!wanted) return;
      const chosen: LedgerFilter = found ? { entries: found.lines.map(({ seq }) => seq) } : { dir, cat };
      giveUp.current = startBooks(house, { is: "save", format, filter: chosen }, (news) => {
        if (news.is === "done") download(news.file, news.name, types[format]);
        setState(news.is === "done" ? { ...news, command: commandOf(house, format, news.block, chosen) } : news);
      });
    } catch {
      if (wanted) setState({ is: "failed", difference: undefined });
    }
  };
  const busy = state.is === "busy";
  return (
    <Stack gap={2}>
      <RadioGroup
        legend={t("books.take.as")}
        value={format}
        onChange={setFormat}
        options={ledgerFormats.map((one) => ({
          value: one,
          label: t(`books.take.${one}`),
          hint: t(`books.take.${one}.hint`),
        }))}
      />
      <Row>
        <Button busy={busy && t("books.take.busy")} onClick={() => void take()}>
          {t("books.take.do")}
        </Button>
        {busy && (
          <Button
            look="quiet"
            onClick={() => {
              giveUp.current?.();
              setState({ is: "idle" });
            }}
          >
            {t("books.stop")}
          </Button>
        )}
      </Row>
      {busy && state.all > 0 && (
        <Bar
          label={t("books.take.busy")}
          text={t("books.read", { n: state.read, all: state.all })}
          value={state.read}
          max={state.all}
        />
      )}
      <Outcome state={state} />
    </Stack>
  );
}

const types: Readonly<Record<LedgerFormat, string>> = {
  csv: "text/csv;charset=utf-8",
  json: "application/json",
  ledger: "text/plain;charset=utf-8",
};

/** How anybody makes the same file without this page. */
function commandOf({ practice }: House, format: LedgerFormat, block: number, filter: LedgerFilter): string {
  const where = practice ? "" : " --network NAME --rpc URL";
  return `npm run export --${where} --format ${format} --block ${block} ${writeLedgerFilter(filter)}`.trim();
}

function Outcome({ state }: { state: State }) {
  const t = useText();
  if (state.is === "done") {
    return (
      <Notice kind="good" live title={t("books.take.done", { file: state.name })}>
        <p>{t("books.take.done.body", { block: state.block, n: state.entries })}</p>
        {state.command && (
          <Disclosure summary={t("books.take.command")}>
            <CopyText text={state.command} />
          </Disclosure>
        )}
      </Notice>
    );
  }
  if (state.is !== "failed") return null;
  return state.difference && state.difference.kind !== "missing" ? (
    <Notice kind="stop" live title={t("books.take.differs")}>
      {t("books.take.differs.body")}
    </Notice>
  ) : (
    <Notice kind="wait" live title={t("books.take.incomplete")}>
      {t("books.take.incomplete.body")}
    </Notice>
  );
}
