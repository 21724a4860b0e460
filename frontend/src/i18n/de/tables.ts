// German, formal (Sie): for a native reader.
import type { tables as source } from "../en/tables.ts";
import type { Translation } from "../text.ts";

export const tables: Translation<typeof source> = {
  "tables.title": "Die zwanzig Tische",
  "tables.title.n": "{n, plural, one {Der Tisch} other {Die # Tische}}",
  "tables.lead": "Jeder kommt an die Reihe: zehn Stühle je Amtszeit, bis alle gedient haben.",
  "tables.lead.cycle": "Jeder kommt an die Reihe. Das ist der {n}. Umlauf.",
  "tables.span": "{from} – {until}",
  "tables.mine": "Wann Sie an der Reihe sind",
  "tables.mine.now": "Sie sitzen an Tisch {n}, bis {date}.",
  "tables.mine.was": "Sie saßen an Tisch {n}, bis {date}.",
  "tables.mine.coming": "Sie sitzen an Tisch {n}, ab {date}.",
  "tables.mine.open": "Sie kommen noch an die Reihe. Für Tisch {n} können Sie kandidieren; das geht ab {date}.",
  "tables.mine.open.now": "Sie kommen noch an die Reihe. Für Tisch {n} können Sie jetzt kandidieren.",
  "tables.mine.open.soon": "Sie kommen noch an die Reihe. Tisch {n} wird gerade bestimmt.",
  "tables.signIn": "Melden Sie sich an, um Ihren eigenen Stuhl zu sehen.",
  "tables.next.to": "Zur Wahl",
  "tables.draw": "Wie dieser Tisch bestimmt wurde",
  "tables.report": "Berichte der Tische",
  "tables.print": "Als Plakat drucken",
  "tables.empty": "Noch keine Tische",
  "tables.empty.body": "Wenn die Gründungsrunde abgeschlossen ist, bekommt der erste Tisch seine Termine.",
};
