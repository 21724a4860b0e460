import { SkipReason } from "#protocol/abi/enums.ts";
import { useFormat } from "../i18n/formats.ts";
import { useText } from "../i18n/text.ts";
import { useHundredths } from "../parts/useHundredths.ts";
import { Mark } from "../ui/data/Mark.tsx";
import type { Refusal } from "./accept/accept.ts";
import type { JournalItem } from "./journal/journal.ts";
import styles from "./words.module.css";

/** One exact reason and what to do now. `asOf`: when the house was heard last, where the reason rests on that. */
export function useRefusal(): (refusal: Refusal, asOf?: number) => { why: string; next: string } {
  const t = useText();
  const format = useFormat();
  const say = useReason();
  return (refusal, asOf) => {
    const said = say(refusal);
    if (asOf === undefined) return said;
    const heard = t("terminal.no.asOf", { time: format.time(asOf) });
    return { why: said.why, next: `${heard} ${t("terminal.no.offline.next")}` };
  };
}

function useReason(): (refusal: Refusal) => { why: string; next: string } {
  const t = useText();
  const format = useFormat();
  const money = useHundredths();
  return (refusal) => {
    switch (refusal.reason) {
      case "expired":
        return {
          why: t("terminal.no.expired", { time: format.time(refusal.at) }),
          next: t("terminal.no.expired.next"),
        };
      case "keyOver":
        return {
          why: t("terminal.no.keyOver", { time: format.dateTime(refusal.at) }),
          next: t("terminal.no.keyOver.next"),
        };
      case "tillOver":
      case "tillShutOut":
        return {
          why: t(`terminal.no.${refusal.reason}`, { time: format.dateTime(refusal.at) }),
          next: t(`terminal.no.${refusal.reason}.next`),
        };
      case "alreadyUsed":
        return {
          why:
            refusal.at === undefined
              ? t("terminal.no.alreadyUsed")
              : t("terminal.no.alreadyUsedAt", { time: format.time(refusal.at) }),
          next: t("terminal.no.alreadyUsed.next"),
        };
      case "phoneClock":
        return {
          why: t("terminal.no.phoneClock", { fast: format.duration(refusal.fastBy) }),
          next: t("terminal.no.phoneClock.next"),
        };
      case "offlineMember":
      case "offlineTill":
        return {
          why: t(`terminal.no.${refusal.reason}`, { left: money(refusal.left), asked: money(refusal.asked) }),
          next: t("terminal.no.offline.next"),
        };
      case "offlineOld":
      case "offlineUnknown":
        return { why: t(`terminal.no.${refusal.reason}`), next: t("terminal.no.offline.next") };
      case "overCode":
      case "overPayment": {
        const allowed = money(refusal.allowed);
        return {
          why: t(`terminal.no.${refusal.reason}`, { allowed, asked: money(refusal.asked) }),
          next: t(`terminal.no.${refusal.reason}.next`, { allowed }),
        };
      }
      case "overDay": {
        if (refusal.left === 0) return { why: t("terminal.no.overDay.none"), next: t("terminal.no.overDay.none.next") };
        const left = money(refusal.left);
        return {
          why: t("terminal.no.overDay", { left, asked: money(refusal.asked) }),
          next: t("terminal.no.overDay.next", { left }),
        };
      }
      case "notEnough": {
        if (refusal.available === 0) {
          return { why: t("terminal.no.notEnough.none"), next: t("terminal.no.notEnough.none.next") };
        }
        const available = money(refusal.available);
        return {
          why: t("terminal.no.notEnough", { available, asked: money(refusal.asked) }),
          next: t("terminal.no.notEnough.next", { available }),
        };
      }
      case "tillDayFull":
        return {
          why: t("terminal.no.tillDayFull", { left: money(refusal.left), asked: money(refusal.asked) }),
          next: t("terminal.no.tillDayFull.next"),
        };
      default:
        return { why: t(`terminal.no.${refusal.reason}`), next: t(`terminal.no.${refusal.reason}.next`) };
    }
  };
}

/**
 * What became of an item, with its shape. "Recorded" is said only when the contract's own state says so.
 * `held`: nobody takes it at the moment. `late`: this tablet may not hand it in any more.
 */
export function ItemStateText({
  line,
  held = false,
  late = false,
}: {
  line: JournalItem;
  held?: boolean;
  late?: boolean;
}) {
  const t = useText();
  const skipped = useSkipWords();
  const money = useHundredths();
  const { state, undo, refunded = 0 } = line;
  if (state === "voided") {
    return (
      <span className={styles.stop} data-state={state}>
        <Mark kind="info" /> {t("terminal.state.voided")}
      </span>
    );
  }
  if (refunded > 0) {
    return (
      <span className={styles.stop} data-state="refunded">
        <Mark kind="info" /> {t("terminal.state.refunded", { amount: money(refunded) })}
      </span>
    );
  }
  if (undo !== undefined && state !== "rejected") {
    return (
      <span className={styles.wait} data-state={undo === "asked" ? "undoing" : state}>
        <Mark kind="wait" /> {t(undo === "asked" ? "terminal.state.undoing" : "terminal.state.undoLate")}
      </span>
    );
  }
  if (state === "included" || state === "settled") {
    return (
      <span className={styles.good} data-state={state}>
        <Mark kind="good" /> {t("terminal.state.settled")}
      </span>
    );
  }
  if (state === "rejected") {
    return (
      <span className={styles.stop} data-state={state}>
        <Mark kind="stop" /> {t("terminal.state.leftOut", { why: skipped(line.skipReason ?? 0) })}
      </span>
    );
  }
  const word =
    state === "unknown"
      ? "terminal.state.unknown"
      : late
        ? "terminal.state.late"
        : state === "submitted" && !held
          ? "terminal.state.sent"
          : "terminal.state.accepted";
  return (
    <span className={styles.wait} data-state={late && state !== "unknown" ? "late" : state}>
      <Mark kind="wait" /> {t(word)}
    </span>
  );
}

export function useSkipWords(): (reason: number) => string {
  const t = useText();
  return (reason) => {
    switch (reason) {
      case SkipReason.None:
        return t("terminal.skip.unknown");
      case SkipReason.ArrivedTooLate:
        return t("terminal.skip.late");
      case SkipReason.TerminalWasOver:
      case SkipReason.OverTerminalCap:
        return t("terminal.skip.till");
      case SkipReason.UnknownKey:
      case SkipReason.KeyWasOver:
        return t("terminal.skip.key");
      case SkipReason.AlreadyUsed:
        return t("terminal.skip.alreadyUsed");
      case SkipReason.OverDayCap:
        return t("terminal.skip.overDay");
      case SkipReason.NotEnoughInPocket:
        return t("terminal.skip.notEnough");
      default:
        return t("terminal.skip.other", { n: reason });
    }
  };
}
