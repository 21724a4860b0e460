import { I18nProvider } from "@lingui/react";
import type { ReactNode } from "react";
import { i18n } from "../i18n/load.ts";
import { ClockContext } from "../ui/clock.ts";

/** What every page may ask for: sentences, the house's time. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <I18nProvider i18n={i18n}>
      <ClockContext value={deviceClock}>{children}</ClockContext>
    </I18nProvider>
  );
}

const deviceClock = (): number => Math.floor((performance.timeOrigin + performance.now()) / 1000);
