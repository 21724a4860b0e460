// German, formal (Sie): for a native reader.
import type { membership as source } from "../en/membership.ts";
import type { Translation } from "../text.ts";

export const membership: Translation<typeof source> = {
  "membership.share": "Mein Anteil",
  "membership.share.since": "Ein gleicher Anteil seit {date}",
  "membership.seat.title": "Mitglied\u00a0{n}",
  "membership.seat.lead": "Einer der gleichen Anteile, denen [der house] gehört.",
  "membership.seat.own": "Ihr gleicher Anteil [am house].",
  "membership.seat.notClaimed": "Ausgegeben und unterwegs zu seinem Mitglied",
  "membership.seat.notClaimed.body":
    "Die Runde ist abgeschlossen. Das Haus übergibt diesen Anteil in den nächsten Minuten.",
  "membership.seat.print": "Urkunde drucken",
  "membership.seat.name": "Meinen Namen hier ändern",
  "membership.seat.bound":
    "Ein Anteil gehört zu einer Person. Er lässt sich weder verkaufen noch weitergeben noch verleihen.",
  "membership.seat.account": "Das Konto, dem dieser Anteil gehört:",
  "membership.seat.none": "Diesen Anteil gibt es nicht",
  "membership.seat.none.body":
    "Unter dieser Nummer wurde nie ein Anteil ausgegeben. Anteile werden ausgegeben, wenn eine Runde abgeschlossen ist.",
  "membership.seat.rounds": "Zu den Beitrittsrunden",
  "membership.line.about":
    "Ohne Eintrag heißen Sie Mitglied\u00a0{n}. Ihren Eintrag können alle lesen und Sie jederzeit entfernen.",
  "membership.line.name": "Name",
  "membership.line.sentence": "Ein Satz über Sie",
  "membership.line.sentence.hint": "Was Sie tun, wonach man Sie fragen darf.",
  "membership.line.keep": "In das Mitgliederverzeichnis eintragen",
  "membership.line.remove": "Meinen Eintrag entfernen",
  "membership.line.nameFirst": "Es fehlt ein Name.",
  "membership.line.long": "Das ist zu lang.",
  "membership.line.same": "So steht es jetzt im Mitgliederverzeichnis.",
  "membership.line.refused.notTheOwner":
    "Das Mitgliederverzeichnis konnte nicht feststellen, dass dieser Anteil Ihnen gehört.",
  "membership.line.refused.malformed": "Das Mitgliederverzeichnis kann diese Worte nicht aufnehmen.",
  "membership.line.refused.unreachable":
    "Das Mitgliederverzeichnis antwortet nicht. Versuchen Sie es gleich noch einmal.",
  "membership.line.refused.fault": "Ihr Gerät konnte das nicht bestätigen.",
};
