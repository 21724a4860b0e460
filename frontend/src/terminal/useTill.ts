import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Hex } from "viem";
import { writeReceiptCode } from "#protocol/house/receiptCode.ts";
import { codeClaimDigest } from "#protocol/voucher/codeClaim.ts";
import { counterChannelName, readCounterMessage } from "#protocol/voucher/counterChannel.ts";
import { writeLateFile } from "#protocol/voucher/lateFile.ts";
import { signDigest } from "#protocol/voucher/p256.ts";
import { payCodeFromDigits, payCodeToDigits, type SignedPayCode } from "#protocol/voucher/payCode.ts";
import { play } from "../ui/sounds.ts";
import { type Refusal, warmUp } from "./accept/accept.ts";
import type { TillHouse } from "./house.ts";
import type { JournalItem } from "./journal/journal.ts";
import { MEMORY_LASTS, offlineCaps } from "./offline/offlineRules.ts";
import type { Sold } from "./prices/orderLine.ts";
import { usePrices } from "./prices/usePrices.ts";
import {
  type AmountState,
  addSold,
  isScanning,
  noAmount,
  orderOf,
  pressKey,
  type TillKey,
  takeAway,
  totalOf,
} from "./scan/amountKeys.ts";
import { CODE_WAITS, type MeetingWord, meet } from "./scan/meeting.ts";
import { cameraMayTake, codeName, nameOf, nothingSeen } from "./scan/seenCode.ts";
import { type TillParts, useRounds } from "./send/useRounds.ts";
import { atRiskNow, PATIENCE, takeCode } from "./take/takeCode.ts";

/** What fills the screen. Amounts in hundredths. */
export type Shown =
  | { kind: "till" }
  | { kind: "checking" }
  /** `pocket`: 0 = from an account. `blind`: taken without the house's answer. `rest`: what is left to be paid in cash. */
  | { kind: "accepted"; amount: number; pocket: number; left: number; blind: boolean; rest: number }
  /** `part`: what could be paid all the same with the code in `text`. `asOf`: see `Taken`. */
  | { kind: "refused"; refusal: Refusal; part: number; asOf?: number; asked: number; text: string };

/** Where a code came from. A camera sees codes nobody has decided to show, so it is more careful. */
export type Source = "camera" | "hand";

/** What the till tells a phone in the next tab: hundredths accepted, null = not accepted. */
type Answer = { pocket: number; nonce: number; accepted: number | null };

/** A code that waits for its amount. */
interface HeldCode {
  text: string;
  source: Source;
  /** When it appeared, and when it was seen last. */
  seenAt: number;
  lastSeen: number;
  answer?: (answer: Answer) => void;
}

/** Milliseconds after which green makes room by itself. */
const GREEN = 3_500;
/** Milliseconds after which a code that was out of sight appears anew. */
const GONE = 1_500;
/** Milliseconds that the house has for its answer when it did not answer just now. */
const CUT_OFF = 1_000;

export function useTill(parts: TillParts) {
  const { house, journal, keys, publicKey, known, remembered } = parts;
  const { askStanding, round, keep, memoryAsOf, ...told } = useRounds(parts);
  const { net, time, waiting } = told;
  const [keyed, setKeyed] = useState(noAmount);
  const [shown, setShown] = useState<Shown>({ kind: "till" });
  const [meeting, setMeeting] = useState<MeetingWord>();
  const [person, setPerson] = useState<string>();
  const [scans, setScans] = useState(0);
  const prices = usePrices(house, journal, remembered.prices);
  const caps = useMemo(() => offlineCaps(unitPriceOf(house)), [house]);

  // What the handlers need as it is now, not as it was when they were made.
  const current = useRef({
    keyed,
    shown,
    keyedAt: Number.NEGATIVE_INFINITY,
    busy: false,
    seen: nothingSeen,
    held: undefined as HeldCode | undefined,
    cutOff: false,
    person: undefined as string | undefined,
  });
  current.current.keyed = keyed;
  current.current.shown = shown;
  current.current.person = person;
  current.current.cutOff = net.chain === "unreachable";

  // The first check of the day is the slow one (tables of the curve): it is done before anybody waits for it.
  useEffect(() => {
    const timer = setTimeout(warmUp, 300);
    return () => clearTimeout(timer);
  }, []);

  const show = useCallback((next: Shown) => {
    current.current.shown = next;
    setShown(next);
    if (next.kind === "accepted") play(next.blind ? "wait" : "good");
    if (next.kind === "refused") play("stop");
  }, []);

  const dismiss = useCallback(() => show({ kind: "till" }), [show]);

  // Green makes room by itself; red stays, and so does a rest that is still to be paid.
  useEffect(() => {
    if (shown.kind !== "accepted" || shown.rest > 0) return;
    const timer = setTimeout(dismiss, GREEN);
    return () => clearTimeout(timer);
  }, [shown, dismiss]);

  /** Amount → scan → checks → journal → green. `rest`: what of the sum is paid otherwise. */
  const take = useCallback(
    async (text: string, amount: number, rest: number): Promise<Answer> => {
      const lines = orderOf(current.current.keyed);
      const patience = current.current.cutOff ? CUT_OFF : PATIENCE;
      const asking = { askStanding: () => askStanding(patience), patience };
      const slow = setTimeout(() => {
        show({ kind: "checking" });
        play("wait");
      }, 400);
      const signClaim = async (code: SignedPayCode) => {
        const signature = await signDigest(keys.privateKey, codeClaimDigest(house.domain, known.id, code));
        return { terminal: known.id, digits: payCodeToDigits(code), ...signature };
      };
      const counter = { house, journal, terminal: known.id, caps, signClaim, claim: house.claim, ...asking };
      const taken = await takeCode(counter, text, amount, { by: current.current.person, lines }).finally(() =>
        clearTimeout(slow),
      );
      const name = nameOf(text);
      if (!taken.ok) {
        const { refusal, part, asOf } = taken;
        show({ kind: "refused", refusal, part, asOf, asked: amount, text });
        return { ...name, accepted: null };
      }
      setKeyed(noAmount);
      const { pocket, left, blind } = taken;
      show({ kind: "accepted", amount, pocket, left, blind, rest });
      void round();
      return { ...name, accepted: amount };
    },
    [askStanding, caps, house, journal, keys, known.id, round, show],
  );

  const decide = useCallback(
    async (text: string, amount: number, rest = 0) => {
      const now = current.current;
      if (now.busy) return undefined;
      now.busy = true;
      try {
        const result = await take(text, amount, rest);
        const at = performance.now();
        now.seen = { digits: text, code: codeName(text), accepted: result.accepted !== null, at, decidedAt: at };
        return result;
      } finally {
        now.busy = false;
      }
    },
    [take],
  );

  /** Lets go of a code that waited for its amount. */
  const letGo = useCallback((answer?: Answer) => {
    const { held } = current.current;
    current.current.held = undefined;
    setMeeting(undefined);
    if (held?.answer !== undefined) held.answer(answer ?? { ...nameOf(held.text), accepted: null });
  }, []);

  /** Takes the code that waits, with the amount that stands there. */
  const takeHeld = useCallback(async () => {
    const { held, keyed: amount } = current.current;
    if (held === undefined || totalOf(amount) === 0) return;
    const result = await decide(held.text, totalOf(amount));
    if (result !== undefined) letGo(result);
  }, [decide, letGo]);

  /** What becomes of the code that waits, at this moment. */
  const look = useCallback(() => {
    const now = current.current;
    const { held } = now;
    if (held === undefined || now.busy || now.shown.kind !== "till") return;
    const at = performance.now();
    if (at - Math.max(held.lastSeen, now.keyedAt) > CODE_WAITS) return letGo();
    const word = meet(
      {
        total: totalOf(now.keyed),
        entry: now.keyed.entry,
        whole: now.keyed.whole,
        keyedAt: now.keyedAt,
        seenAt: held.seenAt,
      },
      at,
    );
    setMeeting(word);
    if (word === "take") void takeHeld();
  }, [letGo, takeHeld]);

  useEffect(() => {
    const timer = setInterval(look, 150);
    return () => clearInterval(timer);
  }, [look]);

  const scan = useCallback(
    (text: string, source: Source, answer?: (answer: Answer) => void) => {
      const now = current.current;
      const at = performance.now();
      const reply = (result: Answer | undefined) => result !== undefined && answer?.(result);
      if (source === "camera") {
        if (!cameraMayTake(text, now.seen, now.keyedAt) || now.shown.kind !== "till") return;
        const { held } = now;
        const stayed = held !== undefined && codeName(held.text) === codeName(text) && at - held.lastSeen <= GONE;
        now.held = { text, source, seenAt: stayed ? held.seenAt : at, lastSeen: at };
        return look();
      }
      setScans((before) => before + 1);
      if (totalOf(now.keyed) > 0) return void decide(text, totalOf(now.keyed)).then(reply);
      const reading = payCodeFromDigits(text);
      // What is no code is said at once, amount or not.
      if (!reading.ok) return void decide(text, 0).then(reply);
      letGo();
      now.held = { text, source, seenAt: at, lastSeen: at, answer };
      setMeeting("amount");
    },
    [decide, letGo, look],
  );

  // Practice: a second tab holds its code to this counter.
  useEffect(() => {
    if (!__PRACTICE__ || !house.deployment.practice) return;
    const channel = new BroadcastChannel(counterChannelName(house.deployment.houseId));
    channel.onmessage = (event: MessageEvent<unknown>) => {
      const message = readCounterMessage(event.data);
      if (message?.kind !== "code") return;
      scan(message.digits, "hand", (answer) => channel.postMessage({ kind: "answer", ...answer }));
    };
    return () => channel.close();
  }, [house, scan]);

  const setAmount = useCallback((state: AmountState) => {
    current.current.keyed = state;
    current.current.keyedAt = performance.now();
    setKeyed(state);
  }, []);

  const press = useCallback(
    (key: TillKey, at: number) => {
      const now = current.current;
      if (key.key === "enter" && now.shown.kind !== "till" && now.keyed.burst.text === "") {
        if (now.shown.kind !== "checking") dismiss();
        return;
      }
      const { state, scanned } = pressKey(now.keyed, key, at);
      setAmount(state);
      if (scanned !== undefined) scan(scanned, "hand");
      else look();
    },
    [dismiss, look, scan, setAmount],
  );

  const sell = useCallback(
    (sold: Sold) => {
      setAmount(addSold(current.current.keyed, sold));
      look();
    },
    [look, setAmount],
  );
  const takeOne = useCallback((line: number) => setAmount(takeAway(current.current.keyed, line)), [setAmount]);

  /** Takes with the same code what it can pay; the rest is paid otherwise. */
  const takePart = useCallback(async () => {
    const { shown: red } = current.current;
    if (red.kind !== "refused" || red.part === 0) return;
    dismiss();
    await decide(red.text, red.part, red.asked - red.part);
  }, [decide, dismiss]);

  /** Takes an item back: here, or by the contract with one of the next rounds. */
  const undo = useCallback(
    async (id: number) => {
      await keep(journal.cancel(id));
      void round();
    },
    [journal, keep, round],
  );

  const acknowledge = useCallback(
    (ids: readonly number[]) => keep(journal.acknowledge(ids, house.now())),
    [house, journal, keep],
  );
  const nameReceipt = useCallback(
    (id: number, number: string) => keep(journal.nameReceipt(id, number)),
    [journal, keep],
  );

  /** What the house does not know of yet, in batches that are signed and stay as they are. */
  const lateFile = useCallback(async () => {
    const open = (await journal.openBatches(known.id)).filter(({ state }) => state === "open");
    const batches = await Promise.all(
      open.map(async (stored) => {
        const items = (await journal.itemsOf(stored)).map((line) => line.item);
        const { terminal, seq, own = seq, businessDay, signature } = stored;
        return { batch: { terminal, seq: own, businessDay, items }, signature };
      }),
    );
    return writeLateFile({ ...house.domain, terminal: known.id, key: publicKey, batches });
  }, [house, journal, known.id, publicKey]);

  /** An account has paid exactly what was asked for. */
  const paidExactly = useCallback(
    (amount: number) => {
      setAmount(noAmount);
      show({ kind: "accepted", amount, pocket: 0, left: 0, blind: false, rest: 0 });
    },
    [setAmount, show],
  );

  /** What a manager is asked about: the journal's answers, and the tablet's signature. */
  const tablet = useMemo(
    () => ({
      terminal: known.id,
      placeOf: (line: JournalItem) => journal.placeOf(line),
      /** Its code in the public record; undefined until a block that stays has it. */
      async recordOf(line: JournalItem): Promise<string | undefined> {
        const paid = line.state === "settled" ? await journal.placeOf(line) : undefined;
        if (paid === undefined || paid.place < 0) return undefined;
        return writeReceiptCode({ is: "payment", till: paid.terminal, batch: paid.seq, item: paid.place + 1 });
      },
      byReceipt: (typed: string) => journal.byReceipt(typed),
      inBatches: (isIn: (seq: number) => boolean) => journal.inBatches(known.id, isIn),
      sign: (digest: Hex) => signDigest(keys.privateKey, digest),
    }),
    [journal, keys, known.id],
  );
  const scanning = useCallback((at: number) => isScanning(current.current.keyed, at), []);

  const offline = net.chain === "unreachable" || time !== "good";
  return {
    ...told,
    keyed,
    shown,
    /** How many codes a scanner or a hand has brought. */
    scans,
    dismiss,
    press,
    scanning,
    prices,
    sell,
    takeOne,
    scan,
    takeHeld,
    takePart,
    acknowledge,
    nameReceipt,
    undo,
    person,
    setPerson,
    lateFile,
    tablet,
    paidExactly,
    meeting,
    /** What is taken without the house's answer, while it must be. */
    blind: { offline, caps, atRisk: atRiskNow(waiting, offline), until: memoryAsOf && memoryAsOf + MEMORY_LASTS },
  };
}

export type Till = ReturnType<typeof useTill>;
export type Tablet = Till["tablet"];

/** Hundredths. */
function unitPriceOf({ deployment }: TillHouse): number {
  return Math.round(Number(deployment.club.unitPrice) * 100);
}
