import { useEffect, useState } from "react";
import { useHouse } from "../../chain/node/house.ts";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useNow } from "../../ui/clock.ts";
import { Sheet } from "../../ui/layout/Sheet.tsx";
import { Late, latePart } from "../../ui/state/latePart.tsx";
import { SkeletonLines } from "../../ui/state/Skeleton.tsx";
import { useJourney } from "./useJourney.ts";

const goForward = latePart(async () => (await import("./GoForward.tsx")).GoForward);

/** Practice networks only: what day it is in this house, and the way forward in time. */
export function PracticeClock({ className }: { className: string | undefined }) {
  const t = useText();
  const format = useFormat();
  const now = useNow(20);
  const [open, setOpen] = useState(false);
  const { journey, go } = useJourney();
  const jumped = useJump();
  const going = journey.is === "going";
  return (
    <>
      <button type="button" className={className} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {going ? t("practice.going") : t("practice.clock", { day: format.day(jumped?.to ?? now) })}
      </button>
      <span role="status">
        {jumped && !going && !open && t("practice.jumped", { time: format.duration(jumped.by) })}
      </span>
      {open && (
        <Sheet open onClose={() => setOpen(false)} title={t("practice.title")}>
          <Late of={goForward} props={{ journey, go }} waiting={<SkeletonLines lines={5} />} />
        </Sheet>
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
