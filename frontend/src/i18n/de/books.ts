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
};
