import { I18nProvider } from "@lingui/react";
import { type ReactNode, useEffect, useState } from "react";
import { makeKeyPair, type P256PublicKey, publicKeyOf } from "#protocol/voucher/p256.ts";
import { businessDayOf } from "#protocol/voucher/payCode.ts";
import { WrongHouse } from "../chain/node/house.ts";
import { type MoneyUnit, MoneyUnitContext } from "../i18n/formats.ts";
import { i18n } from "../i18n/load.ts";
import { useText } from "../i18n/text.ts";
import { ClockContext } from "../ui/clock.ts";
import { Button } from "../ui/form/Button.tsx";
import { Notice } from "../ui/state/Notice.tsx";
import { GuestWindow } from "./guest/GuestWindow.tsx";
import { connectTill, type KnownTill, type TillHouse } from "./house.ts";
import { openJournal, type TillJournal } from "./journal/journal.ts";
import { readRemembered } from "./journal/remembered.ts";
import { LetIn } from "./pairing/LetIn.tsx";
import type { PairingResult } from "./pairing/practicePairing.ts";
import { learnSeries } from "./pairing/series.ts";
import { totalOf } from "./scan/amountKeys.ts";
import type { TillParts } from "./send/useRounds.ts";
import styles from "./TerminalApp.module.css";
import { TillScreen } from "./TillScreen.tsx";
import { useUpdate } from "./update.ts";
import { type Till, useTill } from "./useTill.ts";

/** How far this tab has come on its way to being the counter. */
type Way =
  | { at: "opening" }
  /** The window that faces the guest. */
  | { at: "guest"; house: TillHouse }
  | { at: "noHouse" }
  | { at: "wrongChain" }
  | { at: "noStorage" }
  | { at: "secondTab" }
  | { at: "pairing"; house: TillHouse; publicKey: P256PublicKey; result?: PairingResult }
  /** Also one that was shut out: what it holds stays in sight. */
  | ({ at: "open" } & TillParts);

const AGAIN = 2_000;

export function TerminalApp() {
  const [way, setWay] = useState<Way>({ at: "opening" });
  useEffect(() => {
    const gone = new AbortController();
    void walk(setWay, gone.signal);
    return () => gone.abort();
  }, []);
  return (
    <I18nProvider i18n={i18n}>
      {"house" in way ? (
        <ClockContext value={way.house.now}>
          <MoneyUnitContext value={moneyUnit(way.house)}>
            <Place way={way} />
          </MoneyUnitContext>
        </ClockContext>
      ) : (
        <Place way={way} />
      )}
    </I18nProvider>
  );
}

const moneyUnits = new WeakMap<TillHouse, MoneyUnit>();
function moneyUnit(house: TillHouse): MoneyUnit {
  const { code, symbol, decimals } = house.deployment.club.currency;
  const known = moneyUnits.get(house) ?? { code, symbol, decimals };
  moneyUnits.set(house, known);
  return known;
}

/** House → the only tab → journal and key → let in by the table → open. Waits at each step as long as it takes. */
async function walk(go: (way: Way) => void, signal: AbortSignal): Promise<void> {
  const house = await untilConnected(go, signal);
  if (house === undefined) return;
  if (new URLSearchParams(location.search).has("guest")) return go({ at: "guest", house });
  const lock = `runde-till-${house.deployment.houseId}`;
  // Says so at once where another tab is the counter; the lock itself comes as soon as that one is closed.
  const held = await navigator.locks.query();
  if (held.held?.some(({ name }) => name === lock)) go({ at: "secondTab" });
  await navigator.locks
    .request(lock, { signal }, async () => {
      const opened = await untilKept(() => openTill(house), go, signal);
      if (opened === undefined) return;
      const { journal, keys } = opened;
      const publicKey = await publicKeyOf(keys.publicKey);
      const known = await untilKnown(house, publicKey, go, signal);
      if (known === undefined || !(await untilNamed(house, journal, publicKey, known, go, signal))) return;
      const day = businessDayOf(house.now(), house.dayOffset);
      const remembered = await untilKept(() => readRemembered(journal, day), go, signal);
      if (remembered === undefined) return;
      go({ at: "open", house, journal, keys, publicKey, known, remembered });
      // The lock is held as long as this page lives.
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    })
    .catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
}

async function untilConnected(go: (way: Way) => void, signal: AbortSignal): Promise<TillHouse | undefined> {
  while (!signal.aborted) {
    try {
      return await connectTill();
    } catch (error) {
      go({ at: error instanceof WrongHouse ? "wrongChain" : "noHouse" });
      await pause(AGAIN);
    }
  }
  return undefined;
}

async function openTill(house: TillHouse): Promise<{ journal: TillJournal; keys: CryptoKeyPair }> {
  const journal = await openJournal(house.deployment.houseId);
  try {
    const keys = await journal.key(makeKeyPair);
    void navigator.storage?.persist?.();
    return { journal, keys };
  } catch (error) {
    journal.close();
    throw error;
  }
}

/** Asks the tablet's storage until it has room. */
async function untilKept<T>(
  ask: () => Promise<T>,
  go: (way: Way) => void,
  signal: AbortSignal,
): Promise<T | undefined> {
  while (!signal.aborted) {
    try {
      return await ask();
    } catch {
      go({ at: "noStorage" });
      await pause(AGAIN);
    }
  }
  return undefined;
}

async function untilKnown(
  house: TillHouse,
  publicKey: P256PublicKey,
  go: (way: Way) => void,
  signal: AbortSignal,
): Promise<KnownTill | undefined> {
  let result: PairingResult | undefined;
  let rounds = 0;
  while (!signal.aborted) {
    const pairing = await house.pairing(publicKey).catch(() => undefined);
    if (pairing !== undefined && pairing.state !== "unknown") return pairing;
    const before = house.lastKnown();
    if (pairing === undefined && before !== undefined) return before;
    if (pairing === undefined) go({ at: "noHouse" });
    else {
      go({ at: "pairing", house, publicKey, result });
      if (__PRACTICE__ && house.deployment.practice && result !== "sent" && result !== "refused") {
        const { pairOnPractice } = await import("./pairing/practicePairing.ts");
        result = await pairOnPractice(house, publicKey).catch(() => "unreachable" as const);
        go({ at: "pairing", house, publicKey, result });
      }
    }
    rounds += 1;
    // What was handed over and has not arrived after a while is handed over again: a key is let in once only.
    if (result === "sent" && rounds % 40 === 0) result = undefined;
    await pause(result === "sent" ? 500 : AGAIN);
    await house.heartbeat().catch(() => undefined);
  }
  return undefined;
}

/**
 * A tablet that has never sold must know which one under its number it is, or its receipts would have the numbers of the
 * one before. False: the page is closed.
 */
async function untilNamed(
  { house }: TillHouse,
  journal: TillJournal,
  publicKey: P256PublicKey,
  known: KnownTill,
  go: (way: Way) => void,
  signal: AbortSignal,
): Promise<boolean> {
  const ask = async () =>
    (await learnSeries(house, journal, publicKey, known.id)) ||
    known.state !== "paired" ||
    (await journal.last()) !== undefined;
  for (;;) {
    const isNamed = await untilKept(ask, go, signal);
    if (isNamed === undefined) return false;
    if (isNamed) return true;
    go({ at: "noHouse" });
    await pause(AGAIN);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function Place({ way }: { way: Way }) {
  const t = useText();
  switch (way.at) {
    case "opening":
      return (
        <Page title={t("terminal.title")} lead={t("terminal.purpose")}>
          <p role="status">{t("terminal.opening")}</p>
        </Page>
      );
    case "guest":
      return <GuestWindow />;
    case "noHouse":
    case "wrongChain":
    case "noStorage":
      return (
        <Page title={t("terminal.title")}>
          <Notice kind={way.at === "noHouse" ? "wait" : "stop"} live title={t(`terminal.${way.at}`)}>
            {t(`terminal.${way.at}.body`)}
          </Notice>
        </Page>
      );
    case "secondTab":
      return (
        <Page title={t("terminal.title")}>
          <Notice kind="info" live title={t("terminal.second")}>
            {t("terminal.second.body")}
          </Notice>
        </Page>
      );
    case "pairing":
      return <PairingPage {...way} />;
    case "open":
      return <OpenCounter {...way} />;
  }
}

function OpenCounter(parts: TillParts) {
  const t = useText();
  const till = useTill(parts);
  const update = useUpdate(isIdle(till));
  return (
    <>
      <TillScreen till={till} house={parts.house} publicKey={parts.publicKey} />
      {/* An update reloads the page. */}
      {update !== undefined && (
        <div className={styles.update}>
          <Notice
            kind="info"
            title={t("terminal.update")}
            action={<Button onClick={update}>{t("terminal.update.now")}</Button>}
          />
        </div>
      )}
    </>
  );
}

/** Nothing is on its way, on the screen or in the keys. */
function isIdle({ waiting, shown, keyed, meeting }: Till): boolean {
  return waiting.length === 0 && shown.kind === "till" && totalOf(keyed) === 0 && meeting === undefined;
}

function PairingPage({ house, publicKey, result }: Extract<Way, { at: "pairing" }>) {
  const t = useText();
  const practice = __PRACTICE__ && house.deployment.practice;
  const failed = result === "noTable" || result === "noSigners" || result === "unreachable" || result === "refused";
  return (
    <Page title={t("terminal.pair.title")} lead={practice ? undefined : t("terminal.pair.body")}>
      {practice && !failed && <Notice kind="wait" live title={t("terminal.pair.practice")} />}
      {failed && (
        <Notice kind={result === "refused" ? "stop" : "wait"} live title={t(`terminal.pair.${result}`)}>
          {result !== "refused" && t(`terminal.pair.${result}.body`)}
        </Notice>
      )}
      {!practice && <LetIn houseId={house.deployment.houseId} publicKey={publicKey} />}
    </Page>
  );
}

function Page({ title, lead, children }: { title: string; lead?: string; children?: ReactNode }) {
  return (
    <main className="way">
      <h1>{title}</h1>
      {lead !== undefined && <p>{lead}</p>}
      {children}
    </main>
  );
}
