import { useContext } from "react";
import { useText } from "../../i18n/text.ts";
import { ClockContext } from "../clock.ts";
import { Button } from "./Button.tsx";
import { calendarFile } from "./calendarFile.ts";

type CalendarButtonProps = {
  id: string;
  title: string;
  at: number;
  /** Of the page it is about. */
  path?: string;
};

/** Puts a deadline into the person's own calendar. No server knows of it. */
export function CalendarButton({ id, title, at, path }: CalendarButtonProps) {
  const t = useText();
  const clock = useContext(ClockContext);
  return (
    <Button
      look="quiet"
      onClick={() => {
        const { host, origin } = location;
        const url = path === undefined ? undefined : new URL(path, origin).href;
        const file = new Blob([calendarFile({ id, host, title, at, url }, clock())], { type: "text/calendar" });
        const link = document.createElement("a");
        link.href = URL.createObjectURL(file);
        link.download = `${id}.ics`;
        link.click();
        URL.revokeObjectURL(link.href);
      }}
    >
      {t("ui.calendar")}
    </Button>
  );
}
