// German, formal (Sie): for a native reader.
import type { accounts as source } from "../en/accounts.ts";
import type { Translation } from "../text.ts";

export const accounts: Translation<typeof source> = {
  "accounts.signIn.title": "Anmelden",
  "accounts.demo.title": "Als Person der Vorführung ausprobieren",
  "accounts.demo.about": "Dies ist ein Übungsnetz: Nehmen Sie irgendeinen Platz ein. Nichts hier ist echtes Geld.",
  "accounts.demo.find": "Name oder Nummer des Anteils",
  "accounts.demo.newcomers": "Neue: zugelassen, noch nicht Mitglied",
  "accounts.demo.members": "Mitglieder",
  "accounts.demo.more":
    "{n, plural, one {# weitere Person; tippen Sie einen Namen} other {# weitere; tippen Sie einen Namen}}",
  "accounts.demo.nobody": "Niemand hat diesen Namen oder diese Nummer.",
  "accounts.wallet.title": "Eigene Wallet verwenden",
  "accounts.wallet.about": "Eine Wallet in diesem Browser bestätigt für Sie. Gebühren fallen hier nie an.",
  "accounts.wallet.none": "In diesem Browser gibt es keine Wallet.",
  "accounts.wallet.refused": "Die Wallet hat Sie nicht eingelassen. Es wurde nichts gesendet.",
  "accounts.wrongChain": "Ihre Wallet steht auf einem anderen Netz",
  "accounts.here.title": "Sie sind hier als",
  "accounts.here.seat": "Anteil {n}",
  "accounts.here.noSeat": "noch kein Anteil",
  "accounts.here.demo": "Eine Person der Vorführung im Übungsnetz. Jeder kann diese Person sein.",
  "accounts.here.wallet": "Ihr eigenes Konto; Ihre Wallet bestätigt, was Sie tun.",
  "accounts.here.me": "Zu meiner Seite",
  "accounts.here.another": "Jemand anderes sein",
  "accounts.here.signOut": "Abmelden",
};
