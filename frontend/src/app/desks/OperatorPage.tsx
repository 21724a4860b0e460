import { useSeat, useSession } from "../../chain/session/session.ts";
import { useRoles } from "../../chain/treasury/roles.ts";
import { OperatorDesk } from "../../features/treasury/operator/OperatorDesk.tsx";
import { useText } from "../../i18n/text.ts";
import { ButtonLink } from "../../ui/form/Button.tsx";
import { WhenLoaded } from "../../ui/state/WhenLoaded.tsx";
import { DeskGate } from "./DeskGate.tsx";

/** The operator's desk, for the operator and for those of the team who may ask for payments or run the counter. */
export function OperatorPage() {
  const t = useText();
  const session = useSession();
  const seat = useSeat();
  const roles = useRoles(
    session.kind === "none" ? undefined : session.account,
    seat.status === "ready" ? seat.data : undefined,
  );
  return (
    <DeskGate
      title={t("desks.operator.title")}
      lead={t("desks.operator.lead")}
      isTheirs={() => roles.status !== "ready" || roles.data.asks || roles.data.counter}
      notYours={{ title: t("desks.operator.notYours"), body: t("desks.operator.notYours.body") }}
    >
      {(signedIn) => (
        <WhenLoaded state={roles}>
          {(found) => (
            <>
              {found.counter && (
                <div>
                  <ButtonLink href="/desk/counter">{t("desks.counter.open")}</ButtonLink>
                </div>
              )}
              <OperatorDesk key={signedIn.account} session={signedIn} roles={found} />
            </>
          )}
        </WhenLoaded>
      )}
    </DeskGate>
  );
}
