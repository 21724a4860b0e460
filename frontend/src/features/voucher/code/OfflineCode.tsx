import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useLocation } from "wouter";
import { deviceTime, houseClock } from "#protocol/house/houseClock.ts";
import { MoneyUnitContext } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ClockContext } from "../../../ui/clock.ts";
import { CodeScreen } from "./CodeScreen.tsx";
import { FullScreen } from "./FullScreen.tsx";
import { type PhoneMemory, phoneMemory, timeOf } from "./phoneMemory.ts";
import { openSpendKeys, type SpendKeyPair } from "./spendKeys.ts";

/** The code by what this phone remembers, for when nobody answers; `otherwise` where it remembers nothing. */
export function OfflineCode({ otherwise }: { otherwise: ReactNode }) {
  const memory = useMemo(phoneMemory, []);
  const key = useKey(memory);
  if (memory === undefined || key === null) return otherwise;
  return key === undefined ? null : <Remembered memory={memory} phoneKey={key} />;
}

/** Null: the key is not here any more. */
function useKey(memory: PhoneMemory | undefined): SpendKeyPair | null | undefined {
  const [key, setKey] = useState<SpendKeyPair | null>();
  useEffect(() => {
    if (memory === undefined) return;
    openSpendKeys(memory.deployment.houseId)
      .then(async (keys) => {
        const found = await keys.find(memory.account);
        keys.close();
        setKey(found?.keyHash === memory.pocket.key.keyHash ? found : null);
      })
      .catch(() => setKey(null));
  }, [memory]);
  return key;
}

function Remembered({ memory, phoneKey }: { memory: PhoneMemory; phoneKey: SpendKeyPair }) {
  const t = useText();
  const [, navigate] = useLocation();
  const { deployment, pocket, dayOffset } = memory;
  const [clock] = useState(() => {
    const made = houseClock(deployment.practice);
    made.takeUp(timeOf(memory, deviceTime()));
    return made;
  });
  return (
    <ClockContext value={clock.anchored}>
      <MoneyUnitContext value={deployment.club.currency}>
        <FullScreen label={t("voucher.code.title")} onClose={() => navigate("/")}>
          <CodeScreen
            pocket={pocket}
            privateKey={phoneKey.privateKey}
            domain={{ chainId: deployment.chainId, counter: deployment.contracts.Counter }}
            dayOffset={dayOffset}
            houseId={deployment.houseId}
            practice={deployment.practice}
            stale
          />
        </FullScreen>
      </MoneyUnitContext>
    </ClockContext>
  );
}
