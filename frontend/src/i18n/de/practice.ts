// German, formal (Sie): for a native reader.
import type { practice as source } from "../en/practice.ts";
import type { Translation } from "../text.ts";

export const practice: Translation<typeof source> = {
  "practice.title": "Die Übungsuhr",
  "practice.now": "In diesem Haus ist es jetzt",
  "practice.about":
    "Die Uhr springt von Ereignis zu Ereignis. Die Demo-Personen wählen, antworten und zahlen unterdessen an der Theke; für die Person, die Sie hier sind, entscheiden Sie.",
  "practice.forward": "Vorstellen bis\u00a0…",
  "practice.nothing": "Es steht kein weiterer Termin an.",
  "practice.onTheWay": "Die Uhr wird vorgestellt: {event}",
  "practice.onTheWay.body": "Das dauert einige Sekunden. Sie können dieses Fenster schließen.",
  "practice.elsewhere": "In einem anderen Fenster wird die Uhr gerade vorgestellt\u00a0…",
  "practice.arrived": "Erreicht: {event}",
  "practice.arrived.body": "Die Uhr wurde um {time} vorgestellt. Alle Angaben sind aktuell.",
  "practice.failed": "Die Uhr ließ sich nicht vorstellen",
  "practice.failed.body":
    "Es gibt keine Verbindung, oder jemand anderes stellt gerade die Uhr. Versuchen Sie es gleich noch einmal.",
  "practice.event.nominationsOpen": "Die Kandidaturen für Amtszeit\u00a0{n} beginnen",
  "practice.event.nominationsClose": "Die Kandidaturen für Amtszeit\u00a0{n} enden",
  "practice.event.ballotOpens": "Die Wahl für Amtszeit\u00a0{n} beginnt",
  "practice.event.ballotCloses": "Die Wahl für Amtszeit\u00a0{n} endet",
  "practice.event.draw": "Die Sitze für Amtszeit\u00a0{n} werden besetzt, freie ausgelost",
  "practice.event.answersEnd": "Die Ausgelosten für Amtszeit\u00a0{n} haben geantwortet",
  "practice.event.termStarts": "Amtszeit\u00a0{n} beginnt",
  "practice.event.roundEnds": "{n, plural, =0 {Eine Runde} one {Die Gründungsrunde} other {Runde\u00a0#}} endet",
  "practice.event.roundOpens": "{n, plural, =0 {Eine Runde} one {Die Gründungsrunde} other {Runde\u00a0#}} beginnt",
  "practice.event.othersCome": "Die anderen kommen lassen: Alle außer Ihnen nehmen einen Platz",
  "practice.event.othersAnswer":
    "Die anderen antworten lassen: {n, plural, one {eines wartet} other {# Dinge warten}} auf sie",
  "practice.event.voteEnds": "Eine Abstimmung endet",
  "practice.event.decisionDue": "Ein Beschluss der Mitglieder wird ausgeführt",
  "practice.event.other": "Der nächste Termin des Hauses",
};
