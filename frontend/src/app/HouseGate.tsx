import { type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { useLocation } from "wouter";
import { connectHouse, type House, HouseContext, useHouseIfThere, WrongHouse } from "../chain/node/house.ts";
import { loseSight, regainSight, watchBlocks } from "../chain/node/network.ts";
import { queries } from "../chain/node/useRead.ts";
import { resumeSession } from "../chain/session/session.ts";
import { addLost, openPending } from "../chain/write/pending.ts";
import { ClubZoneContext, MoneyUnitContext, ReaderZoneContext } from "../i18n/formats.ts";
import { loadRoom } from "../i18n/load.ts";
import { useText } from "../i18n/text.ts";
import { ClockContext } from "../ui/clock.ts";
import { Late, latePart } from "../ui/state/latePart.tsx";
import { Notice } from "../ui/state/Notice.tsx";
import { useIsAlive } from "../ui/state/useIsAlive.ts";
import { Failed } from "../ui/state/WhenLoaded.tsx";
import { PageFallback } from "./PageFallback.tsx";
import { ToldContext } from "./told.ts";

/** Asked for while the rest of the app is still coming. */
let first: Promise<House> | undefined;

/** @param told What the page came with, as far as it did. */
export function beginConnecting(told: House | undefined): void {
  first = connectHouse(told).then((house) => {
    // What came with the page is shown at once, and asked for anew where a block has come since.
    if (told !== undefined && told.connectedAt !== house.connectedAt)
      void queries.invalidateQueries({ queryKey: ["house"] });
    return house;
  });
  first.catch(() => undefined);
}

/** Milliseconds until somebody who did not answer is asked again. */
const AGAIN = 3_000;

type Connection = { house?: House; failed?: "unreachable" | "wrong"; retry: () => void };

/** Connects to the house, once, and keeps looking for new blocks. Until it answers, the house is as the page came with it. */
export function useConnection(): Connection {
  const told = useContext(ToldContext);
  const [house, setHouse] = useState<House>();
  const [failed, setFailed] = useState<{ why: "unreachable" | "wrong" }>();
  const connect = useCallback(() => {
    const coming = first ?? connectHouse();
    first = undefined;
    coming.then(
      (found) => {
        setFailed(undefined);
        regainSight();
        setHouse(found);
      },
      (error: unknown) => {
        setFailed({ why: error instanceof WrongHouse ? "wrong" : "unreachable" });
        if (told !== undefined) loseSight(told.clock.now());
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
    if (house === undefined) return;
    void resumeSession(house);
    void resumeAll(house);
    return watchBlocks(house, queries);
  }, [house]);

  return { house: house ?? told, failed: failed?.why, retry: connect };
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
  const isAlive = useIsAlive();
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
  if (house !== undefined || location === "/kit") return children;
  if (connection.failed === undefined) return <PageFallback />;
  const failed = <Failed retry={connection.retry} />;
  return location === "/code" ? <Late of={offlineCode} props={{ otherwise: failed }} /> : failed;
}

/** One pays without the network too. */
const offlineCode = latePart(async () => {
  const [file] = await Promise.all([import("../features/voucher/code/OfflineCode.tsx"), loadRoom("voucher")]);
  return file.OfflineCode;
});

const deviceClock = (): number => Math.floor((performance.timeOrigin + performance.now()) / 1000);
