import { useRead } from "../../../chain/node/useRead.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { DataTable } from "../../../ui/data/DataTable.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { type Round, readRounds } from "./round.ts";
import { StateTag } from "./StateTag.tsx";

/** Every round there was and is. */
export function RoundsPage() {
  const t = useText();
  const format = useFormat();
  const rounds = useRead<readonly Round[]>(["rounds"], readRounds);
  return (
    <>
      <PageHeader title={t("round.list.title")} lead={t("round.list.lead")} />
      <DataTable<Round>
        caption={t("round.list.title")}
        rows={rounds}
        rowKey={({ id }) => id}
        href={({ id }) => `/rounds/${id}`}
        empty={<EmptyState title={t("round.list.empty")}>{t("round.list.empty.body")}</EmptyState>}
        columns={[
          { head: t("round.round"), cell: ({ name }) => t("ui.round", { ...name }), phone: "title" },
          { head: t("round.state"), cell: (round) => <StateTag round={round} />, phone: "value" },
          { head: t("round.price"), cell: ({ price }) => format.money(price), end: true },
          {
            head: t("round.places"),
            cell: ({ sold, maxSeats }) => t("round.sold", { sold, places: maxSeats }),
            end: true,
          },
          { head: t("round.deadline"), cell: ({ deadline }) => format.date(deadline), end: true },
        ]}
      />
    </>
  );
}
