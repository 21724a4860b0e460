// German, formal (Sie): for a native reader.
import type { join as source } from "../en/join.ts";
import type { Translation } from "../text.ts";

export const join: Translation<typeof source> = {
  "join.signIn.title": "Anmelden",
  "join.demo.title": "Als Person der Vorführung ausprobieren",
  "join.demo.about": "Dies ist ein Übungsnetz: Nehmen Sie irgendeinen Platz ein. Nichts hier ist echtes Geld.",
  "join.demo.find": "Name oder Nummer des Anteils",
  "join.demo.newcomers": "Neue: zugelassen, noch nicht Mitglied",
  "join.demo.members": "Mitglieder",
  "join.demo.more":
    "{n, plural, one {# weitere Person; tippen Sie einen Namen} other {# weitere; tippen Sie einen Namen}}",
  "join.demo.nobody": "Niemand hat diesen Namen oder diese Nummer.",
  "join.wallet.title": "Eigene Wallet verwenden",
  "join.wallet.about": "Eine Wallet in diesem Browser bestätigt für Sie. Gebühren fallen hier nie an.",
  "join.wallet.none": "In diesem Browser gibt es keine Wallet.",
  "join.wallet.refused": "Die Wallet hat Sie nicht eingelassen. Es wurde nichts gesendet.",
  "join.wrongChain": "Ihre Wallet steht auf einem anderen Netz",
  "join.here.title": "Sie sind hier als",
  "join.here.seat": "Anteil {n}",
  "join.here.noSeat": "noch kein Anteil",
  "join.here.demo": "Eine Person der Vorführung im Übungsnetz. Jeder kann diese Person sein.",
  "join.here.wallet": "Ihr eigenes Konto; Ihre Wallet bestätigt, was Sie tun.",
  "join.here.me": "Zu meiner Seite",
  "join.here.another": "Jemand anderes sein",
  "join.here.signOut": "Abmelden",
};
