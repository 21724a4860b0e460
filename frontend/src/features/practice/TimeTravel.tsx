import { useEffect } from "react";
import { useText } from "../../i18n/text.ts";
import { Sheet } from "../../ui/layout/Sheet.tsx";
import { GoForward } from "./GoForward.tsx";
import { useJourney } from "./useJourney.ts";

type TimeTravelProps = {
  isOpen: boolean;
  onClose: () => void;
  /** Hears whether somebody is on the way. */
  onGoing: (isGoing: boolean) => void;
};

/** The practice clock's sheet, and the journey that was begun in it. */
export function TimeTravel({ isOpen, onClose, onGoing }: TimeTravelProps) {
  const t = useText();
  const { journey, go } = useJourney();
  const isGoing = journey.is === "going";
  useEffect(() => onGoing(isGoing), [isGoing, onGoing]);
  return isOpen ? (
    <Sheet open onClose={onClose} title={t("practice.title")}>
      <GoForward journey={journey} go={go} />
    </Sheet>
  ) : null;
}
