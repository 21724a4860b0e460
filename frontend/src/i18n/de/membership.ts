// German, formal (Sie): for a native reader.
import type { membership as source } from "../en/membership.ts";
import type { Translation } from "../text.ts";

export const membership: Translation<typeof source> = {
  "membership.share": "Mein Anteil",
  "membership.share.since": "Ein gleicher Anteil seit {date}",
  "membership.seat.title": "Anteil {n}",
  "membership.seat.lead": "Einer der gleichen Anteile, denen das Café gehört.",
  "membership.seat.own": "Ihr gleicher Anteil am Café.",
  "membership.seat.notClaimed": "Entstanden und unterwegs zu seinem Besitzer",
  "membership.seat.notClaimed.body":
    "Die Runde ist abgeschlossen. Das Haus übergibt diesen Anteil in den nächsten Minuten.",
  "membership.seat.print": "Urkunde drucken",
  "membership.seat.name": "Meinen Namen hier ändern",
  "membership.seat.bound":
    "Ein Anteil gehört zu einer Person. Er lässt sich weder verkaufen noch weitergeben noch verleihen.",
  "membership.seat.account": "Das Konto, dem dieser Anteil gehört:",
  "membership.seat.none": "Diesen Anteil gibt es nicht",
  "membership.seat.none.body":
    "Unter dieser Nummer wurde nie ein Anteil ausgegeben. Anteile entstehen, wenn eine Runde abgeschlossen ist.",
  "membership.seat.rounds": "Zu den Runden",
  "membership.line.about":
    "Ohne eine eigene Zeile heißen Sie Anteil {n}. Alle können sie lesen; Sie können sie jederzeit entfernen.",
  "membership.line.name": "Name",
  "membership.line.sentence": "Ein Satz über Sie",
  "membership.line.sentence.hint": "Was Sie tun, wonach man Sie fragen darf.",
  "membership.line.keep": "In das Verzeichnis eintragen",
  "membership.line.remove": "Meine Zeile entfernen",
  "membership.line.nameFirst": "Es fehlt ein Name.",
  "membership.line.long": "Das ist zu lang.",
  "membership.line.same": "So steht es jetzt im Verzeichnis.",
  "membership.line.refused.notTheOwner": "Das Verzeichnis konnte nicht feststellen, dass dieser Anteil Ihnen gehört.",
  "membership.line.refused.malformed": "Das Verzeichnis kann diese Worte nicht aufnehmen.",
  "membership.line.refused.unreachable": "Das Verzeichnis antwortet nicht. Versuchen Sie es gleich noch einmal.",
  "membership.line.refused.fault": "Ihr Gerät konnte das nicht bestätigen.",
};
