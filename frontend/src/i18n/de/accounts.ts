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
  "accounts.cannot.otherAccount": "Die Wallet hat mit einem anderen Konto bestätigt, {account}.",
  "accounts.cannot.otherAccount.next":
    "Wählen Sie in der Wallet das Konto\u00a0{account} und bestätigen Sie noch einmal.",
  "accounts.cannot.notByContract": "Der Vertrag, der Ihr Konto führt, hat die Bestätigung nicht angenommen.",
  "accounts.cannot.notByContract.next":
    "Wenn für dieses Konto mehrere bestätigen, warten Sie, bis alle bestätigt haben, und versuchen Sie es dann noch einmal.",
  "accounts.cannot.needsKey":
    "Dieses Geld lässt sich nur von einem gewöhnlichen Konto zahlen; Ihres führt ein Vertrag.",
  "accounts.cannot.needsKey.next":
    "Es wurde nichts bezahlt. Melden Sie sich mit einer Wallet an, deren Konto kein Vertrag führt.",
  "accounts.cannot.notThere": "Das Konto Ihrer Wallet ist in diesem Netz noch nicht eingerichtet.",
  "accounts.cannot.notThere.next":
    "Richten Sie es zuerst in der Wallet für dieses Netz ein oder melden Sie sich mit einer anderen Wallet an.",
  "accounts.cannot.noSignature": "Die Antwort der Wallet ist keine Bestätigung.",
  "accounts.cannot.noSignature.next":
    "Versuchen Sie es noch einmal. Bleibt es dabei, verwenden Sie eine andere Wallet.",
  "accounts.cannot.locked": "Die Wallet ist gesperrt oder zeigt gerade eine andere Frage.",
  "accounts.cannot.locked.next":
    "Öffnen Sie die Wallet, beantworten Sie, was sie fragt, und versuchen Sie es dann noch einmal.",
  "accounts.wallet.unnamed": "Wallet dieses Browsers",
  "accounts.wallet.looking": "Suche nach einer Wallet in diesem Browser\u00a0…",
  "accounts.wallet.locked":
    "Ihre Wallet zeigt zurzeit kein Konto. Entsperren Sie sie, dann sind Sie wieder angemeldet.",
  "accounts.moved": "Ihre Wallet zeigt jetzt ein anderes Konto",
  "accounts.moved.seat":
    "Sie sind jetzt als Mitglied\u00a0{n} hier. Was Sie mit dem anderen Konto zu schreiben begonnen hatten, ist von diesem Gerät gelöscht.",
  "accounts.moved.noSeat":
    "Dieses Konto ist noch kein Mitglied. Was Sie mit dem anderen Konto zu schreiben begonnen hatten, ist von diesem Gerät gelöscht.",
  "accounts.moved.ok": "In Ordnung",
  "accounts.wrongChain": "Ihre Wallet ist mit einem anderen Netz verbunden",
  "accounts.here.title": "Sie sind hier als",
  "accounts.here.seat": "Mitglied\u00a0{n}",
  "accounts.here.noSeat": "noch kein Mitglied",
  "accounts.here.works": "arbeitet für das Haus",
  "accounts.here.demo": "Eine Demo-Person im Übungsnetz. Alle können diese Person sein.",
  "accounts.here.wallet": "Ihr eigenes Konto; Ihre Wallet bestätigt, was Sie tun.",
  "accounts.here.me": "Zu meiner Seite",
  "accounts.here.another": "Person wechseln",
  "accounts.here.signOut": "Abmelden",
  "accounts.demo.desks": "Wer für das Haus arbeitet",
  "accounts.demo.counter": "An der Theke: Codes annehmen wie das Thekenpersonal",
};
