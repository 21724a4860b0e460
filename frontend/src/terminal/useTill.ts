import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { counterChannelName, readCounterMessage } from "#protocol/voucher/counterChannel.ts";
import { signDigest } from "#protocol/voucher/p256.ts";
import { businessDayOf, payCodeFromDigits } from "#protocol/voucher/payCode.ts";
import { judge, type Refusal, warmUp } from "./accept/accept.ts";
import { play } from "./accept/sounds.ts";
import type { Pairing, TillHouse } from "./house.ts";
import type { JournalItem, TillJournal } from "./journal/journal.ts";
import { addPrice, isScanning, noAmount, pressKey, type TillKey, totalOf } from "./scan/amountKeys.ts";
import { type CollectRule, createSender, type SenderState } from "./send/sender.ts";

/** What fills the screen. Amounts in hundredths. */
export type Shown =
  | { kind: "till" }
  | { kind: "checking" }
  | { kind: "accepted"; amount: number; pocket: number; left: number }
  | { kind: "refused"; refusal: Refusal };

/** Where a code came from. A camera sees codes nobody has decided to show, so it is more careful. */
export type Source = "camera" | "hand";

/** What the till tells a phone in the next tab: hundredths accepted, null = not accepted. */
type Answer = { pocket: number; nonce: number; accepted: number | null };

type Paired = Extract<Pairing, { state: "paired" }>;

interface Parts {
  house: TillHouse;
  journal: TillJournal;
  keys: CryptoKeyPair;
  paired: Paired;
}

/** Milliseconds that a keyed amount must rest before the camera may use it: nobody pays half an amount. */
const REST = 1_200;
/** Milliseconds after which green makes room by itself. */
const GREEN = 3_500;
/** Milliseconds in which the camera does not take the same code again: the phone is still lying there. */
const SAME_CODE = 8_000;
/** Milliseconds between two looks at the house, while something is on its way and while nothing is. */
const ROUND = 1_500;
const IDLE_ROUND = 4_000;
/** Milliseconds in which the house has to say what is in a pocket. */
const PATIENCE = 4_000;

export function useTill({ house, journal, keys, paired }: Parts) {
  const [keyed, setKeyed] = useState(noAmount);
  const [shown, setShown] = useState<Shown>({ kind: "till" });
  const [lines, setLines] = useState<readonly JournalItem[]>([]);
  const [last, setLast] = useState<JournalItem>();
  const [waiting, setWaiting] = useState(0);
  const [net, setNet] = useState<SenderState>({ chain: "unknown", relay: "unknown" });
  const [cameraHint, setCameraHint] = useState<"amountFirst" | "settle">();

  // What the handlers need as it is now, not as it was when they were made.
  const current = useRef({ keyed, shown, keyedAt: 0, busy: false, seen: nothingSeen });
  current.current.keyed = keyed;
  current.current.shown = shown;

  const sender = useMemo(
    () =>
      createSender({
        journal,
        chain: house.chain,
        relay: house.relay,
        terminal: paired.id,
        domain: house.domain,
        sign: (digest) => signDigest(keys.privateKey, digest),
        now: house.now,
        collect: collectRule(house.deployment.practice),
      }),
    [house, journal, keys, paired.id],
  );

  const refresh = useCallback(async () => {
    const today = await journal.onDay(businessDayOf(house.now(), house.dayOffset));
    setLines(today);
    setLast(await journal.last());
    setWaiting((await journal.unsettled()).length);
  }, [house, journal]);

  const round = useCallback(async () => {
    await house.heartbeat().catch(() => undefined);
    setNet({ ...(await sender.step()) });
    await refresh();
  }, [house, sender, refresh]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    const go = async () => {
      await round().catch(() => undefined);
      const busy = (await journal.unsettled()).length > 0;
      if (!over) timer = setTimeout(go, busy ? ROUND : IDLE_ROUND);
    };
    void go();
    const stopListening = journal.onChange(() => void refresh());
    return () => {
      over = true;
      clearTimeout(timer);
      stopListening();
    };
  }, [round, journal, refresh]);

  // The first check of the day is the slow one (tables of the curve): it is done before anybody waits for it.
  useEffect(() => {
    const timer = setTimeout(warmUp, 300);
    return () => clearTimeout(timer);
  }, []);

  const show = useCallback((next: Shown) => {
    current.current.shown = next;
    setShown(next);
    if (next.kind === "accepted") play("good");
    if (next.kind === "refused") play("stop");
  }, []);

  const dismiss = useCallback(() => show({ kind: "till" }), [show]);

  // Green makes room by itself; red stays.
  useEffect(() => {
    if (shown.kind !== "accepted") return;
    const timer = setTimeout(dismiss, GREEN);
    return () => clearTimeout(timer);
  }, [shown, dismiss]);

  /** Amount → scan → checks → journal → green. */
  const take = useCallback(
    async (text: string): Promise<Answer> => {
      const amount = totalOf(current.current.keyed);
      const reading = payCodeFromDigits(text);
      const { pocket: ofPocket, nonce } = reading.ok ? reading.code : { pocket: 0, nonce: 0 };
      const no = (refusal: Refusal): Answer => {
        show({ kind: "refused", refusal });
        return { pocket: ofPocket, nonce, accepted: null };
      };
      if (amount === 0) return no({ reason: "amountMissing" });
      if (!reading.ok) return no({ reason: reading.reason });
      const { code } = reading;
      const slow = setTimeout(() => {
        show({ kind: "checking" });
        play("wait");
      }, 400);
      try {
        const now = house.now();
        const businessDay = businessDayOf(now, house.dayOffset);
        const [pocket, seenAt, unsettled, today] = await Promise.all([
          orNothing(house.pocketView(code)),
          journal.seenAt(code.pocket, code.nonce),
          journal.unsettled(),
          journal.onDay(businessDay),
        ]);
        if (pocket === undefined) return no({ reason: "unreachable" });
        const pending = sum(unsettled.filter((line) => line.item.pocket === code.pocket));
        const verdict = judge({
          code,
          amount,
          now,
          businessDay,
          domain: house.domain,
          pocket,
          till: {
            pendingOfPocket: pending,
            seenAt,
            takenToday: sum(today.filter((line) => line.state !== "left out")),
            dayCap: paired.dayCap,
            expiry: paired.expiry,
          },
        });
        if (!verdict.ok) return no(verdict.refusal);
        try {
          await journal.append(verdict.item, businessDay);
        } catch {
          return no({ reason: "notKept" });
        }
        const left = pocket.available - pending - amount;
        setKeyed(noAmount);
        clearTimeout(slow);
        show({ kind: "accepted", amount, pocket: code.pocket, left });
        void round();
        return { pocket: code.pocket, nonce, accepted: amount };
      } finally {
        clearTimeout(slow);
      }
    },
    [house, journal, paired, round, show],
  );

  const scan = useCallback(
    async (text: string, source: Source) => {
      const now = current.current;
      if (now.busy) return undefined;
      if (source === "camera" && !cameraMayTake(text, now, setCameraHint)) return undefined;
      now.busy = true;
      try {
        const result = await take(text);
        const at = performance.now();
        now.seen = { digits: text, code: codeName(text), accepted: result.accepted !== null, at, decidedAt: at };
        return result;
      } finally {
        now.busy = false;
      }
    },
    [take],
  );

  // Practice: a second tab holds its code to this counter.
  useEffect(() => {
    if (!__PRACTICE__ || !house.deployment.practice) return;
    const channel = new BroadcastChannel(counterChannelName(house.deployment.houseId));
    channel.onmessage = async (event: MessageEvent<unknown>) => {
      const message = readCounterMessage(event.data);
      if (message?.kind !== "code") return;
      const result = await scan(message.digits, "hand");
      if (result !== undefined) channel.postMessage({ kind: "answer", ...result });
    };
    return () => channel.close();
  }, [house, scan]);

  const press = useCallback(
    (key: TillKey, at: number) => {
      const now = current.current;
      if (key.key === "enter" && now.shown.kind !== "till" && now.keyed.burst.text === "") {
        if (now.shown.kind !== "checking") dismiss();
        return;
      }
      const { state, scanned } = pressKey(now.keyed, key, at);
      now.keyed = state;
      now.keyedAt = performance.now();
      setKeyed(state);
      setCameraHint(undefined);
      if (scanned !== undefined) void scan(scanned, "hand");
    },
    [dismiss, scan],
  );

  const addUnit = useCallback((price: number) => {
    const next = addPrice(current.current.keyed, price);
    current.current.keyed = next;
    current.current.keyedAt = performance.now();
    setKeyed(next);
    setCameraHint(undefined);
  }, []);

  const scanning = useCallback((at: number) => isScanning(current.current.keyed, at), []);

  return { keyed, shown, dismiss, press, scanning, addUnit, scan, lines, last, waiting, net, cameraHint };
}

export type Till = ReturnType<typeof useTill>;

function collectRule(practice: boolean): CollectRule {
  return practice ? { items: 1, seconds: 0 } : { items: 5, seconds: 60 };
}

/** The last code that was decided on. */
const nothingSeen = { digits: "", code: "", accepted: false, at: -SAME_CODE, decidedAt: 0 };

/** A camera sees whatever lies in front of it: it waits for the amount to rest and does not take a code twice. */
function cameraMayTake(
  text: string,
  now: { keyed: typeof noAmount; shown: Shown; keyedAt: number; seen: typeof nothingSeen },
  hint: (hint: "amountFirst" | "settle" | undefined) => void,
): boolean {
  const { seen } = now;
  const same = text === seen.digits || (seen.code !== "" && codeName(text) === seen.code);
  if (same && seen.accepted && performance.now() - seen.at < SAME_CODE) {
    // The phone is still lying there after green.
    seen.at = performance.now();
    return false;
  }
  // After red the same code is worth another look only with another amount.
  if (same && !seen.accepted && now.keyedAt <= seen.decidedAt) return false;
  if (now.shown.kind !== "till") return false;
  if (totalOf(now.keyed) === 0) {
    hint("amountFirst");
    return false;
  }
  if (performance.now() - now.keyedAt < REST) {
    hint("settle");
    return false;
  }
  hint(undefined);
  return true;
}

/** Undefined when nobody answers in time: a guest is waiting. */
function orNothing<T>(answer: Promise<T>): Promise<T | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE));
  return Promise.race([answer.catch(() => undefined), late]);
}

/** Pocket and nonce: the phone signs the same code anew every 30 seconds. */
function codeName(text: string): string {
  const reading = payCodeFromDigits(text);
  return reading.ok ? `${reading.code.pocket}/${reading.code.nonce}` : "";
}

function sum(lines: readonly JournalItem[]): number {
  return lines.reduce((total, line) => total + line.item.amount, 0);
}
