import { addLine, type OrderLine, type Sold, sumOf, takeOneAway } from "../prices/orderLine.ts";

/**
 * The keys of the till as one pure machine: an amount keyed in like on any till (2, 8, 00 → 28.00), a sum with + and with
 * tiles, and a USB scanner, which is a keyboard that types 196 digits faster than anybody can and ends with Enter.
 */
export type TillKey = { key: "digit"; digits: string } | { key: "plus" } | { key: "clear" } | { key: "enter" };

export interface AmountState {
  /** What is being keyed in, hundredths. */
  entry: number;
  /** What was added up, with + and with tiles. They carry their own prices: another list changes none of them. */
  lines: readonly OrderLine[];
  /** The last key was C: the next C clears the lines too. */
  cleared: boolean;
  /** Enter was pressed after it: nobody is keying any more. */
  whole: boolean;
  /** Digits that came too fast for fingers. */
  burst: { text: string; lastAt: number; before: Pick<AmountState, "entry" | "lines" | "whole"> };
}

/** What the till does after the key. `scanned`: a scanner delivered this text. */
export interface KeyResult {
  state: AmountState;
  scanned?: string;
}

/** What a key does, by where it lies on the keyboard: every layout has its digits there. */
export function keyAt(code: string): TillKey | undefined {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return { key: "digit", digits: digit };
  if (code === "Enter" || code === "NumpadEnter") return { key: "enter" };
  if (code === "NumpadAdd") return { key: "plus" };
  return code === "Backspace" || code === "Delete" || code === "Escape" ? { key: "clear" } : undefined;
}

/** Largest amount that fits in the code's field with room to spare: 99,999.99. */
const LARGEST = 9_999_999;
/** Milliseconds between two digits of a scanner; fingers need longer. */
const FAST = 45;
/** So many fast digits are no amount any more: what they did to it is undone. */
const TOO_MANY = 6;
/** Milliseconds that a scanner, once it is known to be one, may falter: a busy tablet must not tear its code apart. */
const FALTERS = 400;
/** Shorter bursts with Enter are a person in a hurry. */
const SCAN_LENGTH = 20;

export const noAmount: AmountState = {
  entry: 0,
  lines: [],
  cleared: false,
  whole: false,
  burst: { text: "", lastAt: Number.NEGATIVE_INFINITY, before: { entry: 0, lines: [], whole: false } },
};

/** Hundredths. */
export function totalOf({ entry, lines }: AmountState): number {
  return entry + sumOf(lines);
}

/** Everything that is to be paid, line by line. */
export function orderOf({ entry, lines }: AmountState): readonly OrderLine[] {
  return entry > 0 ? addLine(lines, { amount: entry }) : lines;
}

/** Whether a scanner is typing at this moment: its Enter is no wish to press the button that was tapped last. */
export function isScanning({ burst }: AmountState, at: number): boolean {
  return burst.text.length >= SCAN_LENGTH && at - burst.lastAt <= FALTERS;
}

/**
 * Hears a scanner out of keys that are otherwise none of the till's business: in a field, in the guest's window.
 *
 * @returns For each key, whether a scanner types it, and at its Enter what it has read.
 */
export function scannerAmong(): (key: TillKey, at: number) => { isScan: boolean; scanned?: string } {
  let heard = noAmount;
  return (key, at) => {
    const isScan = isScanning(heard, at);
    const { state, scanned } = pressKey(heard, key, at);
    heard = state;
    return { isScan, ...(isScan && scanned !== undefined && { scanned }) };
  };
}

/** @param at Milliseconds on any steady clock. */
export function pressKey(state: AmountState, press: TillKey, at: number): KeyResult {
  switch (press.key) {
    case "digit":
      return { state: digit(state, press.digits, at) };
    case "plus":
      return { state: { ...quiet(state), lines: orderOf(state), entry: 0, cleared: false, whole: false } };
    case "clear":
      return {
        state: { ...quiet(state), entry: 0, lines: state.cleared ? [] : state.lines, cleared: true, whole: false },
      };
    case "enter": {
      const { text, before } = state.burst;
      if (text.length < SCAN_LENGTH) return { state: { ...quiet(state), whole: totalOf(state) > 0 } };
      return { state: { ...noAmount, ...before }, scanned: text };
    }
  }
}

/** Adds one of what a tile sells; what was being keyed in stays, as a line before it. */
export function addSold(state: AmountState, sold: Sold): AmountState {
  const lines = addLine(orderOf(state), sold);
  return sumOf(lines) > LARGEST ? quiet(state) : { ...noAmount, lines };
}

/** Takes one of a line away. */
export function takeAway(state: AmountState, line: number): AmountState {
  const lines = takeOneAway(state.lines, line);
  return { ...quiet(state), lines, cleared: false, whole: state.whole && state.entry + sumOf(lines) > 0 };
}

function digit(state: AmountState, digits: string, at: number): AmountState {
  const goesOn = at - state.burst.lastAt <= (state.burst.text.length < TOO_MANY ? FAST : FALTERS);
  const before = goesOn ? state.burst.before : { entry: state.entry, lines: state.lines, whole: state.whole };
  const text = (goesOn ? state.burst.text : "") + digits;
  const burst = { text, lastAt: at, before };
  if (goesOn && text.length >= TOO_MANY) return { ...before, cleared: false, burst };
  const entry = Number(`${state.entry}${digits}`);
  return {
    ...state,
    entry: entry + sumOf(state.lines) > LARGEST ? state.entry : entry,
    cleared: false,
    whole: false,
    burst,
  };
}

function quiet(state: AmountState): AmountState {
  return { ...state, burst: noAmount.burst };
}
