// German, formal (Sie): for a native reader.
import type { votes as source } from "../en/votes.ts";
import type { Translation } from "../text.ts";

export const votes: Translation<typeof source> = {
  "votes.title": "Wahlen und Abstimmungen",
  "votes.lead": "Ein Mitglied, eine Stimme: wer das Haus beaufsichtigt, und alles, was nicht alltäglich ist.",
  "votes.none": "Diese Abstimmung gibt es nicht",
  "votes.none.body": "Unter dieser Nummer wurde nie abgestimmt.",
  "votes.signIn": "Melden Sie sich an, um zu sehen, ob Sie abstimmen können.",
  "votes.noSeat": "Nur Mitglieder können abstimmen. Sie haben noch keinen Anteil.",
  "votes.tooNew": "Hier stimmen Mitglieder ab, die vor {when} beigetreten sind. Sie kamen später dazu.",
  "votes.toVote": "Zu Ihrer Stimme",
  "votes.receipt": "Beleg zum Drucken",
  "votes.due": "Das können alle tun; meist geschieht es von selbst:",
  // Elections
  "votes.elections": "[Der group]",
  "votes.voteNow": "Jetzt abstimmen",
  "votes.see": "Ihre Stimme ansehen",
  "votes.date.span": "{from} – {until}",
  "votes.enough": "Haben genug Mitglieder abgestimmt?",
  "votes.turnout": "{n} von {of}",
  "votes.enough.yes": "Ja, nötig: {quorum}.",
  "votes.chairs": "{n} von {chairs}",
  "votes.confirm": "Bestätigen",
  "votes.earlier": "Bisherige Amtszeiten",
  "votes.table": "Amtszeit",
  "votes.inOffice": "Im Amt",
  "votes.took": "Abgestimmt",
  "votes.outcome": "Ergebnis",
  "votes.elected": "{n, plural, =0 {alle ausgelost} one {# gewählt} other {# gewählt}}",
  // Motions
  "votes.motions": "Anträge",
  "votes.motion.new": "Neuer Antrag",
};
