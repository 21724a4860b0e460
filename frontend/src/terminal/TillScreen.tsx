import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useFormat } from "../i18n/formats.ts";
import { type Language, languageNames, languages } from "../i18n/language.ts";
import { chooseLanguage } from "../i18n/load.ts";
import { useLanguage, useText } from "../i18n/text.ts";
import { useNow } from "../ui/clock.ts";
import { cx } from "../ui/cx.ts";
import { Mark } from "../ui/data/Mark.tsx";
import { Button } from "../ui/form/Button.tsx";
import { Notice } from "../ui/state/Notice.tsx";
import { useWakeLock } from "../ui/useWakeLock.ts";
import { ResultScreen } from "./accept/ResultScreen.tsx";
import type { TillHouse } from "./house.ts";
import { DayList } from "./journal/DayList.tsx";
import { totalOf } from "./scan/amountKeys.ts";
import { type CameraState, watchCamera } from "./scan/camera.ts";
import { Keypad } from "./scan/Keypad.tsx";
import styles from "./TillScreen.module.css";
import type { Till } from "./useTill.ts";
import { ItemStateText, useHundredths } from "./words.tsx";

/** The counter as those behind it see it: amount and keys, camera, what happened last. */
export function TillScreen({ till, house, label }: { till: Till; house: TillHouse; label: string }) {
  const [listOpen, setListOpen] = useState(false);
  useKeyboard(till);
  useWakeLock();
  return (
    <div className={styles.till}>
      <TopBar till={till} label={label} practice={house.deployment.practice} onList={() => setListOpen(true)} />
      <main className={styles.work}>
        <section className={styles.amountSide}>
          <AmountDisplay till={till} />
          <Keypad till={till} unitPrice={unitPrice(house)} />
        </section>
        <section className={styles.scanSide}>
          <CameraView till={till} />
          <DigitsField till={till} />
        </section>
      </main>
      <Strip till={till} />
      <ResultScreen till={till} />
      <DayList open={listOpen} onClose={() => setListOpen(false)} lines={till.lines} />
    </div>
  );
}

/** Physical keyboard and USB scanner work anywhere on the page, from the first day. */
function useKeyboard(till: Till) {
  const { press, scanning } = till;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof HTMLElement && event.target.closest("input, textarea, select, dialog")) return;
      const at = event.timeStamp;
      if (/^\d$/.test(event.key)) press({ key: "digit", digits: event.key }, at);
      else if (event.key === "+") press({ key: "plus" }, at);
      else if (event.key === "Backspace" || event.key === "Delete" || event.key === "Escape")
        press({ key: "clear" }, at);
      else if (event.key === "Enter" && (scanning(at) || !(event.target instanceof HTMLButtonElement)))
        press({ key: "enter" }, at);
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [press, scanning]);
}

function unitPrice(house: TillHouse): number {
  return Math.round(Number(house.deployment.club.unitPrice) * 100);
}

function TopBar({
  till,
  label,
  practice,
  onList,
}: {
  till: Till;
  label: string;
  practice: boolean;
  onList: () => void;
}) {
  const t = useText();
  const format = useFormat();
  const hundredths = useHundredths();
  const now = useNow(1);
  const counted = till.lines.filter((line) => line.state !== "left out");
  const sum = counted.reduce((total, line) => total + line.item.amount, 0);
  return (
    <header className={styles.top}>
      <h1 className={styles.name}>
        {t("terminal.title")}
        <small>{label}</small>
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
        <option key={name} value={name}>
          {languageNames[name]}
        </option>
      ))}
    </select>
  );
}

function AmountDisplay({ till }: { till: Till }) {
  const t = useText();
  const hundredths = useHundredths();
  const { entry, sum } = till.keyed;
  return (
    <div className={styles.display} data-zero={totalOf(till.keyed) === 0 || undefined}>
      <p className={styles.displayLabel}>
        {t("terminal.toPay")}
        {sum > 0 && entry > 0 && (
          <span className={styles.parts}>{t("terminal.sum", { sum: hundredths(sum), entry: hundredths(entry) })}</span>
        )}
      </p>
      <output className={styles.amount}>{hundredths(totalOf(till.keyed))}</output>
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
      onText: (text) => void scan(text, "camera"),
    });
  }, [scan]);

  const ready = totalOf(till.keyed) > 0;
  const words: ReactNode =
    state !== "watching"
      ? t(`terminal.camera.${state}`)
      : t(`terminal.camera.${till.cameraHint ?? (ready ? "watching" : "amountFirst")}`);
  return (
    <figure className={cx(styles.camera, state === "watching" && styles.live, ready && styles.ready)}>
      <video ref={video} muted playsInline aria-label={t("terminal.camera")} hidden={state !== "watching"} />
      <figcaption>{words}</figcaption>
    </figure>
  );
}

function DigitsField({ till }: { till: Till }) {
  const t = useText();
  const [digits, setDigits] = useState("");
  const id = useId();
  const send = (text: string) => {
    setDigits("");
    void till.scan(text, "hand");
  };
  return (
    <form
      className={styles.digits}
      onSubmit={(event) => {
        event.preventDefault();
        if (digits.trim() !== "") send(digits);
      }}
    >
      <label htmlFor={id}>{t("terminal.digits")}</label>
      <div className={styles.digitsRow}>
        <input
          id={id}
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          value={digits}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setDigits(event.target.value)}
          onPaste={(event) => {
            event.preventDefault();
            send(event.clipboardData.getData("text"));
          }}
        />
        <Button type="submit" aria-label={t("terminal.digits.take")}>
          ↵
        </Button>
      </div>
      <p id={`${id}-hint`} className={styles.hint}>
        {t("terminal.digits.hint")}
      </p>
    </form>
  );
}

function Strip({ till }: { till: Till }) {
  const t = useText();
  const format = useFormat();
  const hundredths = useHundredths();
  const { last, net, waiting } = till;
  const trouble =
    waiting > 0 && (net.refused !== undefined || net.relay === "unreachable" || net.chain === "unreachable");
  return (
    <footer className={styles.strip}>
      {trouble && (
        <Notice kind={net.refused ? "stop" : "wait"} live title={t("terminal.waiting", { n: waiting })}>
          {net.refused
            ? t("terminal.waiting.refused")
            : t(net.chain === "unreachable" ? "terminal.waiting.chain" : "terminal.waiting.relay")}
        </Notice>
      )}
      {last === undefined ? (
        <p className={styles.hint}>{t("terminal.strip.none")}</p>
      ) : (
        <p className={styles.last} role="status">
          <span className={styles.hint}>{t("terminal.strip.last")}</span>
          <span>{format.time(last.item.acceptedAt)}</span>
          <strong>{hundredths(last.item.amount)}</strong>
          <span>{t("terminal.accepted.pocket", { pocket: last.item.pocket })}</span>
          <ItemStateText line={last} held={trouble} />
        </p>
      )}
    </footer>
  );
}
