import { useSeat, useSession } from "../../chain/session/session.ts";
import { useRoles } from "../../chain/treasury/roles.ts";
import { ManagerDesk } from "../../features/voucher/manager/ManagerDesk.tsx";
import { useText } from "../../i18n/text.ts";
import { WhenLoaded } from "../../ui/state/WhenLoaded.tsx";
import { DeskGate } from "./DeskGate.tsx";

/** The counter's desk, for the operator and for those of the team who may take payments back and close the day. */
export function CounterPage() {
  const t = useText();
  const session = useSession();
  const seat = useSeat();
  const roles = useRoles(
    session.kind === "none" ? undefined : session.account,
    seat.status === "ready" ? seat.data : undefined,
  );
  return (
    <DeskGate
      title={t("desks.counter.title")}
      lead={t("desks.counter.lead")}
      isTheirs={() => roles.status !== "ready" || roles.data.counter}
      notYours={{ title: t("desks.counter.notYours"), body: t("desks.counter.notYours.body") }}
    >
      {({ account }) => <WhenLoaded state={roles}>{() => <ManagerDesk key={account} account={account} />}</WhenLoaded>}
    </DeskGate>
  );
}
