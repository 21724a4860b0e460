import type { Address } from "viem";
import * as personsAbi from "#protocol/abi/persons.ts";
import { signable } from "#protocol/house/typedData.ts";
import { type House, useHouse } from "../../../chain/node/house.ts";
import { houseCall } from "../../../chain/node/houseCall.ts";
import type { Deed } from "../../../chain/write/act.ts";
import { deadlineOf, readAccountEpoch } from "../../../chain/write/nonce.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { Disclosure } from "../../../ui/layout/Disclosure.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";

/** For whoever signed something they did not want: one confirmation, and nothing of it counts any more, anywhere. */
export function VoidSigned({ account }: { account: Address }) {
  const t = useText();
  const house = useHouse();
  const acting = useAct();
  return (
    <Disclosure summary={t("membership.void.title")}>
      <Stack gap={2}>
        <p>{t("membership.void.body")}</p>
        <ActButton
          acting={acting}
          label={t("membership.void.do")}
          look="secondary"
          onConfirm={async () => acting.run(await raiseDeed(house, account))}
        />
      </Stack>
    </Disclosure>
  );
}

async function raiseDeed(house: House, account: Address): Promise<Deed> {
  const wish = { account, epoch: await readAccountEpoch(house, account), deadline: deadlineOf(house) };
  return {
    name: "void",
    check: houseCall(personsAbi.raiseEpoch, [wish, "0x"]),
    sign: signable(house.deployment, "EpochRaise", wish),
    call: (signature) => houseCall(personsAbi.raiseEpoch, [wish, signature]),
  };
}
