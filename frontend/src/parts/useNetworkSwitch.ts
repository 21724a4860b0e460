import { useState } from "react";
import { networkName, useHouse } from "../chain/node/house.ts";
import { useSession } from "../chain/session/session.ts";
import { refusedByWallet } from "../chain/write/refuse.ts";
import { useText } from "../i18n/text.ts";
import type { Detour } from "../ui/state/WriteState.tsx";

/** For an own wallet that looks at another chain; undefined: there is nothing to switch. */
export function useNetworkSwitch(): Detour | undefined {
  const t = useText();
  const house = useHouse();
  const session = useSession();
  const [cannot, setCannot] = useState(false);
  if (session.kind !== "wallet" || !session.wrongChain) return undefined;
  const go = async () => {
    setCannot(false);
    try {
      await session.switchChain();
    } catch (error) {
      // Who says no to their wallet stays where they are, and the button with them.
      setCannot(refusedByWallet(error) !== undefined);
    }
  };
  return {
    label: t(house.practice ? "ui.write.switch.practice" : "ui.write.switch"),
    go: () => void go(),
    ...(cannot && {
      note: t("ui.write.switch.byHand", { network: networkName(house), id: String(house.deployment.chainId) }),
    }),
  };
}
