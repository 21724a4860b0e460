import { joinVersions } from "#protocol/house/versions.ts";
import { plainStory } from "#scripts/demo/plain/plainStory.ts";
import type { ClubStory } from "#scripts/demo/Story.ts";
import { newcomers, people } from "./people.ts";

const laterTerms = joinVersions([
  {
    language: "de",
    text: `Leinwand: Bedingungen der zweiten Runde

1. Wem Sie beitreten. Einem Kino, das läuft und dessen Bücher Sie seit dem ersten Tag lesen können. Angeboten werden die zehn Plätze, die bis dreißig fehlen, zu je 1.000 Euro. Kommen zu wenige zusammen, erhalten alle, die gezahlt haben, alles zurück.

2. Ihr Anteil ist derselbe wie der aller anderen: eine Stimme, ein gleicher Anspruch, und Gutscheine über genau den Betrag, den Sie gezahlt haben.

3. Bedenkzeit. In den letzten drei Tagen der Runde wird kein neuer Platz verkauft. Bis der letzte dieser Tage beginnt, können Sie ohne Begründung zurücktreten.

4. Alles Übrige ist wie in den Bedingungen der Gründungsrunde. Weichen die Sprachen voneinander ab, gilt die deutsche Fassung.`,
  },
  {
    language: "en",
    text: `Leinwand: terms of the second round

1. What you join. A cinema that is running, and whose books you have been able to read since its first day. Offered are the places that are missing to thirty, at 1,000 euros each. If too few are taken, every payer gets everything back.

2. Your share is the same as everybody's: one vote, one equal claim, and vouchers worth exactly what you paid.

3. Thinking it over. In the last three days of the round no new place is sold. Until the last of those days begins you may withdraw without a reason.

4. Everything else is as in the terms of the founding round. Where the languages differ, the German version prevails.`,
  },
]);

/** The cinema's: what happens and when comes from its figures, who it is and what they write stands here. */
export const story: ClubStory = (anchor, club) =>
  plainStory(club, anchor, {
    people,
    newcomers,
    tills: ["Kasse", "Foyer"],
    statements: [
      "Ich lese jede Rechnung, bevor ich sie unterschreibe, auch die vom Verleih.",
      "I would like one evening a month on which members choose the film.",
      "Neunzig Tage sind zu schaffen, und ich wohne gegenüber.",
      "Somebody has to ask why the projector's lamp is so dear. I will.",
      "Ich möchte, dass unser Bericht auf eine Seite passt.",
      "I have never done this, and I can count.",
      "Mein Vorschlag: weniger Werbung vor dem Film, mehr Licht danach.",
    ],
    beginning: {
      title: "Ein Projektor, gebraucht, mit neuer Lampe",
      why: "Günther und Piotr haben drei Geräte angesehen. Dieses hat die wenigsten Stunden, und der Händler nimmt das alte in Zahlung.",
      payee: "Lichtspieltechnik Nord",
      category: "equipment",
      note: "Projektor mit neuer Lampe, Einbau und Abnahme. Lichtspieltechnik Nord, Angebot 2 von 3.",
    },
    bills: [
      { payee: "Hausverwaltung", category: "rent", note: "Miete, Rechnung vom {date}.", percent: 33 },
      { payee: "Verleih", category: "goods", note: "Filmmieten der ersten Wochen, Rechnung vom {date}.", percent: 30 },
      { payee: "Team", category: "payroll", note: "Löhne, Kasse und Vorführung, {date}.", percent: 30 },
      { payee: "Stadtwerke", category: "utilities", note: "Strom und Heizung, Abschlag vom {date}.", percent: 40 },
      { payee: "Hausverwaltung", category: "rent", note: "Miete, zweite Rate, Rechnung vom {date}.", percent: 33 },
      { payee: "Filmgespräch", category: "events", note: "Honorar und Fahrt der Regisseurin, {date}.", percent: 45 },
      { payee: "Verleih", category: "goods", note: "Filmmieten, zweite Hälfte, Rechnung vom {date}.", percent: 30 },
      { payee: "Team", category: "payroll", note: "Löhne, zweite Rate, {date}.", percent: 30 },
      {
        payee: "Polsterei Ahrens",
        category: "repairs",
        note: "Drei Sitze neu bezogen, Rechnung vom {date}.",
        percent: 35,
      },
      { payee: "Hausverwaltung", category: "rent", note: "Miete, dritte Rate, Rechnung vom {date}.", percent: 33 },
      { payee: "Versicherung", category: "other", note: "Haftpflicht, Rechnung vom {date}.", percent: 60 },
      { payee: "Team", category: "payroll", note: "Löhne, dritte Rate, {date}.", percent: 30 },
    ],
    takings: "Einnahmen der Abendkasse in bar und mit Karte, Woche bis {date}.",
    gifts: [
      { note: "Für den Vorhang. Samt, bitte.", project: "Vorhang" },
      { note: "From the first film that we edited on borrowed machines.", project: "Kurzfilmabend" },
      { note: "", nameless: true },
    ],
    laterRound: {
      title: "Eine zweite Runde: die Plätze bis dreißig",
      why: "Das Haus läuft, und in der Schlange stehen Leute, die bleiben wollen. 1.000 Euro, weil es jetzt etwas gibt, dem man beitritt; die Gutscheine sind ebenso viel wert.",
      terms: laterTerms,
    },
    open: {
      title: "Eine Rampe am Eingang",
      why: "Zwei Stufen sind zwei zu viel. Die Schlosserei hat gemessen, die Stadt hat zugestimmt.",
      payee: "Schlosserei Petersen",
      category: "equipment",
      note: "Rampe aus Stahl mit Geländer, fest eingebaut. Schlosserei Petersen, Angebot dieses Monats.",
    },
    waiting: {
      payee: "Tontechnik Zalewski",
      category: "repairs",
      note: "Lautsprecher links hinten: neue Membran. Kostenvoranschlag vom {date}.",
    },
    report: `Bericht der {term}. Amtszeit

Was wir getan haben. Wir haben jede Rechnung gelesen, bevor wir unterschrieben haben, und an sechs Abenden mit dem Team gesprochen.

Was die Bücher sagen. Geld, Schulden und Ausgaben trägt der Vertrag selbst ein; wir wiederholen sie nicht. Wir haben nichts gefunden, was nicht in den Büchern steht.

Was wir hinterlassen. Der Schlüssel zum Vorführraum hängt im Büro, nicht im Foyer.`,
    dissent: "Den Zahlen stimme ich zu. Dass der Schlüssel zwei Wochen fehlte, gehört trotzdem in den Bericht.",
  });
