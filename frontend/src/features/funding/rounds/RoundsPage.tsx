import { roundPath } from "#protocol/funding/roundNames.ts";
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
      <PageHeader title={t("funding.list.title")} lead={t("funding.list.lead")} />
      <DataTable<Round>
        caption={t("funding.list.title")}
        rows={rounds}
        rowKey={({ id }) => id}
        href={({ name }) => roundPath(name)}
        empty={<EmptyState title={t("funding.list.empty")}>{t("funding.list.empty.body")}</EmptyState>}
        columns={[
          { head: t("funding.round"), cell: ({ name }) => t("ui.round", { ...name }), phone: "title" },
          { head: t("funding.state"), cell: (round) => <StateTag round={round} />, phone: "value" },
          { head: t("funding.price"), cell: ({ price }) => format.money(price), end: true },
          {
            head: t("funding.places"),
            cell: ({ sold, maxSeats }) => t("funding.sold", { sold, places: maxSeats }),
            end: true,
          },
          { head: t("funding.deadline"), cell: ({ deadline }) => format.date(deadline), end: true },
        ]}
      />
    </>
  );
}
