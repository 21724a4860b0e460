import {
  type ReactNode,
  startTransition,
  useCallback,
  useContext,
  useDeferredValue,
  useEffect,
  useMemo,
  useState,
} from "react";
import { useLocation } from "wouter";
import {
  type BringReader,
  connectHouse,
  type House,
  HouseContext,
  useHouseIfThere,
  WrongHouse,
} from "../chain/node/house.ts";
import { loseSight, regainSight, watchBlocks } from "../chain/node/network.ts";
import { queries } from "../chain/node/useRead.ts";
import { resumeSession } from "../chain/session/resumeSession.ts";
import { addLost, openPending } from "../chain/write/pending.ts";
import { ClubZoneContext, MoneyUnitContext, ReaderZoneContext } from "../i18n/formats.ts";
import { loadRoom } from "../i18n/load.ts";
import { useText } from "../i18n/text.ts";
import { ClockContext } from "../ui/clock.ts";
import { FailedPage } from "../ui/state/LoadedPage.tsx";
import { bringPart, Late, latePart } from "../ui/state/latePart.tsx";
import { Notice } from "../ui/state/Notice.tsx";
import { PageFallback } from "../ui/state/PageFallback.tsx";
import { useIsAlive } from "../ui/state/useIsAlive.ts";
import { appIsKept } from "./serviceWorker.ts";
import { ToldContext } from "./told.ts";

const bringReader: BringReader = () => bringPart(() => import("#protocol/house/deployments.ts"));

/** Asked for while the rest of the app is still coming. */
let first: Promise<House> | undefined;

/** @param told What the page came with, as far as it did. */
export function beginConnecting(told: House | undefined): void {
  first = connectHouse(told, bringReader).then((house) => {
    // What came with the page is shown at once, and asked for anew where a block has come since.
    if (told !== undefined && told.connectedAt !== house.connectedAt)
      void queries.invalidateQueries({ queryKey: ["house"] });
    return house;
  });
  first.catch(() => undefined);
}

/** Milliseconds until somebody who did not answer is asked again. */
const AGAIN = 3_000;

type Connection = {
  house?: House;
  /** The house has answered for itself: it is not only as the page came with it, or as it was seen last. */
  isThere: boolean;
  failed?: "unreachable" | "wrong";
  retry: () => void;
};

/**
 * Connects to the house, once, and keeps looking for new blocks. Until it answers, the house is as the page came with it,
 * and where nobody answers, as this browser saw it last.
 */
export function useConnection(): Connection {
  const told = useContext(ToldContext);
  const [house, setHouse] = useState<House>();
  const [last, setLast] = useState<House>();
  const [failed, setFailed] = useState<{ why: "unreachable" | "wrong" }>();
  const connect = useCallback(() => {
    const coming = first ?? connectHouse(undefined, bringReader);
    first = undefined;
    coming.then(
      (found) => {
        setFailed(undefined);
        regainSight();
        // It renews the whole page that came drawn: in pieces, and whoever taps something meanwhile does not wait for it.
        if (told === undefined) setHouse(found);
        else startTransition(() => setHouse(found));
      },
      (error: unknown) => {
        setFailed({ why: error instanceof WrongHouse ? "wrong" : "unreachable" });
        if (told !== undefined) loseSight(told.clock.now());
        else if (!(error instanceof WrongHouse)) void findLast().then(setLast);
      },
    );
  }, [told]);

  useEffect(connect, [connect]);
  // Nobody has to press anything when the network is back.
  useEffect(() => {
    if (failed?.why !== "unreachable") return;
    const timer = setTimeout(connect, AGAIN);
    addEventListener("online", connect);
    return () => {
      clearTimeout(timer);
      removeEventListener("online", connect);
    };
  }, [failed, connect]);
  useEffect(() => {
    // It may be found after somebody has answered.
    if (last === undefined || house !== undefined) return;
    loseSight(last.clock.now());
    void resumeSession(last);
  }, [house, last]);
  useEffect(() => {
    if (house === undefined || last === undefined) return;
    // A house begun again at the same address is another one.
    if (house.deployment.houseId !== last.deployment.houseId) location.reload();
    else void queries.invalidateQueries();
  }, [house, last]);
  useEffect(() => keepSeen(house), [house]);
  useEffect(() => {
    if (house === undefined) return;
    void resumeSession(house);
    void resumeAll(house);
    return watchBlocks(house, queries);
  }, [house]);

  return { house: house ?? told ?? last, isThere: house !== undefined, failed: failed?.why, retry: connect };
}

let looked: Promise<House | undefined> | undefined;

/** Without network this part is there only where the browser keeps the app; else nothing was seen. */
function findLast(): Promise<House | undefined> {
  looked ??= import("./lastSeen.ts").then(
    ({ lastSeen }) => lastSeen(),
    () => undefined,
  );
  return looked;
}

/** Remembers what was read for a visit without network. Returns how to end it. */
function keepSeen(house: House | undefined): (() => void) | undefined {
  if (house === undefined) return undefined;
  let end = () => {};
  let isWanted = true;
  void appIsKept
    .then(() => import("./lastSeen.ts"))
    .then(
      ({ keepLastSeen }) => {
        if (isWanted) end = keepLastSeen(house);
      },
      () => undefined,
    );
  return () => {
    isWanted = false;
    end();
  };
}

/** Goes on with what an earlier visit left on its way. */
async function resumeAll(house: House): Promise<void> {
  const left = await openPending(house);
  if (left.length === 0) return;
  const { resumeCall } = await import("../chain/write/act.ts");
  await Promise.all(
    left.map(async (one) => {
      const end = await resumeCall(house, one);
      if (end.step === "refused") addLost({ id: one.id, name: one.name, refused: end.refused });
    }),
  );
  await queries.invalidateQueries({ queryKey: ["house"] });
}

/** What everything below may ask for once the house is there: itself, its time, its money. */
export function HouseProvider({ house, children }: { house: House | undefined; children: ReactNode }) {
  const unit = house?.deployment.club.currency;
  const money = useMemo(() => unit ?? { code: "CNY", symbol: "¥", decimals: 6 }, [unit]);
  return (
    <HouseContext value={house}>
      <ClockContext value={house?.clock.now ?? deviceClock}>
        <ClubZoneContext value={house?.deployment.club.timeZone}>
          <MoneyUnitContext value={money}>
            <ReaderZone house={house}>{children}</ReaderZone>
          </MoneyUnitContext>
        </ClubZoneContext>
      </ClockContext>
    </HouseContext>
  );
}

/** The server knows no reader, and writes dates by the house's clocks; then they turn to the reader's own. */
function ReaderZone({ house, children }: { house: House | undefined; children: ReactNode }) {
  // It renews the whole page, which has only just been taken over: in pieces.
  const isAlive = useDeferredValue(useIsAlive());
  return (
    <ReaderZoneContext value={isAlive ? undefined : house?.deployment.club.timeZone}>{children}</ReaderZoneContext>
  );
}

/** Pages wait here until the house answers. */
export function HouseGate({ connection, children }: { connection: Connection; children: ReactNode }) {
  const t = useText();
  const house = useHouseIfThere();
  const [location] = useLocation();
  if (connection.failed === "wrong") {
    return (
      <Notice kind="stop" title={t("shell.wrongHouse")} live>
        {t("shell.wrongHouse.body")}
      </Notice>
    );
  }
  // The parts can be looked at without a house.
  const isCode = location === "/code" && connection.failed !== undefined && !connection.isThere;
  if ((house !== undefined && !isCode) || location === "/kit") return children;
  if (connection.failed === undefined) return <PageFallback />;
  const failed = <FailedPage retry={connection.retry} />;
  return isCode ? <Late of={offlineCode} props={{ otherwise: failed }} /> : failed;
}

/** One pays without the network too. */
const offlineCode = latePart(async () => {
  const [file] = await Promise.all([import("../features/voucher/code/OfflineCode.tsx"), loadRoom("voucher")]);
  return file.OfflineCode;
});

const deviceClock = (): number => Math.floor((performance.timeOrigin + performance.now()) / 1000);
