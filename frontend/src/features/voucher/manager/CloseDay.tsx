import { type Address, isAddressEqual } from "viem";
import * as closingsAbi from "#protocol/abi/closings.ts";
import type { TillClosing } from "#protocol/voucher/managerLinks.ts";
import { usePersonName } from "../../../chain/membership/usePersonName.ts";
import { readHouse, useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { ClosingFacts } from "./ClosingFacts.tsx";
import { closeDeed } from "./managerDeeds.ts";

/** What a tablet says of its day, and one signature beside its own. */
export function CloseDay({ account, till }: { account: Address; till: TillClosing }) {
  const t = useText();
  const { closing } = till;
  const { terminal, number, unpaid } = closing;
  return (
    <Card title={t("desks.counter.close.title", { n: number, till: terminal })} tone="accent">
      <Stack gap={3}>
        <ClosingFacts closing={closing} />
        {unpaid > 0n && <Notice kind="wait" title={t("desks.counter.close.unpaid.body")} />}
        <Sign account={account} till={till} />
      </Stack>
    </Card>
  );
}

function Sign({ account, till }: { account: Address; till: TillClosing }) {
  const t = useText();
  const house = useHouse();
  const person = usePersonName();
  const acting = useAct("closeDay");
  const { terminal, number, manager, deadline } = till.closing;
  const count = useRead(["closingCount", terminal], (of) => readHouse(of, closingsAbi.closingCount, [terminal]));
  if (!isAddressEqual(manager, account)) {
    return (
      <Notice kind="wait" title={t("desks.counter.close.other", { who: person({ account: manager, seat: 0 }) })} />
    );
  }
  return (
    <WhenLoaded state={count}>
      {(closed) =>
        closed >= number && acting.state.step === "idle" ? (
          <Notice kind="good" title={t("desks.counter.close.already", { n: number })} />
        ) : (
          <ActButton
            acting={acting}
            label={t("desks.counter.close.do", { n: number })}
            notNow={house.clock.now() > deadline && t("desks.counter.close.late")}
            done={t("desks.counter.close.done")}
            onConfirm={async () => acting.run(closeDeed(house, till))}
          />
        )
      }
    </WhenLoaded>
  );
}
