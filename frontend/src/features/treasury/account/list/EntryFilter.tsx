import { useEffect, useState } from "react";
import { directions, kinds } from "#protocol/treasury/entryKinds.ts";
import { useText } from "../../../../i18n/text.ts";
import { Segmented } from "../../../../ui/form/Choice.tsx";
import { SelectField, TextField } from "../../../../ui/form/Field.tsx";
import { Grid, Stack } from "../../../../ui/layout/Layout.tsx";
import type { BookFilter } from "./looking.ts";

type EntryFilterProps = { filter: BookFilter; onChange: (some: Partial<BookFilter>) => void };

/** Which way the money went, what for, and any word. */
export function EntryFilter({ filter, onChange }: EntryFilterProps) {
  const t = useText();
  const [typed, setTyped] = useState(filter.q);
  useEffect(() => setTyped(filter.q), [filter.q]);
  // A word is looked for once the typing rests.
  useEffect(() => {
    if (typed.trim() === filter.q) return;
    const timer = setTimeout(() => onChange({ q: typed.trim() }), 400);
    return () => clearTimeout(timer);
  }, [typed, filter.q, onChange]);
  return (
    <div data-print="no">
      <Stack gap={2}>
        <Segmented
          label={t("treasury.account.filter.dir")}
          value={filter.dir ?? "all"}
          onChange={(dir) => onChange({ dir: directions.find((one) => one === dir) })}
          options={[
            { value: "all", label: t("treasury.account.filter.all") },
            ...directions.map((dir) => ({ value: dir as string, label: t(`treasury.account.dir.${dir}`) })),
          ]}
        />
        <Grid min="14rem">
          <SelectField
            label={t("treasury.account.kind")}
            value={filter.cat ?? ""}
            onChange={(cat) => onChange({ cat: kinds.find((one) => one === cat) })}
            options={[
              { value: "", label: t("treasury.account.filter.anything") },
              ...kinds.map((kind) => ({ value: kind, label: t(`house.kind.${kind}`) })),
            ]}
          />
          <TextField label={t("treasury.account.filter.search")} type="search" value={typed} onChange={setTyped} />
        </Grid>
      </Stack>
    </div>
  );
}
