import { useId, useState } from "react";
import { directionOf, signedAmount } from "#protocol/treasury/entryKinds.ts";
import { useRoundNames } from "../../../../chain/funding/useRoundNames.ts";
import { mapRead, useRead } from "../../../../chain/node/useRead.ts";
import { useFormat } from "../../../../i18n/formats.ts";
import { loadRoom } from "../../../../i18n/load.ts";
import { useLanguage, useText } from "../../../../i18n/text.ts";
import { DataTable } from "../../../../ui/data/DataTable.tsx";
import { Button } from "../../../../ui/form/Button.tsx";
import { Row, Stack } from "../../../../ui/layout/Layout.tsx";
import { ReceiptRoll } from "../../../../ui/pictures/ReceiptRoll.tsx";
import { EmptyState } from "../../../../ui/state/EmptyState.tsx";
import { Late, latePart } from "../../../../ui/state/latePart.tsx";
import { useEntryWords } from "../entry/useEntryWords.ts";
import { EntryFilter } from "./EntryFilter.tsx";
import { type BookFilter, type BookLine, type Found, filterParams, findEntries } from "./find.ts";
import { useFilter } from "./useFilter.ts";
import { useSearchWords } from "./useSearchWords.ts";

const PAGE = 50;

const exportPanel = latePart(async () => {
  const [file] = await Promise.all([import("../books/ExportPanel.tsx"), loadRoom("books")]);
  return file.ExportPanel;
});

/** Every entry there is, the newest first, in plain words; filtered, and to be taken along as it stands. */
export function EntryList() {
  const t = useText();
  const format = useFormat();
  const language = useLanguage();
  const wordsOf = useEntryWords();
  const says = useSearchWords();
  const roundsKnown = useRoundNames()(1).n > 0;
  const [filter, change] = useFilter();
  const [pages, setPages] = useState(1);
  const key = filterParams(filter);
  // A search looks for words, and words depend on the language and on the names of rounds.
  const found = useRead<Found>(
    ["entries", key, pages, filter.q && [language, roundsKnown]],
    (house) => findEntries(house, filter, pages * PAGE, says),
    { keep: true },
  );
  const narrowed = Object.keys(key).length > 0;
  const amount = (line: BookLine) =>
    format.money(signedAmount(line), { cents: "always", signed: directionOf(line) !== "aside" });
  return (
    <Stack gap={3}>
      {found.status === "ready" && <Roll lines={found.data.lines} />}
      <EntryFilter
        filter={filter}
        onChange={(some) => {
          setPages(1);
          change(some);
        }}
      />
      <DataTable<BookLine>
        caption={t("treasury.account.list")}
        rows={mapRead(found, ({ lines }) => lines)}
        rowKey={({ seq }) => seq}
        href={({ seq }) => `/money/${seq}`}
        empty={
          narrowed ? (
            <EmptyState
              title={t("treasury.account.list.nothing")}
              action={
                <Button onClick={() => change({ dir: undefined, cat: undefined, q: "" })}>
                  {t("treasury.account.filter.all")}
                </Button>
              }
            />
          ) : (
            <EmptyState title={t("treasury.account.list.empty")}>{t("treasury.account.list.empty.body")}</EmptyState>
          )
        }
        footer={
          found.status === "ready" &&
          found.data.more && (
            <Button look="quiet" onClick={() => setPages(pages + 1)}>
              {t("ui.more")}
            </Button>
          )
        }
        columns={[
          { head: t("treasury.account.what"), cell: (line) => wordsOf(line).what, phone: "title" },
          { head: t("treasury.account.date"), cell: ({ time }) => format.date(time), oneLine: true },
          { head: t("treasury.account.kind"), cell: (line) => wordsOf(line).kind },
          { head: t("treasury.account.who"), cell: (line) => wordsOf(line).who },
          { head: t("treasury.account.amount"), cell: amount, end: true, phone: "value" },
        ]}
      />
      <TakeAlong filter={filter} />
    </Stack>
  );
}

/** The way to a file of the list; what it needs comes when somebody wants one. */
function TakeAlong({ filter }: { filter: BookFilter }) {
  const t = useText();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <Stack gap={2}>
      <Row>
        <Button aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
          {t("treasury.account.take")}
        </Button>
      </Row>
      <div id={id} hidden={!isOpen}>
        {isOpen && <Late of={exportPanel} props={{ filter }} />}
      </div>
    </Stack>
  );
}

/** The last thirty that moved the house's cash, oldest left. */
function Roll({ lines }: { lines: readonly BookLine[] }) {
  const amounts = lines
    .filter((line) => directionOf(line) !== "aside")
    .slice(0, 30)
    .map(signedAmount)
    .reverse();
  return amounts.length > 2 ? <ReceiptRoll amounts={amounts} /> : null;
}
