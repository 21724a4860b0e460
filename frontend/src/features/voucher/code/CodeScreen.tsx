import { type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { counterChannelName, readCounterMessage } from "#protocol/voucher/counterChannel.ts";
import { type CounterDomain, unitsPerHundredth } from "#protocol/voucher/payCode.ts";
import { kept } from "../../../chain/node/kept.ts";
import { MoneyUnitContext, useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ClockContext, useNow } from "../../../ui/clock.ts";
import { QrCode } from "../../../ui/data/QrCode.tsx";
import { Button } from "../../../ui/form/Button.tsx";
import { Row, Stack } from "../../../ui/layout/Layout.tsx";
import { play } from "../../../ui/sounds.ts";
import { Notice } from "../../../ui/state/Notice.tsx";
import { useWakeLock } from "../../../ui/useWakeLock.ts";
import styles from "./CodeScreen.module.css";
import {
  countsFrom,
  firstNonce,
  isBehind,
  makePayCode,
  nextNonce,
  type PocketState,
  REFRESH,
  spendable,
  spentSince,
} from "./payCodeMaker.ts";

type CodeScreenProps = {
  pocket: PocketState;
  privateKey: CryptoKey;
  domain: CounterDomain;
  dayOffset: number;
  /** By which this browser keeps what it counts. */
  houseId: string;
  /** The house whose counter may be open in another tab. */
  practice: boolean;
  /** The house does not answer: what is shown is the last thing known. */
  stale?: boolean;
  /** What else can be done here. */
  more?: ReactNode;
};

/** What became of the code on the screen. Money in smallest units. */
type Fate = { is: "shown" } | { is: "accepted"; amount: bigint } | { is: "refused" };

/**
 * The code, large and fresh. It goes on showing the same payment until the house says it was used, or until the member
 * says so: then the next one, which works before the one before is on the record, and without the network.
 */
export function CodeScreen({ pocket, dayOffset, stale, more, ...rest }: CodeScreenProps) {
  const t = useText();
  const format = useFormat();
  const now = useNow(1);
  const { decimals } = useContext(MoneyUnitContext);
  const unit = unitsPerHundredth(decimals);
  const { nonce, mayCountOn, countOn } = useNonce(rest.houseId, pocket);
  const [before, setShown] = useState(pocket);
  const [showing, setShowing] = useState(nonce);
  const shown = countsFrom(before, pocket, showing);
  if (shown !== before) setShown(shown);
  const { most, leftToday, available } = spendable(pocket, now, { unit, dayOffset });

  // The house has seen a payment since: by what was spent, because what was set aside meanwhile changes the balance too.
  const amount = spentSince(shown, pocket);
  if (isBehind(showing, pocket.nextNonce) && amount > 0) {
    const onAnother = () => {
      setShown(pocket);
      setShowing(nonce);
    };
    return <Paid amount={BigInt(amount) * unit} onAnother={onAnother} />;
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
    <Stack gap={2}>
      <LiveCode
        key={nonce}
        pocket={pocket}
        nonce={nonce}
        most={most}
        unit={unit}
        next={
          <Button
            disabled={!mayCountOn}
            onClick={() => {
              countOn();
              setShown(pocket);
              setShowing((nonce + 1) & 0xffff);
            }}
          >
            {t("voucher.code.paid")}
          </Button>
        }
        {...rest}
      />
      {!mayCountOn && <Notice kind="wait" title={t("voucher.code.far")} />}
      {stale && <Notice kind="wait" live title={t("voucher.code.offline")} />}
      <p className={styles.facts}>
        <span>{t("voucher.code.balance", { amount: format.money(pocket.balance - pocket.exiting) })}</span>
        <span>{t("voucher.code.today", { amount: format.money(BigInt(leftToday) * unit) })}</span>
      </p>
      {more}
    </Stack>
  );
}

type LiveCodeProps = Pick<CodeScreenProps, "pocket" | "privateKey" | "domain" | "houseId" | "practice"> & {
  nonce: number;
  most: number;
  unit: bigint;
  next: ReactNode;
};

function LiveCode({ pocket, privateKey, domain, houseId, practice, nonce, most, unit, next }: LiveCodeProps) {
  const t = useText();
  const format = useFormat();
  const { digits, renewIn } = usePayCode({ pocket, privateKey, domain, nonce, most });
  const [fate, setFate] = useState<Fate>({ is: "shown" });
  useWakeLock();

  if (fate.is === "accepted") {
    return (
      <Notice
        kind="good"
        live
        title={t("voucher.accepted", { amount: format.money(fate.amount, { cents: "always" }) })}
        action={next}
      >
        {t("voucher.accepted.body")}
      </Notice>
    );
  }
  return (
    <div className={styles.live}>
      <div className={styles.code} data-digits={digits}>
        {digits !== undefined && <QrCode text={digits} label={t("voucher.code.label")} />}
      </div>
      <progress className={styles.left} max={REFRESH} value={renewIn} aria-hidden="true" />
      {fate.is === "refused" && (
        <Notice kind="stop" live title={t("voucher.refused")}>
          {t("voucher.refused.body")}
        </Notice>
      )}
      <Row gap={1}>
        {next}
        {__PRACTICE__ && practice && (
          <HoldButton
            house={houseId}
            pocket={pocket.id}
            digits={digits}
            onAnswer={(accepted) =>
              setFate(accepted === null ? { is: "refused" } : { is: "accepted", amount: BigInt(accepted) * unit })
            }
          />
        )}
        <CopyDigits digits={digits} />
      </Row>
      <p className={styles.small}>
        {t("voucher.code.fresh", { n: REFRESH, amount: format.money(BigInt(most) * unit) })} {t("voucher.code.bright")}
      </p>
    </div>
  );
}

/** Which of the phone's numbers the next code carries; said "paid" to, this phone counts on by itself. */
function useNonce(houseId: string, pocket: PocketState) {
  const store = kept(houseId, `code.${pocket.id}`);
  const [own, setOwn] = useState(() => {
    const known = Number(store.get() ?? firstNonce(pocket));
    // Kept before it is shown: whatever the house has seen by the next visit, this phone goes on from here.
    store.set(known);
    return known;
  });
  const nonce = nextNonce(pocket.nextNonce, own);
  return {
    nonce,
    mayCountOn: nextNonce(pocket.nextNonce, (nonce + 1) & 0xffff) !== pocket.nextNonce,
    countOn: () => {
      const next = (nonce + 1) & 0xffff;
      store.set(next);
      setOwn(next);
    },
  };
}

/** Signed anew every 30 seconds, and at once when the limits or the payment change. */
function usePayCode({
  pocket,
  privateKey,
  domain,
  nonce,
  most,
}: Pick<CodeScreenProps, "pocket" | "privateKey" | "domain"> & { nonce: number; most: number }) {
  const clock = useContext(ClockContext);
  const now = useNow(1);
  const [made, setMade] = useState<{ digits: string; at: number; of: string }>();
  const of = [domain.counter, pocket.id, pocket.keyEpoch, nonce, most].join();
  // A jump of the clock, either way, makes the code on the screen worthless.
  const stale = made === undefined || made.of !== of || now >= made.at + REFRESH || now < made.at;

  useEffect(() => {
    if (!stale) return;
    let gone = false;
    const at = clock();
    void makePayCode(privateKey, domain, { ...pocket, nonce }, most, at).then((digits) => {
      if (!gone) setMade({ digits, at, of });
    });
    return () => {
      gone = true;
    };
  }, [stale, of, clock, privateKey, domain, pocket, nonce, most]);

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
  useEffect(() => {
    play("good");
    // A browser complains of a page that shakes the phone before it was touched.
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([90, 60, 90]);
  }, []);
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
