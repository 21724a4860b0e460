import { useState } from "react";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useNow } from "../../ui/clock.ts";
import { DataTable } from "../../ui/data/DataTable.tsx";
import { ButtonLink } from "../../ui/form/Button.tsx";
import { Segmented } from "../../ui/form/Choice.tsx";
import { Section } from "../../ui/layout/Layout.tsx";
import { EmptyState } from "../../ui/state/EmptyState.tsx";
import type { Loaded } from "../../ui/state/loaded.ts";

type KitRow = { id: number; what: string; at: number; category: string; amount: bigint };
type KitState = "ready" | "stale" | "loading" | "failed" | "empty";

export function KitLists() {
  const t = useText();
  const format = useFormat();
  const now = useNow(600);
  const [shown, setShown] = useState<KitState>("ready");

  const data: KitRow[] = [
    { id: 3, what: t("kit.list.redeemed"), at: now - 3_600, category: t("kit.list.sales"), amount: 336_000_000n },
    { id: 2, what: t("kit.list.supplies"), at: now - 90_000, category: t("kit.list.goods"), amount: -5_460_500_000n },
    {
      id: 1,
      what: t("kit.list.rent"),
      at: now - 400_000,
      category: t("kit.list.rentCategory"),
      amount: -28_000_000_000n,
    },
  ];
  const states: Record<KitState, Loaded<KitRow[]>> = {
    ready: { status: "ready", data },
    stale: { status: "ready", data, staleSince: now - 600 },
    loading: { status: "loading" },
    failed: { status: "failed", retry: () => setShown("loading") },
    empty: { status: "ready", data: [] },
  };

  return (
    <Section title={t("kit.list")}>
      <Segmented
        label={t("kit.list")}
        value={shown}
        onChange={setShown}
        options={[
          { value: "ready", label: t("kit.list.ready") },
          { value: "stale", label: t("kit.list.stale") },
          { value: "loading", label: t("kit.list.loading") },
          { value: "failed", label: t("kit.list.failed") },
          { value: "empty", label: t("kit.list.empty") },
        ]}
      />
      <DataTable
        caption={t("kit.list.caption")}
        rows={states[shown]}
        rowKey={(row) => row.id}
        href={() => "/kit"}
        columns={[
          { head: t("kit.list.what"), cell: (row) => row.what, phone: "title" },
          { head: t("kit.list.category"), cell: (row) => row.category },
          { head: t("kit.list.when"), cell: (row) => format.dateTime(row.at) },
          {
            head: t("kit.list.amount"),
            cell: (row) => format.money(row.amount, { signed: true, cents: "always" }),
            end: true,
            phone: "value",
          },
        ]}
        empty={
          <EmptyState
            title={t("kit.list.empty")}
            action={<ButtonLink href="/kit">{t("kit.list.empty.action")}</ButtonLink>}
          >
            {t("kit.list.empty.body")}
          </EmptyState>
        }
      />
    </Section>
  );
}
