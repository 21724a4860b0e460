import { useLingui } from "@lingui/react";
import { useCallback } from "react";
import type { Refused, RefusedArg } from "../chain/write/refuse.ts";
import { type Formats, useFormat } from "../i18n/formats.ts";
import { loadRoom } from "../i18n/load.ts";
import { type NextStep, nextSteps } from "../i18n/refusalNext.ts";
import { useText } from "../i18n/text.ts";
import { figureOf, figureValue } from "./figureValue.ts";

/** What happened, what to do, and what a helper wants to know. */
export interface RefusalWords {
  why: string;
  next?: string;
  details?: string;
}

/** Puts a refusal into words: one table for three languages. */
export function useRefusalWords(): (refused: Refused) => RefusalWords {
  const t = useText();
  const format = useFormat();
  const { i18n } = useLingui();
  return useCallback(
    (refused) => {
      void loadRoom("errors");
      if (refused.kind === "unreachable") return { why: t("errors.unreachable"), next: t("errors.next.later") };
      if (refused.kind === "notKept") return { why: t("errors.notKept"), next: t("errors.next.room") };
      if (refused.kind === "relay") {
        const busy = refused.code === "tooMuch";
        return {
          why: t(busy ? "errors.tooMuch" : "errors.unknown"),
          next: t(busy ? "errors.next.later" : "errors.next.tell"),
          details: refused.message,
        };
      }
      if (refused.kind === "wallet") {
        void loadRoom("accounts");
        const { fault } = refused;
        const who = fault.why === "otherAccount" ? fault : undefined;
        return {
          why: t(`accounts.cannot.${fault.why}`, { account: shortAccount(who?.signer ?? "") }),
          next: t(`accounts.cannot.${fault.why}.next`, { account: shortAccount(who?.account ?? "") }),
        };
      }
      if (refused.kind === "fault") {
        return { why: t("errors.fault"), next: t("errors.next.again"), details: refused.message };
      }
      const { name, args, data } = refused;
      const details = [name, data].filter(Boolean).join(" · ");
      const next: NextStep | undefined = name === undefined ? undefined : nextSteps[name];
      if (name === undefined || next === undefined) {
        return { why: t("errors.unknown"), next: t("errors.next.tell"), details };
      }
      const figure = name.startsWith("Figure") ? figureOf(Number(args.which?.value)) : undefined;
      const values = Object.fromEntries(
        Object.entries(args).map(([key, arg]) => {
          if (figure === undefined) return [key, argWords(`${name}.${key}`, arg, format)];
          if (key === "which") return [key, t(`governance.figure.${figure}`)];
          return [key, figureValue(figure, BigInt(String(arg.value)), format)];
        }),
      );
      return { why: i18n._(`errors.${name}`, values), next: t(`errors.next.${next}`), details };
    },
    [t, format, i18n],
  );
}

/** Amounts that are not stored as uint128, the house's type for money. */
const money = new Set([
  "AmountNotInHundredths.amount",
  "AmountNotInHundredths.step",
  "CashTooLow.asked",
  "CashTooLow.cash",
  "DepositMismatch.amount",
  "DepositMismatch.received",
  "EscrowShort.held",
  "EscrowShort.owed",
  "ERC20InsufficientAllowance.allowance",
  "ERC20InsufficientAllowance.needed",
  "ERC20InsufficientBalance.balance",
  "ERC20InsufficientBalance.needed",
  "FaucetLimit.asked",
  "FaucetLimit.left",
  "NotEnoughMoney.balance",
  "NotEnoughMoney.price",
  "NotEnoughVouchers.has",
  "NotEnoughVouchers.needed",
  "GiftMismatch.amount",
  "GiftMismatch.received",
  "NothingMissing.booked",
  "NothingMissing.held",
  "NothingUnannounced.booked",
  "NothingUnannounced.held",
  "OverVoteThreshold.threshold",
  "PayeeOverThreshold.lately",
  "PayeeOverThreshold.threshold",
  "PaymentMismatch.price",
  "PaymentMismatch.received",
  "PriceNotReceived.received",
  "ReserveBroken.asked",
  "ReserveBroken.cash",
  "ReserveBroken.needed",
  "TreasuryShort.booked",
  "TreasuryShort.held",
]);

/** uint256, but a time all the same: in standards that are older than this house. */
const times = new Set([
  "AuthorizationExpired.nowAt",
  "AuthorizationExpired.validBefore",
  "AuthorizationNotYetValid.nowAt",
  "AuthorizationNotYetValid.validAfter",
  "ERC2612ExpiredSignature.deadline",
]);

/** Seconds that something lasts. */
const spans = new Set([
  "BeaconSettleTooLong.allowed",
  "BeaconSettleTooLong.settle",
  "TermLengthOutOfBounds.least",
  "TermLengthOutOfBounds.length",
  "TermLengthOutOfBounds.most",
]);

/** The house's types say what a number is: uint128 is money, uint48 a time (UTC seconds), a seat or a count the rest. */
export function argWords(name: string, { type, value }: RefusedArg, format: Formats): string | number {
  if (typeof value !== "bigint" && typeof value !== "number") {
    const text = String(value);
    return type === "address" ? shortAccount(text) : text;
  }
  if (type === "uint128" || money.has(name)) return format.money(BigInt(value));
  if (type === "uint48" || times.has(name)) {
    const seconds = Number(value);
    return seconds < 8.6e12 ? format.dateTime(seconds) : String(value);
  }
  return spans.has(name) ? format.duration(Number(value)) : format.count(value);
}

function shortAccount(account: string): string {
  return `${account.slice(0, 6)}…${account.slice(-4)}`;
}
