// German, formal (Sie): for a native reader.
import type { shell as source } from "../en/shell.ts";
import type { Translation } from "../text.ts";

export const shell: Translation<typeof source> = {
  "shell.name": "[club]",
  "shell.tagline": "[tagline]",
  "shell.noScript":
    "[club] zeigt die Hauskasse aus dem öffentlichen Protokoll. Dafür muss Ihr Browser JavaScript ausführen.",
  "shell.skip": "Zum Inhalt",
  "shell.nav": "Hauptbereiche",
  "shell.more": "Mehr",
  "shell.house": "Haus",
  "shell.money": "Geld",
  "shell.votes": "Abstimmen",
  "shell.me": "Ich",
  "shell.tables": "Alle Amtszeiten",
  "shell.rounds": "Beitritts\u00adrunden",
  "shell.donations": "Spenden",
  "shell.imprint": "Impressum und Datenschutz",
  "shell.oversight": "Berichte",
  "shell.prices": "Preise",
  "shell.language": "Sprache",
  "shell.duty": "Was zuerst ansteht",
  "shell.look": "Farben",
  "shell.look.auto": "wie das Gerät",
  "shell.look.light": "hell",
  "shell.look.dark": "dunkel",
  "shell.help": "Hilfe",
  "shell.help.title": "So funktioniert das Haus",
  "shell.help.1":
    "[Der house] gehört zu gleichen Teilen allen, die dafür bezahlt haben. Eine Person, ein Anteil, eine Stimme.",
  "shell.help.2":
    "Alle erhalten Gutscheine im Wert ihrer Einzahlung. Zeigen Sie unter „Ich“ Ihren Code an der Theke, um [den owed] zu bezahlen.",
  "shell.help.3":
    "Für jede Amtszeit wählen die Mitglieder [einen group] zur Aufsicht über das Haus. Sitze, die die Wahl frei lässt, werden ausgelost.",
  "shell.help.4": "Jede Zahlung steht unter „Geld“ in der Hauskasse. Ihr eigener Browser kann sie nachrechnen.",
  "shell.help.5":
    "Sie zahlen nie eine Gebühr, weder beim Abstimmen noch an der Theke. Was Sie bestätigen, wird in das öffentliche Protokoll eingetragen.",
  "shell.practice": "Übung – kein echtes Geld",
  "shell.notFound.title": "Unter dieser Adresse gibt es nichts",
  "shell.notFound.body":
    "Der Link ist vielleicht alt oder vertippt. Alles lässt sich von der Startseite aus erreichen.",
  "shell.notFound.home": "Zur Startseite",
  "shell.broken.title": "Diese Seite ist stehen geblieben",
  "shell.broken.body":
    "Nichts, was Sie bestätigt haben, ist verloren: Es ist eingetragen oder wurde nie gesendet. Laden Sie die Seite neu.",
  "shell.broken.again": "Neu laden",
  "shell.loading": "Die Seite wird geladen",
  "shell.signIn": "Anmelden",
  "shell.desk.operator": "[Der team]",
  "shell.desk.registrar": "Die Aufnahmestelle",
  "shell.wrongHouse": "Diese Seite und das Netz gehören nicht zusammen",
  "shell.wrongHouse.body":
    "Die Seite nennt ein anderes Netz als das, das antwortet. Es wird lieber nichts gezeigt als etwas Falsches. Sagen Sie denen Bescheid, die diese Seite betreiben.",
  "shell.lost": "Etwas wurde nicht eingetragen. Siehe unter „Ich“",
  "shell.code": "Code",
};
