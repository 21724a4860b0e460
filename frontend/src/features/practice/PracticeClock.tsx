import { useEffect, useState } from "react";
import { useHouse } from "../../chain/node/house.ts";
import { useFormat } from "../../i18n/formats.ts";
import { loadRoom } from "../../i18n/load.ts";
import { useText } from "../../i18n/text.ts";
import { useNow } from "../../ui/clock.ts";
import { Sheet } from "../../ui/layout/Sheet.tsx";
import { Late, latePart } from "../../ui/state/latePart.tsx";
import { useIsAlive } from "../../ui/state/useIsAlive.ts";

/** What it takes to go forward comes when somebody wants to; a build for public networks has none of it. */
const timeTravel = __PRACTICE__
  ? latePart(async () => {
      const [file] = await Promise.all([import("./TimeTravel.tsx"), loadRoom("practice")]);
      return file.TimeTravel;
    })
  : undefined;

/** Practice networks only: what day it is in this house, and the way forward in time. */
export function PracticeClock({ className }: { className: string | undefined }) {
  const t = useText();
  const format = useFormat();
  const now = useNow(20);
  const [sheet, setSheet] = useState<"never" | "open" | "closed">("never");
  const [going, setGoing] = useState(false);
  const jumped = useJump();
  const isAlive = useIsAlive();
  // The server draws the place for it alone.
  if (!isAlive) return null;
  const isOpen = sheet === "open";
  const onClose = () => setSheet("closed");
  return (
    <>
      <button type="button" className={className} aria-haspopup="dialog" onClick={() => setSheet("open")}>
        {going ? t("ui.clock.going") : t("ui.clock", { day: format.day(jumped?.to ?? now) })}
      </button>
      <span role="status">
        {jumped && !going && !isOpen && t("ui.clock.jumped", { time: format.duration(jumped.by) })}
      </span>
      {timeTravel && sheet !== "never" && (
        // A journey goes on when its sheet is closed.
        <Late
          of={timeTravel}
          props={{ isOpen, onClose, onGoing: setGoing }}
          frame={(notice) => (
            <Sheet open={isOpen} onClose={onClose} title={t("shell.practice")}>
              {notice}
            </Sheet>
          )}
        />
      )}
    </>
  );
}

/** Milliseconds for which the screen goes on saying that time is another. */
const SAID_FOR = 20_000;

/** The latest jump of the clock, whoever turned it; jumps that follow each other are one. */
function useJump(): { by: number; to: number } | undefined {
  const { clock } = useHouse();
  const [jump, setJump] = useState<{ by: number; to: number }>();
  useEffect(
    () => clock.onJump((by) => setJump((before) => ({ by: (before?.by ?? 0) + by, to: clock.now() }))),
    [clock],
  );
  useEffect(() => {
    if (jump === undefined) return;
    const timer = setTimeout(() => setJump(undefined), SAID_FOR);
    return () => clearTimeout(timer);
  }, [jump]);
  return jump;
}
