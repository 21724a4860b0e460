import { useHouse } from "../chain/node/house.ts";
import { useSession } from "../chain/session/session.ts";
import { useText } from "../i18n/text.ts";
import type { Detour } from "../ui/state/WriteState.tsx";

/** For an own wallet that looks at another chain; undefined: there is nothing to switch. */
export function useNetworkSwitch(): Detour | undefined {
  const t = useText();
  const { practice } = useHouse();
  const session = useSession();
  if (session.kind !== "wallet" || !session.wrongChain) return undefined;
  return {
    label: t(practice ? "ui.write.switch.practice" : "ui.write.switch"),
    // Who says no to their wallet stays where they are, and the button with them.
    go: () => void session.switchChain().catch(() => undefined),
  };
}
