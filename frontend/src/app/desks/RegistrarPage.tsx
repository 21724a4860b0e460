import { isAddressEqual } from "viem";
import { shortAddress } from "#protocol/house/shortAddress.ts";
import { useOffices } from "../../chain/governance/offices.ts";
import { RegistrarDesk } from "../../features/membership/registrar/RegistrarDesk.tsx";
import { useText } from "../../i18n/text.ts";
import { DeskGate } from "./DeskGate.tsx";

/** The registrar's desk, for whoever holds the office now. */
export function RegistrarPage() {
  const t = useText();
  const { registrar } = useOffices();
  return (
    <DeskGate
      title={t("membership.desk.title")}
      lead={t("membership.desk.lead")}
      isTheirs={({ account }) => isAddressEqual(account, registrar)}
      notYours={{
        title: t("membership.desk.notYours"),
        body: t("membership.desk.notYours.body", { account: shortAddress(registrar) }),
      }}
    >
      {(session) => <RegistrarDesk key={session.account} session={session} />}
    </DeskGate>
  );
}
