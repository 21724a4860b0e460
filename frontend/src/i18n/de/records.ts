import type { records as source } from "../en/records.ts";
import type { Translation } from "../text.ts";

export const records: Translation<typeof source> = {
  "records.title": "Meine Belege",
  "records.lead":
    "Was Sie hier gezahlt, entschieden und gegeben haben, wie es im öffentlichen Protokoll steht. Jeder Beleg hat eine Nummer, die alle nachschlagen können.",
  "records.back": "Ich",
  "records.what": "Was",
  "records.when": "Wann",
  "records.who": "Wer",
  "records.code": "Belegnummer",
  "records.amount": "Betrag",
  "records.none": "Noch nichts",
  "records.none.body":
    "Hier erscheinen Zahlungen mit Ihrem Code, Abstimmungen, Wahlen, Spenden, Plätze in Runden und Zeiten im Amt.",
  "records.only":
    "Aufgeführt ist nur, was dieses Konto und Ihr jetziger Anteil getan haben; was an der Theke storniert wurde, bleibt stehen und hat einen eigenen Eintrag in den Büchern.",
  "records.toBooks": "Alle Einträge des Hauses",
  "records.print": "Drucken",
  "records.payment": "Zahlung mit Gutscheinen an Tablet\u00a0{till}",
  "records.ballot": "Wahl für Amtszeit\u00a0{term}",
  "records.vote": "Stimme zu Antrag\u00a0{n}",
  "records.gift": "Spende {n}",
  "records.entry": "Eintrag {n} in den Büchern",
  "records.place": "Ein Platz in einer Runde",
  "records.exact": "Zahlung mit Gutscheinen, für eine Bestellung",
  "records.office": "Im Amt, Amtszeit\u00a0{term}",
  "records.receipt": "Das sagt das öffentliche Protokoll zu dieser Belegnummer.",
  "records.chosen": "Gewählt",
  "records.chosen.n": "{n, plural, =0 {niemand: enthalten} one {# Person} other {# Personen}}",
  "records.toEntry": "Zum Eintrag in den Büchern",
  "records.toThere": "Alles darüber",
  "records.nothing": "Unter dieser Belegnummer steht nichts",
  "records.nothing.body": "Die Nummer ist vielleicht vertippt, oder älter als das, was aufbewahrt wird.",
};
