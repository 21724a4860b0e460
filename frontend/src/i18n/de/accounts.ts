// German, formal (Sie): for a native reader.
import type { accounts as source } from "../en/accounts.ts";
import type { Translation } from "../text.ts";

export const accounts: Translation<typeof source> = {
  "accounts.signIn.title": "Anmelden",
  "accounts.demo.title": "Als Demo-Person ausprobieren",
  "accounts.demo.about": "Dies ist ein Übungsnetz: Seien Sie, wer Sie möchten. Nichts hier ist echtes Geld.",
  "accounts.demo.find": "Name oder Mitgliedsnummer",
  "accounts.demo.newcomers": "Neue: Aufnahme bestätigt, noch nicht Mitglied",
  "accounts.demo.members": "Mitglieder",
  "accounts.demo.more":
    "{n, plural, one {# weitere Person; geben Sie einen Namen ein} other {# weitere Personen; geben Sie einen Namen ein}}",
  "accounts.demo.nobody": "Niemand hat diesen Namen oder diese Nummer.",
  "accounts.wallet.title": "Eigene Wallet verwenden",
  "accounts.wallet.about": "Eine Wallet in diesem Browser bestätigt für Sie. Gebühren fallen hier nie an.",
  "accounts.wallet.none": "In diesem Browser gibt es keine Wallet.",
  "accounts.wallet.refused": "Die Wallet hat Sie nicht angemeldet. Es wurde nichts gesendet.",
  "accounts.wrongChain": "Ihre Wallet ist mit einem anderen Netz verbunden",
  "accounts.here.title": "Sie sind hier als",
  "accounts.here.seat": "Mitglied\u00a0{n}",
  "accounts.here.noSeat": "noch kein Mitglied",
  "accounts.here.demo": "Eine Demo-Person im Übungsnetz. Alle können diese Person sein.",
  "accounts.here.wallet": "Ihr eigenes Konto; Ihre Wallet bestätigt, was Sie tun.",
  "accounts.here.me": "Zu meiner Seite",
  "accounts.here.another": "Person wechseln",
  "accounts.here.signOut": "Abmelden",
};
