// German, formal (Sie): for a native reader.
import type { house as source } from "../en/house.ts";
import type { Translation } from "../text.ts";

export const house: Translation<typeof source> = {
  "house.lead": "[welcome]",
  "house.sentence": "Das Café hat {has} und schuldet {owes} in Kaffee.",
  "house.short": "In der Kasse liegt weniger, als die Bücher sagen. Bis das geklärt ist, zahlt das Haus niemandem.",
  "house.empty": "Noch gibt es keine Einträge: Der erste wird der erste Platz in einer Runde sein.",
  "house.cash": "In der Kasse",
  "house.cash.made":
    "Alles, was eingegangen ist, abzüglich allem, was ausgegangen ist: {n, plural, one {# Eintrag} other {# Einträge}} in den Büchern, und Ihr eigener Browser kann sie nachrechnen.",
  "house.owed": "In Kaffee geschuldet",
  "house.owed.made": "Gutscheine, die Mitglieder für ihr Geld erhalten haben, abzüglich des getrunkenen Kaffees.",
  "house.coffees": "etwa {n, plural, one {# Kaffee} other {# Kaffees}}",
  "house.free": "Frei verfügbar",
  "house.free.made":
    "Was in der Kasse ist, abzüglich {reserve}, die für die Gutscheine bleiben müssen, abzüglich bereits genehmigter Zahlungen.",
  "house.members": "Mitglieder",
  "house.members.of": "von höchstens {n}",
  "house.members.made": "Anteile, die jetzt gelten. Eine Person, ein Anteil, eine Stimme.",
  "house.toMoney": "Sehen, wohin das Geld geht",
  "house.open": "Jetzt offen",
  "house.open.none": "Gerade ist nichts offen.",
  "house.open.next.nominations":
    "Gerade ist nichts offen. Für den nächsten Tisch können Mitglieder ab {when} kandidieren.",
  "house.open.next.round": "Gerade ist nichts offen. Die nächste Runde beginnt {when}.",
  "house.open.next.ballot": "Gerade ist nichts offen. Die nächste Wahl beginnt {when}.",
  "house.open.round": "{n, plural, one {Gründungsrunde} other {Runde #}}: Mitglied werden",
  "house.open.round.places": "{sold} von {places} Plätzen sind vergeben.",
  "house.open.nominations": "Wer kandidiert für Tisch {n}?",
  "house.open.nominations.body": "Jedes Mitglied kann kandidieren und andere vorschlagen.",
  "house.open.ballot": "Wahl: Wer sitzt an Tisch {n}?",
  "house.open.ballot.body": "Jedes Mitglied hat eine Stimme.",
  "house.open.answers": "Tisch {n} ist bestimmt",
  "house.open.answers.body": "Wer ausgelost wurde, sagt Ja oder Nein.",
  "house.open.motion": "Ein Antrag",
  "house.open.motion.body": "Die Mitglieder entscheiden: Ja oder Nein.",
  "house.table": "Jetzt am Tisch",
  "house.table.lead":
    "{n, plural, one {# Mitglied beaufsichtigt} other {# Mitglieder beaufsichtigen}} Zahlungen, Bücher und Theke.",
  "house.table.none": "Am Tisch sitzt noch niemand",
  "house.table.none.body": "Die Mitglieder bestimmen den ersten Tisch, sobald die Gründungsrunde abgeschlossen ist.",
  "house.table.caretakers": "Es wurde nicht rechtzeitig ein neuer Tisch besetzt: Bis dahin kümmert sich der letzte.",
  "house.toTables": "Alle Tische",
  "house.how": "Wie es geht",
  "house.how.1":
    "Wer eine Runde mitbezahlt, besitzt einen gleichen Anteil mit einer Stimme, gleich was er gekostet hat.",
  "house.how.2": "Für das Gezahlte gibt es Gutscheine in gleicher Höhe; sie werden als Kaffee getrunken.",
  "house.how.3":
    "Ein professionelles Team führt das Café; je {chairs} Mitglieder beaufsichtigen es, und alle kommen an die Reihe.",
  "house.how.4":
    "Zahlungen brauchen {needed} von diesen {chairs} und ein Budget, das die Mitglieder beschlossen haben; Größeres braucht die Abstimmung aller.",
  "house.how.5":
    "Niemand kann allein Geld bewegen, einen Anteil schaffen oder eine Regel ändern, und jeder Eintrag ist öffentlich.",
  "house.operator": "die Betreiber",
  "house.accountNo": "Konto-Nr. {digits}",
  "house.toRounds": "Runden",
  "house.toDonations": "Spenden",
  "house.toReports": "Berichte",
  "house.contracts": "Einzelheiten: die Hausregeln als Code",
};
