import { type Address, type Hex, isAddressEqual, zeroAddress, zeroHash } from "viem";
import * as beaconAbi from "#protocol/abi/drandBeacon.ts";
import * as registryAbi from "#protocol/abi/registry.ts";
import * as shareAbi from "#protocol/abi/share.ts";
import { recordHash } from "#protocol/relay/records.ts";
import { accountName } from "#protocol/treasury/accounts.ts";
import { useRoundNames } from "../../../chain/funding/useRoundNames.ts";
import { useCriteria } from "../../../chain/governance/criteria.ts";
import { useFigures } from "../../../chain/governance/figures.ts";
import { useOffices } from "../../../chain/governance/offices.ts";
import { useSeatName } from "../../../chain/membership/useSeatName.ts";
import { readHouse, useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { readCalendar } from "../../../chain/oversight/rotation.ts";
import { useRecord } from "../../../chain/records/useRecord.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { figureValue } from "../../../parts/figureValue.ts";
import { PublishedText } from "../../../parts/PublishedText.tsx";
import { RecordText } from "../../../parts/RecordText.tsx";
import { CopyText } from "../../../ui/form/CopyText.tsx";
import { Disclosure } from "../../../ui/layout/Disclosure.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { Written } from "../../../ui/layout/Written.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import styles from "./DecisionText.module.css";
import { type Decision, type MotionCall, personOf, readDecision } from "./decision.ts";
import { useLimits } from "./useLimits.ts";

type DecisionTextsProps = {
  calls: readonly MotionCall[];
  /** A text that a call names and that nobody keeps yet. */
  text?: string | undefined;
};

/** What a motion does, said by this page from its bytes alone, before the proposer says anything. */
export function DecisionTexts({ calls, text }: DecisionTextsProps) {
  const t = useText();
  const { contracts } = useHouse().deployment;
  const decisions = calls.map((call) => readDecision(contracts, call));
  const unknown = decisions.filter(({ kind }) => kind === "unknown").length;
  return (
    <Stack gap={3}>
      {unknown > 0 && (
        <Notice kind="stop" title={t("governance.unknown", { n: unknown })}>
          {t("governance.unknown.body")}
        </Notice>
      )}
      {calls.length === 0 && <p>{t("governance.does.nothing")}</p>}
      <ol className={styles.decisions} data-single={decisions.length === 1 ? "" : undefined}>
        {decisions.map((decision, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the calls of a motion never change
          <li key={i}>
            <DecisionText decision={decision} text={text} />
          </li>
        ))}
      </ol>
    </Stack>
  );
}

function DecisionText({ decision, text }: { decision: Decision; text: string | undefined }) {
  const t = useText();
  const format = useFormat();
  switch (decision.kind) {
    case "openRound": {
      const { price, minSeats, maxSeats, opensAt, deadline, coolOff, termsHash } = decision.terms;
      return (
        <Stack gap={1}>
          <p className={styles.sentence}>
            {t("governance.does.openRound", {
              n: maxSeats,
              price: format.money(price),
              total: format.money(price * BigInt(maxSeats)),
            })}
          </p>
          <p>
            {t("governance.does.openRound.dates", {
              from: format.dateTime(opensAt),
              until: format.dateTime(deadline - coolOff),
              lock: format.dateTime(deadline),
            })}
          </p>
          <p>{t("governance.does.openRound.goal", { n: minSeats })}</p>
          <TermsText hash={termsHash} text={text} />
        </Stack>
      );
    }
    case "cancelRound":
      return <Cancelled round={decision.round} />;
    case "setBudget":
      return <Budget {...decision} />;
    case "pay":
      return <Payment {...decision} />;
    case "bookLoss":
      return (
        <p className={styles.sentence}>{t("governance.does.bookLoss", { amount: format.money(decision.amount) })}</p>
      );
    case "operator":
    case "registrar":
    case "successor":
      return <Named {...decision} />;
    case "figure":
      return <FigureChange {...decision} />;
    case "criteria":
      return <NewCriteria hash={decision.hash} text={text} />;
    case "admit":
      return (
        <Stack gap={1}>
          <p className={styles.sentence}>{t("governance.does.admit", { account: decision.account })}</p>
          <p>
            {decision.person === personOf(decision.account)
              ? t("governance.does.admit.account")
              : t("governance.does.admit.person", { hash: decision.person })}
          </p>
          <TextInHand hash={decision.reason} text={text} />
        </Stack>
      );
    case "era":
      return <NewEra {...decision} />;
    case "endSeat":
      return (
        <Stack gap={1}>
          <p className={styles.sentence}>{t("governance.does.endSeat", { seat: decision.seat })}</p>
          <TextInHand hash={decision.reason} text={text} />
        </Stack>
      );
    case "moveSeat":
      return (
        <Stack gap={1}>
          <p className={styles.sentence}>
            {t("governance.does.moveSeat", { seat: decision.seat, account: decision.to })}
          </p>
          <TextInHand hash={decision.reason} text={text} />
        </Stack>
      );
    case "buyBack":
      return (
        <p className={styles.sentence}>
          {t("governance.does.buyBack", { seat: decision.seat, amount: format.money(decision.amount) })}
        </p>
      );
    case "question":
      return (
        <Stack gap={1}>
          <p className={styles.sentence}>{t("governance.does.question")}</p>
          <TextInHand hash={decision.text} text={text} />
        </Stack>
      );
    case "beacon":
      return <OtherNetwork decision={decision} />;
    case "unknown":
      return <Unknown {...decision.call} />;
  }
}

/** Somebody is named: for an office, or as the house to move to. */
function Named(decision: Extract<Decision, { kind: "operator" | "registrar" | "successor" }>) {
  const t = useText();
  const who = usePayee(decision.account);
  const offices = useOffices();
  return (
    <Stack gap={1}>
      <p className={styles.sentence}>{t(`governance.does.${decision.kind}`, { who })}</p>
      {decision.kind === "successor" ? (
        <SuccessorNow instead={decision.account} />
      ) : (
        <HeldNow account={offices[decision.kind]} instead={decision.account} />
      )}
      {decision.kind === "registrar" && (
        <p>
          {decision.register === zeroHash
            ? t("governance.does.registrar.none")
            : t("governance.does.registrar.register", { hash: decision.register })}
        </p>
      )}
      {decision.kind === "successor" && <p>{t("governance.does.successor.rest")}</p>}
      <Disclosure summary={t("governance.does.account")}>
        <CopyText text={decision.account} />
      </Disclosure>
    </Stack>
  );
}

/** Who holds an office now, where a motion names somebody else. */
function HeldNow({ account, instead }: { account: Address; instead: Address }) {
  const t = useText();
  const who = usePayee(account);
  if (isAddressEqual(account, instead)) return null;
  return <p>{t("governance.does.figure.now", { value: who })}</p>;
}

/** What is known of the house to move to: it is named once. */
function SuccessorNow({ instead }: { instead: Address }) {
  const t = useText();
  const read = useRead(["successor"], (house) => readHouse(house, registryAbi.successor));
  if (read.status !== "ready") return null;
  const [account] = read.data;
  if (isAddressEqual(account, zeroAddress)) return <p>{t("governance.does.successor.none")}</p>;
  return <HeldNow account={account} instead={instead} />;
}

/** The criteria that are proposed, and behind a tap those that hold now. */
function NewCriteria({ hash, text }: { hash: Hex; text: string | undefined }) {
  const t = useText();
  const now = useCriteria();
  return (
    <Stack gap={1}>
      <p className={styles.sentence}>{t("governance.does.criteria")}</p>
      <p>{t("governance.does.criteria.rest")}</p>
      <TermsText hash={hash} text={text} summary={t("governance.does.criteria.new")} />
      {now.hash !== hash && now.text !== undefined && (
        <Disclosure summary={t("governance.does.criteria.now")}>
          <PublishedText text={now.text} />
        </Disclosure>
      )}
    </Stack>
  );
}

/** Terms of another length: from which on, and what stays. */
function NewEra({ firstTerm, length }: Extract<Decision, { kind: "era" }>) {
  const t = useText();
  const format = useFormat();
  const read = useRead(["calendarOf", firstTerm], (house) => readCalendar(house, firstTerm));
  const dates = read.status === "ready" ? read.data : undefined;
  const now = dates && dates.end - dates.start;
  return (
    <Stack gap={1}>
      <p className={styles.sentence}>{t("governance.does.era", { n: firstTerm, length: format.duration(length) })}</p>
      {now !== undefined && now !== length && <p>{t("governance.does.figure.now", { value: format.duration(now) })}</p>}
      {dates && (
        <p>
          {t("governance.does.era.rest", {
            n: firstTerm,
            start: format.date(dates.start),
            until: format.dateTime(dates.nominationsFrom),
          })}
        </p>
      )}
    </Stack>
  );
}

/** Another network that draws the lots, and the one that does now. */
function OtherNetwork({ decision }: { decision: Extract<Decision, { kind: "beacon" }> }) {
  const { key, genesis, period } = decision;
  const t = useText();
  const format = useFormat();
  const read = useRead(["network"], async (house) => {
    const count = await readHouse(house, beaconAbi.networkCount);
    return readHouse(house, beaconAbi.networkAt, [Number(count) - 1]);
  });
  const now = read.status === "ready" ? read.data : undefined;
  return (
    <Stack gap={1}>
      <p className={styles.sentence}>
        {t("governance.does.beacon", { from: format.dateTime(genesis), period: format.duration(period) })}
      </p>
      {now !== undefined && (
        <p>
          {t("governance.does.beacon.now", {
            from: format.dateTime(now.genesis),
            period: format.duration(now.period),
          })}
        </p>
      )}
      <Disclosure summary={t("governance.does.beacon.key")}>
        <code className={styles.data}>{key}</code>
      </Disclosure>
    </Stack>
  );
}

function FigureChange({ which, value, towards }: Extract<Decision, { kind: "figure" }>) {
  const t = useText();
  const format = useFormat();
  const read = useFigures();
  const now = read.status === "ready" ? read.data[which].value : undefined;
  return (
    <Stack gap={1}>
      <p className={styles.sentence}>
        {t("governance.does.figure", {
          which: t(`governance.figure.${which}`),
          value: figureValue(which, value, format),
        })}
      </p>
      {now !== undefined && now !== value && (
        <p>{t("governance.does.figure.now", { value: figureValue(which, now, format) })}</p>
      )}
      <p>{t(`governance.does.figure.${towards}`)}</p>
    </Stack>
  );
}

/** A text that a call names by its hash: from the form while it is written, from the records later. */
function TextInHand({ hash, text }: { hash: `0x${string}`; text: string | undefined }) {
  const t = useText();
  const inHand = text !== undefined && recordHash(text) === hash;
  const kept = useRecord(inHand || hash === zeroHash ? undefined : hash);
  const words = inHand ? text : kept;
  if (hash === zeroHash) return null;
  if (words === undefined) return <p>{t("governance.does.text.missing", { hash })}</p>;
  return (
    <p>
      <Written words={words} />
    </p>
  );
}

function Cancelled({ round }: { round: number }) {
  const t = useText();
  const { n } = useRoundNames()(round);
  return <p className={styles.sentence}>{t("governance.does.cancelRound", { n })}</p>;
}

function Payment({ payee, amount, category, ref, beyondReserve }: Extract<Decision, { kind: "pay" }>) {
  const t = useText();
  const format = useFormat();
  const name = useCategory();
  return (
    <Stack gap={1}>
      <p className={styles.sentence}>
        {t("governance.does.pay", { amount: format.money(amount), payee: usePayee(payee), category: name(category) })}
      </p>
      {beyondReserve && <p>{t("governance.does.pay.beyondReserve")}</p>}
      <PaymentPurpose hash={ref} />
      <Disclosure summary={t("governance.does.pay.to")}>
        <CopyText text={payee} />
      </Disclosure>
    </Stack>
  );
}

function Budget({ term, lines }: Extract<Decision, { kind: "setBudget" }>) {
  const t = useText();
  const format = useFormat();
  const category = useCategory();
  const read = useLimits(term);
  const limits = read.status === "ready" ? read.data : new Map<number, bigint>();
  const named = new Set(lines.map((line) => line.category));
  const gone = [...limits].filter(([code, limit]) => limit > 0n && !named.has(code));
  const total = lines.reduce((sum, { limit }) => sum + limit, 0n);
  return (
    <Stack gap={1}>
      <p className={styles.sentence}>{t("governance.does.setBudget", { n: term, total: format.money(total) })}</p>
      <ul className={styles.lines}>
        {lines.map(({ category: code, limit }) => (
          <li key={code}>
            <span>{category(code)}</span>
            <span className={styles.amount}>
              {format.money(limit)}
              {limits.has(code) && limits.get(code) !== limit && (
                <small>{t("governance.does.setBudget.now", { amount: format.money(limits.get(code) ?? 0n) })}</small>
              )}
            </span>
          </li>
        ))}
        {gone.map(([code, limit]) => (
          <li key={code}>
            <span>{category(code)}</span>
            <span className={styles.amount}>
              {format.money(0n)}
              <small>{t("governance.does.setBudget.now", { amount: format.money(limit) })}</small>
            </span>
          </li>
        ))}
      </ul>
      <p>{t("governance.does.setBudget.rest")}</p>
    </Stack>
  );
}

function Unknown({ target, value, data }: MotionCall) {
  const t = useText();
  return (
    <div className={styles.unknown}>
      <p className={styles.sentence}>{t("governance.does.unknown")}</p>
      <Disclosure>
        <Stack gap={1}>
          <div>
            {t("governance.does.unknown.target")} <code>{target}</code>
          </div>
          {value > 0n && (
            <div>
              {t("governance.does.unknown.coins")} <code>{String(value)}</code>
            </div>
          )}
          <code className={styles.data}>{data}</code>
        </Stack>
      </Disclosure>
    </div>
  );
}

/** What a payment says it is for. */
function PaymentPurpose({ hash }: { hash: `0x${string}` }) {
  const t = useText();
  return (
    <RecordText hash={hash} as="line">
      {(words) => (
        <p>
          {t("governance.does.pay.ref")} {words}
        </p>
      )}
    </RecordText>
  );
}

/** What every buyer would sign, by the hash in the call: from the form while it is written, from the records later. */
function TermsText({ hash, text, summary }: { hash: Hex; text: string | undefined; summary?: string }) {
  const t = useText();
  const inHand = text !== undefined && recordHash(text) === hash;
  const kept = useRecord(inHand ? undefined : hash);
  const terms = inHand ? text : kept;
  return (
    <Disclosure summary={summary ?? t("governance.does.openRound.terms")}>
      {terms === undefined ? (
        <p>{t("governance.does.openRound.terms.missing", { hash })}</p>
      ) : (
        <PublishedText text={terms} />
      )}
    </Disclosure>
  );
}

/** Who gets the money, as people know them. */
function usePayee(payee: `0x${string}`): string {
  const t = useText();
  const name = useSeatName();
  const { operator } = useOffices();
  const { Rounds: escrow } = useHouse().deployment.contracts;
  const seat = useRead(["seatOf", payee], (house) => readHouse(house, shareAbi.seatOf, [payee]));
  if (isAddressEqual(payee, operator)) return t("governance.operator");
  if (isAddressEqual(payee, escrow)) return t("governance.escrow");
  if (seat.status === "ready" && seat.data > 0) return name(seat.data);
  return t("governance.account", { n: payee.slice(-4) });
}

/** A category of the books in the reader's words. */
export function useCategory(): (code: number) => string {
  const t = useText();
  return (code) => {
    const name = accountName(code);
    switch (name) {
      case "rent":
      case "payroll":
      case "goods":
      case "equipment":
      case "utilities":
      case "tax":
      case "events":
      case "repairs":
      case "it":
      case "other":
      case "loss":
        return t(`house.kind.${name}`);
      default:
        return t("governance.category.code", { n: code });
    }
  };
}
