import type { ReactNode } from "react";
import { Link } from "wouter";
import { cx } from "../cx.ts";
import type { Loaded } from "../state/loaded.ts";
import { SkeletonLines } from "../state/Skeleton.tsx";
import { WhenLoaded } from "../state/WhenLoaded.tsx";
import styles from "./DataTable.module.css";

type DataColumn<Row> = {
  head: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end. */
  end?: boolean;
  /** Never broken, like a date. */
  oneLine?: boolean;
  /** On a phone: the row's first line (left or right), below it, or not at all. Default `below`. */
  phone?: "title" | "value" | "below" | "hidden";
};

type DataTableProps<Row> = {
  /** Says what is listed; read to those who do not see it. */
  caption: string;
  showCaption?: boolean;
  columns: readonly DataColumn<Row>[];
  rows: Loaded<readonly Row[]>;
  rowKey: (row: Row) => string | number;
  /** Where a row leads; its first column is the link. */
  href?: (row: Row) => string | undefined;
  /** What will be here, and who can start it. */
  empty: ReactNode;
  /** The next page of the list. */
  footer?: ReactNode;
};

/** Columns from which on a table folds earlier. */
const MANY = 6;

/** A table on the desktop, the same table folded into lines on a phone. */
export function DataTable<Row>({
  caption,
  showCaption,
  columns,
  rows,
  rowKey,
  href,
  empty,
  footer,
}: DataTableProps<Row>) {
  return (
    <WhenLoaded state={rows} skeleton={<SkeletonLines lines={5} />}>
      {(data) =>
        data.length === 0 ? (
          empty
        ) : (
          <>
            {/* Explicit roles: folding by CSS would take the table away from screen readers. */}
            {/* biome-ignore-start lint/a11y/noRedundantRoles: see above */}
            <div className={styles.room} data-many={columns.length >= MANY || undefined}>
              <table className={styles.table} role="table">
                <caption className={showCaption ? styles.caption : "visually-hidden"}>{caption}</caption>
                <thead role="rowgroup">
                  <tr role="row">
                    {columns.map((column) => (
                      <th key={column.head} scope="col" role="columnheader" className={cx(column.end && styles.end)}>
                        {column.head}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody role="rowgroup">
                  {data.map((row) => (
                    <tr key={rowKey(row)} role="row" className={cx(href && styles.linked)}>
                      {columns.map((column, index) => (
                        <td
                          key={column.head}
                          role="cell"
                          data-label={column.head}
                          className={cx(
                            column.end && styles.end,
                            column.oneLine && styles.oneLine,
                            styles[column.phone ?? "below"],
                          )}
                        >
                          {linkTo(index === 0 ? href?.(row) : undefined, column.cell(row))}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
            {footer}
          </>
        )
      }
    </WhenLoaded>
  );
}

function linkTo(href: string | undefined, words: ReactNode): ReactNode {
  return href === undefined ? words : <Link href={href}>{words}</Link>;
}
