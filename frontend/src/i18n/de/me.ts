// German, formal (Sie): for a native reader.
import type { me as source } from "../en/me.ts";
import type { Translation } from "../text.ts";

export const me: Translation<typeof source> = {
  "me.share": "Mein Anteil",
  "me.share.since": "Ein gleicher Anteil seit {date}",
  "me.seat.title": "Anteil {n}",
  "me.seat.lead": "Einer der gleichen Anteile, denen das Café gehört.",
  "me.seat.own": "Ihr gleicher Anteil am Café.",
  "me.seat.notClaimed": "Entstanden und unterwegs zu seinem Besitzer",
  "me.seat.notClaimed.body": "Die Runde ist abgeschlossen. Das Haus übergibt diesen Anteil in den nächsten Minuten.",
  "me.seat.print": "Urkunde drucken",
  "me.seat.name": "Meinen Namen hier ändern",
  "me.seat.bound": "Ein Anteil gehört zu einer Person. Er lässt sich weder verkaufen noch weitergeben noch verleihen.",
  "me.seat.account": "Das Konto, dem dieser Anteil gehört:",
  "me.seat.none": "Diesen Anteil gibt es nicht",
  "me.seat.none.body":
    "Unter dieser Nummer wurde nie ein Anteil ausgegeben. Anteile entstehen, wenn eine Runde abgeschlossen ist.",
  "me.seat.rounds": "Zu den Runden",
};
