import { useState } from "react";
import { useHouse } from "../../../../chain/node/house.ts";
import { openGroup } from "./find.ts";
import type { BookLine } from "./looking.ts";
import type { BookRow, DayGroup } from "./rows.ts";

/** A row that stands for many, opened. */
interface Opened {
  lines: readonly BookLine[];
  state: "here" | "coming" | "failed";
}

/** What stands in the table: the list's own rows, below an opened one its entries, and the way to more of them. */
export type ListRow =
  | BookRow
  | { is: "part"; line: BookLine }
  | { is: "rest"; group: DayGroup; shown: number; state: "coming" | "failed" | "more" };

/** Which rows somebody has opened, and how they are opened and shut. */
export function useOpened() {
  const house = useHouse();
  const [opened, setOpened] = useState<ReadonlyMap<string, Opened>>(new Map());
  const put = ({ key }: DayGroup, change: (before: Opened | undefined) => Opened | undefined) =>
    setOpened((all) => {
      const next = new Map(all);
      const now = change(all.get(key));
      if (now === undefined) next.delete(key);
      else next.set(key, now);
      return next;
    });
  /** Whoever has shut it meanwhile finds it shut. */
  const come = (group: DayGroup, now: Partial<Opened>) => put(group, (before) => before && { ...before, ...now });
  return {
    opened,
    open(group: DayGroup, wanted: number) {
      put(group, (before) => ({ lines: before?.lines ?? [], state: "coming" }));
      openGroup(house, group, wanted).then(
        (lines) => come(group, { lines, state: "here" }),
        () => come(group, { state: "failed" }),
      );
    },
    shut: (group: DayGroup) => put(group, () => undefined),
  };
}

export function withOpened(rows: readonly BookRow[], opened: ReadonlyMap<string, Opened>): ListRow[] {
  return rows.flatMap((row): ListRow[] => {
    const found = row.is === "many" ? opened.get(row.group.key) : undefined;
    if (row.is === "one" || found === undefined) return [row];
    const { lines, state } = found;
    const parts = lines.map((line): ListRow => ({ is: "part", line }));
    const isWhole = state === "here" && lines.length >= row.group.count;
    const rest = {
      is: "rest",
      group: row.group,
      shown: lines.length,
      state: state === "here" ? "more" : state,
    } as const;
    return [row, ...parts, ...(isWhole ? [] : [rest])];
  });
}
