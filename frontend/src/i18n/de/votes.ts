// German, formal (Sie): for a native reader.
import type { votes as source } from "../en/votes.ts";
import type { Translation } from "../text.ts";

export const votes: Translation<typeof source> = {
  "votes.title": "Wahlen und Anträge",
  "votes.lead": "Ein Mitglied, eine Stimme: wer das Haus beaufsichtigt, und alles andere, was nicht alltäglich ist.",
  "votes.none": "Diese Abstimmung gibt es nicht",
  "votes.none.body": "Unter dieser Nummer wurde nie abgestimmt.",
  "votes.signIn": "Ob Sie abstimmen können, hängt davon ab, wer Sie sind.",
  "votes.signIn.do": "Anmelden",
  "votes.noSeat": "Mitglieder stimmen ab. Sie haben noch keinen Anteil.",
  "votes.tooNew": "Hier stimmen die Mitglieder ab, die vor {when} dazukamen. Sie kamen später dazu.",
  "votes.print": "Drucken",
  "votes.due": "Das kann jeder tun, und meist tut es das Haus von selbst:",
  // Elections
  "votes.elections": "Der Zehnertisch",
  "votes.voteNow": "Jetzt abstimmen",
  "votes.see": "Ihre Stimme ansehen",
  "votes.date.span": "{from} – {until}",
  "votes.enough": "Haben genug Mitglieder abgestimmt?",
  "votes.turnout": "{n} von {of}",
  "votes.enough.yes": "Ja: {quorum} waren nötig.",
  "votes.chairs": "{n} von {chairs}",
  "votes.confirm": "Bestätigen",
  "votes.earlier": "Bisherige Tische",
  "votes.table": "Tisch",
  "votes.inOffice": "Im Amt",
  "votes.took": "Abgestimmt",
  "votes.outcome": "Ergebnis",
  "votes.elected": "{n, plural, =0 {alle ausgelost} one {# gewählt} other {# gewählt}}",
  // Motions
  "votes.motions": "Anträge",
  "votes.motion.new": "Neuer Antrag",
};
