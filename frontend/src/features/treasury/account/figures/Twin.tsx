import { DataTable } from "../../../../ui/data/DataTable.tsx";

type TwinProps = {
  caption: string;
  heads: readonly string[];
  rows: readonly (readonly string[])[];
  /** Where a row leads, by its place. */
  hrefs?: readonly string[];
};

/** What bars show, as a table: first column words, the others amounts. */
export function Twin({ caption, heads, rows, hrefs }: TwinProps) {
  return (
    <DataTable<readonly string[]>
      caption={caption}
      rows={{ status: "ready", data: rows }}
      rowKey={(row) => row[0] ?? ""}
      href={hrefs && ((row) => hrefs[rows.indexOf(row)])}
      empty={null}
      columns={heads.map((head, i) => ({
        head,
        cell: (row) => row[i],
        end: i > 0,
        phone: i === 0 ? "title" : "below",
      }))}
    />
  );
}
