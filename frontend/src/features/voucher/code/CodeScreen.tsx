import { type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { counterChannelName, readCounterMessage } from "#protocol/voucher/counterChannel.ts";
import { type CounterDomain, unitsPerHundredth } from "#protocol/voucher/payCode.ts";
import { MoneyUnitContext, useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ClockContext, useNow } from "../../../ui/clock.ts";
import { QrCode } from "../../../ui/data/QrCode.tsx";
import { Button } from "../../../ui/form/Button.tsx";
import { Row, Stack } from "../../../ui/layout/Layout.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { useWakeLock } from "../../../ui/useWakeLock.ts";
import styles from "./CodeScreen.module.css";
import { makePayCode, type PocketState, REFRESH, spendable } from "./payCodeMaker.ts";

type CodeScreenProps = {
  pocket: PocketState;
  privateKey: CryptoKey;
  domain: CounterDomain;
  dayOffset: number;
  /** Practice: the house whose counter may be open in another tab. */
  practiceHouse?: string;
  /** The house does not answer: what is shown is the last thing known. */
  stale?: boolean;
  /** What else can be done here: setting aside more. */
  more?: ReactNode;
};

/** What became of the code on the screen. Money in smallest units. */
type Fate = { is: "shown" } | { is: "accepted"; amount: bigint } | { is: "refused" };

/** The code, large and fresh. It goes on showing the same payment until the house says it was used. */
export function CodeScreen({ pocket, dayOffset, stale, more, ...rest }: CodeScreenProps) {
  const t = useText();
  const format = useFormat();
  const now = useNow(1);
  const { decimals } = useContext(MoneyUnitContext);
  const unit = unitsPerHundredth(decimals);
  const [shown, setShown] = useState({ nonce: pocket.nextNonce, balance: pocket.balance });
  const paid = pocket.nextNonce !== shown.nonce;
  const { most, leftToday, available } = spendable(pocket, now, { unit, dayOffset });

  if (paid) {
    const amount = shown.balance > pocket.balance ? shown.balance - pocket.balance : 0n;
    return <Paid amount={amount} onAnother={() => setShown({ nonce: pocket.nextNonce, balance: pocket.balance })} />;
  }
  if (most === 0) {
    return (
      <Stack gap={3}>
        <Notice kind="wait" title={t(available === 0 ? "voucher.code.empty" : "voucher.code.limit")} />
        {more}
      </Stack>
    );
  }
  return (
    <Stack gap={3}>
      {stale && <Notice kind="wait" live title={t("voucher.code.offline")} />}
      <LiveCode pocket={pocket} most={most} unit={unit} {...rest} />
      <p className={styles.facts}>
        <span>{t("voucher.code.balance", { amount: format.money(pocket.balance - pocket.exiting) })}</span>
        <span>{t("voucher.code.today", { amount: format.money(BigInt(leftToday) * unit) })}</span>
      </p>
      {more}
    </Stack>
  );
}

type LiveCodeProps = Pick<CodeScreenProps, "pocket" | "privateKey" | "domain" | "practiceHouse"> & {
  most: number;
  unit: bigint;
};

function LiveCode({ pocket, privateKey, domain, practiceHouse, most, unit }: LiveCodeProps) {
  const t = useText();
  const format = useFormat();
  const { digits, renewIn } = usePayCode({ pocket, privateKey, domain, most });
  const [fate, setFate] = useState<Fate>({ is: "shown" });
  useWakeLock();

  if (fate.is === "accepted") {
    return (
      <Notice
        kind="good"
        live
        title={t("voucher.accepted", { amount: format.money(fate.amount, { cents: "always" }) })}
      >
        {t("voucher.accepted.body")}
      </Notice>
    );
  }
  return (
    <div className={styles.live}>
      {fate.is === "refused" && (
        <Notice kind="stop" live title={t("voucher.refused")}>
          {t("voucher.refused.body")}
        </Notice>
      )}
      <div className={styles.code} data-digits={digits}>
        {digits !== undefined && <QrCode text={digits} label={t("voucher.code.label")} />}
      </div>
      <progress className={styles.left} max={REFRESH} value={renewIn} aria-hidden="true" />
      <p className={styles.small}>
        {t("voucher.code.fresh", { n: REFRESH, amount: format.money(BigInt(most) * unit) })} {t("voucher.code.bright")}
      </p>
      <Row gap={1}>
        {__PRACTICE__ && practiceHouse !== undefined && (
          <HoldButton
            house={practiceHouse}
            pocket={pocket.id}
            digits={digits}
            onAnswer={(accepted) =>
              setFate(accepted === null ? { is: "refused" } : { is: "accepted", amount: BigInt(accepted) * unit })
            }
          />
        )}
        <CopyDigits digits={digits} />
      </Row>
    </div>
  );
}

/** Signed anew every 30 seconds, and at once when the limits or the payment change. */
function usePayCode({
  pocket,
  privateKey,
  domain,
  most,
}: Pick<CodeScreenProps, "pocket" | "privateKey" | "domain"> & { most: number }) {
  const clock = useContext(ClockContext);
  const now = useNow(1);
  const [made, setMade] = useState<{ digits: string; at: number; of: string }>();
  const of = [domain.counter, pocket.id, pocket.keyEpoch, pocket.nextNonce, most].join();
  // A jump of the clock, either way, makes the code on the screen worthless.
  const stale = made === undefined || made.of !== of || now >= made.at + REFRESH || now < made.at;

  useEffect(() => {
    if (!stale) return;
    let gone = false;
    const at = clock();
    void makePayCode(privateKey, domain, pocket, most, at).then((digits) => {
      if (!gone) setMade({ digits, at, of });
    });
    return () => {
      gone = true;
    };
  }, [stale, of, clock, privateKey, domain, pocket, most]);

  return { digits: made?.digits, renewIn: made === undefined ? REFRESH : Math.max(0, made.at + REFRESH - now) };
}

/** A USB scanner types these digits; they can be pasted at the till too. */
function CopyDigits({ digits }: { digits: string | undefined }) {
  const t = useText();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      disabled={digits === undefined}
      onClick={() => {
        if (digits !== undefined) void navigator.clipboard.writeText(digits).then(() => setCopied(true));
      }}
    >
      <span aria-live="polite">{t(copied ? "voucher.code.copied" : "voucher.code.copy")}</span>
    </Button>
  );
}

/** Milliseconds after which no till in this browser will answer any more. */
const PATIENCE = 12_000;

/** Practice: hands the digits to the counter in another tab, as if the phone were held to it. */
function HoldButton({
  house,
  pocket,
  digits,
  onAnswer,
}: {
  house: string;
  pocket: number;
  digits: string | undefined;
  onAnswer: (accepted: number | null) => void;
}) {
  const t = useText();
  const [state, setState] = useState<"idle" | "held" | "nobody">("idle");
  const channel = useRef<BroadcastChannel>(undefined);
  const answered = useRef(onAnswer);
  answered.current = onAnswer;

  useEffect(() => {
    const opened = new BroadcastChannel(counterChannelName(house));
    opened.onmessage = (event: MessageEvent<unknown>) => {
      const message = readCounterMessage(event.data);
      if (message?.kind !== "answer" || message.pocket !== pocket) return;
      setState("idle");
      answered.current(message.accepted);
    };
    channel.current = opened;
    return () => opened.close();
  }, [house, pocket]);

  useEffect(() => {
    if (state !== "held") return;
    const timer = setTimeout(() => setState("nobody"), PATIENCE);
    return () => clearTimeout(timer);
  }, [state]);

  return (
    <>
      <Button
        look="primary"
        busy={state === "held" && t("voucher.code.held")}
        disabled={digits === undefined}
        onClick={() => {
          channel.current?.postMessage({ kind: "code", digits });
          setState("held");
        }}
      >
        {t("voucher.code.hold")}
      </Button>
      {state === "nobody" && (
        <Notice kind="wait" live title={t("voucher.code.nobody")}>
          <a href="/terminal/" target="_blank" rel="noopener">
            {t("voucher.code.openCounter")}
          </a>
        </Notice>
      )}
    </>
  );
}

function Paid({ amount, onAnother }: { amount: bigint; onAnother: () => void }) {
  const t = useText();
  const format = useFormat();
  const clock = useContext(ClockContext);
  const [at] = useState(clock);
  return (
    <Stack gap={3}>
      <div className={styles.paid} role="status" data-paid={amount.toString()}>
        <svg viewBox="0 0 100 100" aria-hidden="true">
          <path d="m18 52 22 22 42-48" />
        </svg>
        <p className={styles.paidAmount}>{t("voucher.paid", { amount: format.money(amount, { cents: "always" }) })}</p>
        <p>{t("voucher.paid.body", { time: format.time(at) })}</p>
      </div>
      <div>
        <Button look="primary" onClick={onAnother}>
          {t("voucher.another")}
        </Button>
      </div>
    </Stack>
  );
}
