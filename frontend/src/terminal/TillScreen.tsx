import { type ReactNode, useEffect, useRef, useState } from "react";
import type { P256PublicKey } from "#protocol/voucher/p256.ts";
import { useFormat } from "../i18n/formats.ts";
import { type Language, languageNames, languages } from "../i18n/language.ts";
import { chooseLanguage } from "../i18n/load.ts";
import { useLanguage, useText } from "../i18n/text.ts";
import { useHundredths } from "../parts/useHundredths.ts";
import { useNow } from "../ui/clock.ts";
import { cx } from "../ui/cx.ts";
import { Mark } from "../ui/data/Mark.tsx";
import { Button } from "../ui/form/Button.tsx";
import { Notice } from "../ui/state/Notice.tsx";
import { useWakeLock } from "../ui/useWakeLock.ts";
import { ResultScreen } from "./accept/ResultScreen.tsx";
import { ExactButton } from "./exact/ExactButton.tsx";
import { useGuestWindow } from "./guest/useGuestWindow.ts";
import type { TillHouse } from "./house.ts";
import { DayList } from "./journal/DayList.tsx";
import { isLost, keptOf } from "./journal/kept.ts";
import { ReceiptButton } from "./journal/Receipt.tsx";
import { UndoLast } from "./journal/UndoLast.tsx";
import { Unpaid } from "./journal/Unpaid.tsx";
import { PinTablet } from "./kiosk/PinTablet.tsx";
import { Offline } from "./offline/Offline.tsx";
import { Closed } from "./pairing/Closed.tsx";
import { PersonButton } from "./people/PersonSheet.tsx";
import { OrderLines } from "./prices/OrderLines.tsx";
import { sumOf } from "./prices/orderLine.ts";
import { Tiles } from "./prices/Tiles.tsx";
import { keyAt, scannerAmong, totalOf } from "./scan/amountKeys.ts";
import { type CameraState, watchCamera } from "./scan/camera.ts";
import { DigitsField } from "./scan/DigitsField.tsx";
import { Keypad } from "./scan/Keypad.tsx";
import styles from "./TillScreen.module.css";
import { useOverCounter } from "./useOverCounter.ts";
import type { Till } from "./useTill.ts";
import { ItemStateText } from "./words.tsx";

/** The counter as those behind it see it: amount and keys, camera, what happened last. */
export function TillScreen({ till, house, publicKey }: { till: Till; house: TillHouse; publicKey: P256PublicKey }) {
  const [listOpen, setListOpen] = useOverCounter(till, false);
  useKeyboard(till);
  useWakeLock();
  return (
    <div className={styles.till}>
      <TopBar till={till} practice={house.deployment.practice} onList={() => setListOpen(true)} />
      <Closed till={till} houseId={house.deployment.houseId} publicKey={publicKey} />
      <main className={styles.work}>
        <section className={styles.amountSide}>
          <AmountDisplay till={till} />
          <div className={styles.keys}>
            <Tiles till={till} />
            <Keypad till={till} />
          </div>
        </section>
        <section className={styles.scanSide}>
          <OrderLines till={till} />
          <CameraView till={till} />
          <DigitsField onDigits={(digits) => till.scan(digits, "hand")} />
          <ExactButton till={till} house={house} />
        </section>
      </main>
      <Strip till={till} house={house} />
      <ResultScreen till={till} />
      <DayList open={listOpen} onClose={() => setListOpen(false)} till={till} house={house} />
    </div>
  );
}

/**
 * Physical keyboard and USB scanner work anywhere on the page and in every state of focus. Keys are read by where they
 * lie, so neither the layout nor an input method makes a scanner dumb.
 */
function useKeyboard(till: Till) {
  const { press, scan, scanning } = till;
  useEffect(() => {
    const inField = scannerAmong();
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const at = event.timeStamp;
      const key = keyAt(event.code);
      if (key === undefined) return;
      const target = event.target instanceof HTMLElement ? event.target : undefined;
      if (target?.closest("[data-for-codes]") != null) return;
      // A field takes what fingers type; what comes faster than fingers is a scanner's, wherever the focus is.
      if (target?.closest("input, textarea") != null) {
        const { isScan, scanned } = inField(key, at);
        if (!isScan) return;
        event.preventDefault();
        event.stopPropagation();
        if (scanned !== undefined) scan(scanned, "hand");
        return;
      }
      // An open sheet has the keys, also where what had the focus in it is gone.
      const isFree = target?.closest("select") == null && document.querySelector("dialog[open]") === null;
      if (key.key === "digit") press(key, at);
      else if (scanning(at) && key.key === "enter") press(key, at);
      else if (!isFree) return;
      else if (key.key === "enter" && target instanceof HTMLButtonElement) return;
      else press(key, at);
      event.preventDefault();
      event.stopPropagation();
    };
    addEventListener("keydown", onKey, { capture: true });
    return () => removeEventListener("keydown", onKey, { capture: true });
  }, [press, scan, scanning]);
}

function TopBar({ till, practice, onList }: { till: Till; practice: boolean; onList: () => void }) {
  const t = useText();
  const format = useFormat();
  const hundredths = useHundredths();
  const now = useNow(1);
  const counted = till.lines.filter((line) => !isLost(line));
  const sum = counted.reduce((total, line) => total + keptOf(line), 0);
  return (
    <header className={styles.top}>
      <h1 className={styles.name}>
        {till.standing.label || t("terminal.title")} <small>{t("terminal.number", { n: till.standing.id })}</small>
      </h1>
      {practice && <p className={styles.practice}>{t("terminal.practice")}</p>}
      <button type="button" className={styles.today} onClick={onList}>
        <span className="visually-hidden">{t("terminal.list.open")}. </span>
        <span>{t("terminal.today")}</span>
        <strong>{hundredths(sum)}</strong>
        <span>{t("terminal.today.codes", { n: counted.length })}</span>
      </button>
      <NetDot till={till} />
      <time className={styles.clock}>{format.time(now)}</time>
      <LanguageSelect />
    </header>
  );
}

function NetDot({ till }: { till: Till }) {
  const t = useText();
  const { chain, relay } = till.net;
  const ok = chain === "reached" && relay !== "unreachable";
  const words =
    chain === "unknown"
      ? t("terminal.net.unknown")
      : chain === "unreachable"
        ? t("terminal.net.chain")
        : relay === "unreachable"
          ? t("terminal.net.relay")
          : t("terminal.net.ok");
  return (
    <p className={cx(styles.net, ok ? styles.netGood : styles.netWait)} role="status">
      <Mark kind={ok ? "good" : "wait"} />
      {words}
    </p>
  );
}

function LanguageSelect() {
  const t = useText();
  const language = useLanguage();
  return (
    <select
      className={styles.language}
      aria-label={t("terminal.language")}
      value={language}
      onChange={(event) => void chooseLanguage(event.target.value as Language)}
    >
      {languages.map((name) => (
        <option key={name} value={name} lang={name}>
          {languageNames[name]}
        </option>
      ))}
    </select>
  );
}

function AmountDisplay({ till }: { till: Till }) {
  const t = useText();
  const hundredths = useHundredths();
  const { entry, lines } = till.keyed;
  const sum = sumOf(lines);
  return (
    <div className={styles.display} data-zero={totalOf(till.keyed) === 0 || undefined}>
      <p className={styles.displayLabel}>
        {t("terminal.toPay")}
        {sum > 0 && entry > 0 && (
          <span className={styles.parts}>{t("terminal.sum", { sum: hundredths(sum), entry: hundredths(entry) })}</span>
        )}
      </p>
      <output className={styles.amount}>{hundredths(totalOf(till.keyed))}</output>
      {till.meeting === "press" && (
        <button type="button" className={styles.take} onClick={() => void till.takeHeld()}>
          {t("terminal.take", { amount: hundredths(totalOf(till.keyed)) })}
        </button>
      )}
    </div>
  );
}

function CameraView({ till }: { till: Till }) {
  const t = useText();
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>("starting");
  const { scan } = till;

  useEffect(() => {
    if (video.current === null) return;
    return watchCamera({
      video: video.current,
      onState: setState,
      onText: (text) => scan(text, "camera"),
    });
  }, [scan]);

  const ready = totalOf(till.keyed) > 0;
  const meeting = till.meeting ?? (ready ? "watching" : "amountFirst");
  const words: ReactNode =
    state === "watching" || till.meeting !== undefined
      ? t(`terminal.camera.${meeting}`)
      : t(`terminal.camera.${state}`);
  return (
    <figure className={cx(styles.camera, state === "watching" && styles.live, ready && styles.ready)}>
      <video ref={video} muted playsInline aria-label={t("terminal.camera")} hidden={state !== "watching"} />
      <figcaption>{words}</figcaption>
    </figure>
  );
}

function Strip({ till, house }: { till: Till; house: TillHouse }) {
  const t = useText();
  const format = useFormat();
  const hundredths = useHundredths();
  const openGuestWindow = useGuestWindow(till);
  const { last, net, isFull } = till;
  const waiting = till.waiting.length;
  const isLate = till.standing.state !== "paired";
  const trouble =
    waiting > 0 && (net.refused !== undefined || net.relay === "unreachable" || net.chain === "unreachable");
  return (
    <footer className={styles.strip}>
      <Unpaid till={till} />
      <Offline till={till} />
      {isFull && (
        <Notice kind="stop" live title={t("terminal.full")}>
          {t("terminal.full.body")}
        </Notice>
      )}
      {trouble && (
        <Notice kind={net.refused ? "stop" : "wait"} live title={t("terminal.waiting", { n: waiting })}>
          {net.refused
            ? t(isLate ? "terminal.waiting.late" : "terminal.waiting.refused")
            : t(net.chain === "unreachable" ? "terminal.waiting.chain" : "terminal.waiting.relay")}
        </Notice>
      )}
      <div className={styles.foot}>
        {last === undefined ? (
          <p className={styles.hint}>{t("terminal.strip.none")}</p>
        ) : (
          <div className={styles.last} role="status">
            <span className={styles.hint}>{t("terminal.strip.last")}</span>
            <span>{format.time(last.item.acceptedAt)}</span>
            <strong>{hundredths(last.item.amount)}</strong>
            <span>{t("terminal.accepted.pocket", { pocket: last.item.pocket })}</span>
            <ItemStateText line={last} held={trouble || isFull} late={isLate} />
            <UndoLast key={last.id} till={till} line={last} />
            <ReceiptButton till={till} club={house.deployment.club.name} />
          </div>
        )}
        <div className={styles.desk}>
          <PersonButton till={till} houseId={house.deployment.houseId} />
          <Button look="quiet" onClick={openGuestWindow}>
            {t("terminal.guest.open")}
          </Button>
          <PinTablet till={till} />
        </div>
      </div>
    </footer>
  );
}
