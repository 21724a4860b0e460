import type { books as source } from "../en/books.ts";
import type { Translation } from "../text.ts";

export const books: Translation<typeof source> = {
  "books.stop": "Abbrechen",
  "books.read": "{n} von {all} Einträgen gelesen\u00a0…",
  "books.take.as": "Wofür",
  "books.take.csv": "Tabelle (CSV)",
  "books.take.csv.hint": "Eine Zeile je Eintrag. Die Spalte „cash“ ergibt zusammen, was in der Kasse ist.",
  "books.take.json": "Programm (JSON)",
  "books.take.json.hint": "Eine Zeile je Eintrag, mit allen Einzelheiten.",
  "books.take.ledger": "Buchhaltung (hledger, ledger)",
  "books.take.ledger.hint": "Doppelte Buchungen als Text. Am Ende wird jeder Kontostand geprüft.",
  "books.take.do": "Datei sichern",
  "books.take.busy": "Alle Einträge werden gelesen\u00a0…",
  "books.take.done": "Gesichert: {file}",
  "books.take.done.body":
    "{n, plural, one {# Eintrag wurde} other {# Einträge wurden}} gelesen und nachgerechnet, bis Block {block}. Spalten und Wörter der Datei sind englisch, damit sie für alle dieselbe ist.",
  "books.take.command": "Dieselbe Datei ohne diese Seite",
  "books.take.differs": "Nichts wurde gesichert: Die Einträge sind nicht die des öffentlichen Protokolls",
  "books.take.differs.body": "Verlassen Sie sich auf keine Zahl dieser Seite, bis das geklärt ist.",
  "books.take.incomplete": "Nichts wurde gesichert: Nicht alles konnte gelesen werden",
  "books.take.incomplete.body":
    "Das Netz oder wer die Texte aufbewahrt, hat nicht geantwortet. Versuchen Sie es später noch einmal.",
  "books.verify.match": "Alles stimmt",
  "books.verify.match.body":
    "{n, plural, one {# Eintrag wurde} other {# Einträge wurden}} am {when} in diesem Browser nachgerechnet: Der Prüfcode und jeder Kontostand stimmen mit dem öffentlichen Protokoll überein.",
  "books.verify.differs": "Eintrag {n} stimmt nicht",
  "books.verify.differs.body":
    "Was dieser Browser erhalten hat, ist nicht das, was im öffentlichen Protokoll steht. Verlassen Sie sich auf keine Zahl dieser Seite, bis das geklärt ist.",
  "books.verify.differs.head": "Die Einträge sind nicht die des öffentlichen Protokolls",
  "books.verify.differs.balance": "Die Summe der Einträge ist nicht, was das Haus sagt",
  "books.verify.incomplete": "Nicht alle Einträge konnten gelesen werden",
  "books.verify.incomplete.body":
    "{all, plural, =0 {Das Netz hat nichts geliefert.} one {Das Netz hat {n} von # Eintrag geliefert.} other {Das Netz hat {n} von # Einträgen geliefert.}} Das beweist nichts, weder Gutes noch Schlechtes. Versuchen Sie es später noch einmal.",
  "books.verify.seal": "Prüfcode",
  "books.verify.not":
    "Hier nicht geprüft: ob Belege und Texte sagen, was geschah, was Einzelne an Gutscheinen haben, Wahlen und Abstimmungen, und Geld außerhalb des öffentlichen Protokolls.",
  "books.verify.lacks": "Die Einträge sind vollständig, aber was sie sagen, ist nicht da",
  "books.verify.lacks.body": "Verlassen Sie sich auf keine Zahl dieser Seite, bis das geklärt ist.",
  "books.verify.cash": "In der Kasse",
  "books.verify.places": "Für Runden verwahrt",
  "books.verify.refunds": "Offene Rückzahlungen",
  "books.verify.vouchers": "Noch [geschuldeter owed]",
  "books.verify.money.is": "{booked} laut Büchern, {found} vorhanden",
  "books.verify.refunds.is": "{found}, verwahrt {booked}",
  "books.verify.vouchers.is": "{booked} laut Büchern: {supply} in Gutscheinen, {unclaimed} noch nicht abgeholt",
};
