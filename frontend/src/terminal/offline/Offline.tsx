import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useHundredths } from "../../parts/useHundredths.ts";
import { useNow } from "../../ui/clock.ts";
import { Notice } from "../../ui/state/Notice.tsx";
import type { Till } from "../useTill.ts";

/** Amber: why the house's answer is missing, what may be taken without it, what is at risk, and for how long. */
export function Offline({ till }: { till: Till }) {
  const t = useText();
  const format = useFormat();
  const hundredths = useHundredths();
  const now = useNow(1);
  const { offline, caps, atRisk, until } = till.blind;
  if (!offline && atRisk === 0) return null;
  const left = until === undefined || till.time === "lost" ? 0 : Math.max(0, until - now);
  const why = till.time === "good" ? "terminal.offline.cut" : (`terminal.offline.${till.time}` as const);
  return (
    <Notice kind="wait" live title={offline ? t(why) : t("terminal.offline.back")}>
      <p data-at-risk={atRisk}>
        <strong>{t("terminal.offline.risk", { sum: hundredths(atRisk) })}</strong>{" "}
        {t("terminal.offline.caps", { member: hundredths(caps.member), till: hundredths(caps.till) })}
      </p>
      {offline && (
        <p>{left > 0 ? t("terminal.offline.left", { time: format.duration(left) }) : t("terminal.offline.over")}</p>
      )}
    </Notice>
  );
}
