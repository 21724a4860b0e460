import { useSeat, useSession } from "../../chain/session/session.ts";
import { useRoles } from "../../chain/treasury/roles.ts";
import { TableDesk } from "../../features/treasury/table/TableDesk.tsx";
import { useText } from "../../i18n/text.ts";
import { WhenLoaded } from "../../ui/state/WhenLoaded.tsx";
import { DeskGate } from "./DeskGate.tsx";

/** The desk of those in office. Who has left it may still owe a report: that finds its way there too. */
export function TablePage() {
  const t = useText();
  const session = useSession();
  const seat = useSeat();
  const number = seat.status === "ready" ? seat.data : undefined;
  const roles = useRoles(session.kind === "none" ? undefined : session.account, number);
  return (
    <DeskGate
      title={t("desks.table.title")}
      lead={t("desks.table.lead")}
      isTheirs={() => roles.status !== "ready" || roles.data.table || roles.data.satLately}
      notYours={{ title: t("desks.table.notYours"), body: t("desks.table.notYours.body") }}
    >
      {({ account }) => (
        <WhenLoaded state={seat}>{(found) => <TableDesk key={account} account={account} seat={found} />}</WhenLoaded>
      )}
    </DeskGate>
  );
}
