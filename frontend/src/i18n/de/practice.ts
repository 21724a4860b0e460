// German, formal (Sie): for a native reader.
import type { practice as source } from "../en/practice.ts";
import type { Translation } from "../text.ts";

export const practice: Translation<typeof source> = {
  "practice.clock": "Uhr: {day}",
  "practice.title": "Die Übungsuhr",
  "practice.now": "In diesem Haus ist es jetzt",
  "practice.about":
    "Die Uhr geht von Ereignis zu Ereignis vor. Die Personen der Vorführung wählen, antworten und trinken unterwegs Kaffee; wer Sie hier sind, bleibt Ihnen überlassen.",
  "practice.forward": "Vorgehen bis …",
  "practice.nothing": "Vor uns liegt nichts, was ein Datum hat.",
  "practice.going": "Die Uhr geht vor …",
  "practice.onTheWay": "Unterwegs zu: {event}",
  "practice.onTheWay.body": "Das dauert einige Sekunden. Sie können dieses Blatt schließen.",
  "practice.elsewhere": "In einem anderen Fenster wird die Uhr gerade vorgestellt …",
  "practice.arrived": "Angekommen: {event}",
  "practice.arrived.body": "Die Uhr ging um {time} vor. Alles auf dem Bildschirm ist von jetzt.",
  "practice.failed": "Die Uhr ließ sich nicht stellen",
  "practice.failed.body":
    "Das Haus antwortet nicht, oder jemand anderes stellt gerade die Uhr. Versuchen Sie es gleich noch einmal.",
  "practice.jumped": "Die Uhr ging um {time} vor",
  "practice.event.nominationsOpen": "Kandidaturen für Tisch {n} beginnen",
  "practice.event.nominationsClose": "Kandidaturen für Tisch {n} enden",
  "practice.event.ballotOpens": "Die Wahl für Tisch {n} beginnt",
  "practice.event.ballotCloses": "Die Wahl für Tisch {n} endet",
  "practice.event.draw": "Tisch {n} wird besetzt, freie Stühle werden ausgelost",
  "practice.event.answersEnd": "Ausgeloste für Tisch {n} haben geantwortet",
  "practice.event.termStarts": "Tisch {n} beginnt",
  "practice.event.roundEnds": "{n, plural, =0 {Eine Runde} one {Die Gründungsrunde} other {Runde #}} endet",
  "practice.event.voteEnds": "Eine Abstimmung endet",
  "practice.event.decisionDue": "Ein Beschluss der Mitglieder wird ausgeführt",
  "practice.event.other": "Der nächste Termin des Hauses",
};
