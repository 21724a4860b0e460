import { useSeatName } from "../../chain/membership/useSeatName.ts";
import { useHouse } from "../../chain/node/house.ts";
import { type TableNow, useTableNow } from "../../chain/oversight/rotation.ts";
import { useSeat } from "../../chain/session/session.ts";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { ButtonLink } from "../../ui/form/Button.tsx";
import { Stack } from "../../ui/layout/Layout.tsx";
import { RoundTable } from "../../ui/pictures/tables/RoundTable.tsx";
import { EmptyState } from "../../ui/state/EmptyState.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { WhenLoaded } from "../../ui/state/WhenLoaded.tsx";

/** Who oversees the house now, and until when. */
export function PresentTable() {
  const table = useTableNow();
  return <WhenLoaded state={table}>{(data) => <SeatsNow table={data} />}</WhenLoaded>;
}

function SeatsNow({ table: { term, seats, caretakers, calendar } }: { table: TableNow }) {
  const t = useText();
  const format = useFormat();
  const seatName = useSeatName();
  const own = useSeat();
  const { chairs } = useHouse().deployment.club;
  if (seats.length === 0) return <EmptyState title={t("house.table.none")}>{t("house.table.none.body")}</EmptyState>;
  const guests = Array.from({ length: Math.max(chairs, seats.length) }, (_, i) => {
    const seat = seats[i];
    return seat === undefined ? null : { seat, name: seatName(seat, true) };
  });
  return (
    <Stack gap={2}>
      {caretakers && <Notice kind="wait" title={t("house.table.caretakers")} />}
      <p>{t("house.table.lead", { n: seats.length })}</p>
      <RoundTable
        title={t("ui.picture.table", { n: term })}
        note={calendar && t("ui.until", { when: format.day(calendar.end) })}
        guests={guests}
        ownSeat={own.status === "ready" && own.data > 0 ? own.data : undefined}
        seatHref={(seat) => `/seats/${seat}`}
      />
      <div>
        <ButtonLink href="/tables">{t("house.toTables")}</ButtonLink>
      </div>
    </Stack>
  );
}
