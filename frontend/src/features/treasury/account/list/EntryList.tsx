import { type ReactNode, useId, useState } from "react";
import { directionOf, kindOf, signedAmount } from "#protocol/treasury/entryKinds.ts";
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
import styles from "./EntryList.module.css";
import { filterParams, findRows, PAGE } from "./find.ts";
import type { BookFilter, Found } from "./looking.ts";
import { type ListRow, useOpened, withOpened } from "./opened.ts";
import type { BookRow } from "./rows.ts";
import { useFilter } from "./useFilter.ts";
import { useSearchWords } from "./useSearchWords.ts";

const exportPanel = latePart(async () => {
  const [file] = await Promise.all([import("../books/ExportPanel.tsx"), loadRoom("books")]);
  return file.ExportPanel;
});

type EntryListProps = {
  /** How many entries there were a moment ago; 0 = not known. */
  known: number;
};

/** Rows that stand on the page at once: with ten thousand entries it stays as light as with a hundred. */
const AT_ONCE = 2 * PAGE;

/** Every entry there is, the newest first, in plain words; filtered, and to be taken along as it stands. */
export function EntryList({ known }: EntryListProps) {
  const t = useText();
  const format = useFormat();
  const language = useLanguage();
  const wordsOf = useEntryWords();
  const says = useSearchWords();
  const roundsKnown = useRoundNames()(1).n > 0;
  const [filter, change] = useFilter();
  const [pages, setPages] = useState(1);
  const { opened, open, shut } = useOpened();
  const key = filterParams(filter);
  // A search looks for words, and words depend on the language and on the names of rounds.
  const found = useRead<Found>(
    ["entries", key, pages, filter.q && [language, roundsKnown]],
    (house) => findRows(house, filter, pages, { says, known }),
    { keep: true },
  );
  const narrowed = Object.keys(key).length > 0;
  // Whoever goes on to older ones leaves the newest behind.
  const behind = found.status === "ready" ? Math.max(0, found.data.rows.length - AT_ONCE) : 0;
  const what = (row: ListRow): ReactNode => {
    if (row.is === "one") return wordsOf(row.line).what;
    if (row.is === "part") return <span className={styles.part}>{wordsOf(row.line).what}</span>;
    const { group } = row;
    if (row.is === "rest") return <Rest state={row.state} onClick={() => open(group, row.shown + PAGE)} />;
    const isOpen = opened.has(group.key);
    const kind = t(`house.kind.${kindOf(group)}`);
    const words = t("house.kind.many", { kind, n: group.count });
    return (
      <>
        <button
          type="button"
          className={styles.many}
          data-print="no"
          aria-expanded={isOpen}
          onClick={() => (isOpen ? shut(group) : open(group, PAGE))}
        >
          {words}
        </button>
        <span className={styles.onPaper}>{words}</span>
      </>
    );
  };
  const amount = (row: ListRow) => {
    const line = sidesOf(row);
    if (line === undefined) return null;
    return format.money(signedAmount(line), { cents: "always", signed: directionOf(line) !== "aside" });
  };
  const lineOf = (row: ListRow) => ("line" in row ? row.line : undefined);
  return (
    <Stack gap={3}>
      {found.status === "ready" && <Roll rows={found.data.rows} />}
      <EntryFilter
        filter={filter}
        onChange={(some) => {
          setPages(1);
          change(some);
        }}
      />
      {behind > 0 && (
        <div data-print="no">
          <Button
            look="quiet"
            onClick={() => {
              setPages(pages - 1);
              // The button may go with the last of them.
              document.querySelector<HTMLElement>("#entries h2")?.focus();
            }}
          >
            {t("treasury.account.list.newer")}
          </Button>
        </div>
      )}
      <DataTable<ListRow>
        caption={t("treasury.account.list")}
        rows={mapRead(found, ({ rows }) => withOpened(rows.slice(behind), opened))}
        rowKey={keyOf}
        href={(row) => ("line" in row ? `/money/${row.line.seq}` : undefined)}
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
          { head: t("treasury.account.what"), cell: what, phone: "title" },
          {
            head: t("treasury.account.date"),
            cell: (row) => (row.is === "rest" ? null : format.date(row.is === "many" ? row.group.time : row.line.time)),
            oneLine: true,
          },
          {
            head: t("treasury.account.kind"),
            cell: (row) => {
              const line = sidesOf(row);
              return line && t(`house.kind.${kindOf(line)}`);
            },
          },
          {
            head: t("treasury.account.who"),
            cell: (row) => {
              const line = lineOf(row);
              return line && <bdi>{wordsOf(line).who}</bdi>;
            },
          },
          { head: t("treasury.account.amount"), cell: amount, end: true, phone: "value" },
        ]}
      />
      <TakeAlong filter={filter} />
    </Stack>
  );
}

/** What a row moved between which accounts. */
function sidesOf(row: ListRow) {
  if (row.is === "rest") return undefined;
  return row.is === "many" ? row.group : row.line;
}

function keyOf(row: ListRow): string | number {
  if (row.is === "many") return row.group.key;
  return row.is === "rest" ? `rest ${row.group.key}` : row.line.seq;
}

/** Below the entries of a row that was opened: more of them, or why there are none. */
function Rest({ state, onClick }: { state: "coming" | "failed" | "more"; onClick: () => void }) {
  const t = useText();
  return (
    <Button look="quiet" busy={state === "coming" && t("ui.loading")} onClick={onClick}>
      {t(state === "failed" ? "ui.again" : "ui.more")}
    </Button>
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
function Roll({ rows }: { rows: readonly BookRow[] }) {
  const amounts = rows
    .map((row) => (row.is === "one" ? row.line : row.group))
    .filter((moved) => directionOf(moved) !== "aside")
    .slice(0, 30)
    .map(signedAmount)
    .reverse();
  return amounts.length > 2 ? <ReceiptRoll amounts={amounts} /> : null;
}
