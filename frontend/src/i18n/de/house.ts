// German, formal (Sie): for a native reader.
import type { house as source } from "../en/house.ts";
import type { Translation } from "../text.ts";

export const house: Translation<typeof source> = {
  "house.asOf":
    "Stand: {time}. [club] zeigt die Hauskasse aus dem öffentlichen Protokoll. Für Neueres und zum Mitmachen muss Ihr Browser JavaScript ausführen.",
  "house.lead": "[welcome]",
  "house.sentence": "[Der house] hat {has} und schuldet {owes} in [owed].",
  "house.short": "In der Kasse liegt weniger, als die Bücher sagen. Bis das geklärt ist, zahlt das Haus niemandem.",
  "house.empty": "Noch gibt es keine Einträge: Der erste wird der erste Platz in einer Runde sein.",
  "house.cash": "In der Kasse",
  "house.cash.made":
    "Alle Eingänge minus alle Ausgänge: {n, plural, one {# Eintrag} other {# Einträge}} in den Büchern, und Ihr eigener Browser kann sie nachrechnen.",
  "house.owed": "Noch [geschuldeter owed]",
  "house.owed.made": "Gutscheine, die Mitglieder für ihr Geld erhalten haben, abzüglich der bereits eingelösten.",
  "house.units": "etwa {n, plural, one {# [unit]} other {# [units]}}",
  "house.free": "Frei verfügbar",
  "house.free.made":
    "Was in der Kasse ist, abzüglich {reserve}, die für die Gutscheine bleiben müssen, abzüglich dessen, was für genehmigte Zahlungen vorgemerkt ist.",
  "house.members": "Mitglieder",
  "house.members.of": "von höchstens {n}",
  "house.members.made": "Anteile, die jetzt gelten. Eine Person, ein Anteil, eine Stimme.",
  "house.toMoney": "Sehen, wohin das Geld geht",
  "house.open": "Jetzt offen",
  "house.open.none": "Gerade ist nichts offen.",
  "house.open.next.nominations":
    "Gerade ist nichts offen. Für die nächste Amtszeit können Mitglieder ab {when} kandidieren.",
  "house.open.next.round": "Gerade ist nichts offen. Die nächste Runde beginnt {when}.",
  "house.open.next.ballot": "Gerade ist nichts offen. Die nächste Wahl beginnt {when}.",
  "house.open.round": "{n, plural, one {Gründungsrunde} other {Runde\u00a0#}}: Mitglied werden",
  "house.open.round.places": "{sold} von {places} Plätzen sind vergeben.",
  "house.open.nominations": "Wer kandidiert für Amtszeit\u00a0{n}?",
  "house.open.nominations.body": "Jedes Mitglied kann kandidieren.",
  "house.open.ballot": "Wahl: Wer ist in Amtszeit\u00a0{n} im Amt?",
  "house.open.ballot.body": "Jedes Mitglied hat eine Stimme.",
  "house.open.answers": "Amtszeit\u00a0{n}: [der group] steht fest",
  "house.open.answers.body": "Wer ausgelost wurde, kann noch annehmen oder ablehnen.",
  "house.open.motion": "Ein Antrag",
  "house.open.motion.body": "Die Mitglieder entscheiden: Ja oder Nein.",
  "house.table": "Jetzt im Amt",
  "house.table.lead":
    "{n, plural, one {# Mitglied beaufsichtigt} other {# Mitglieder beaufsichtigen}} Zahlungen, Bücher und Theke.",
  "house.table.none": "Noch ist niemand im Amt",
  "house.table.none.body": "Sobald die Gründungsrunde abgeschlossen ist, wählen die Mitglieder [einen group].",
  "house.table.caretakers":
    "Die Neuwahl [des group] kam nicht rechtzeitig zustande; vorerst machen die bisherigen Mitglieder weiter.",
  "house.toTables": "Alle Amtszeiten",
  "house.how": "So funktioniert es",
  "house.how.1":
    "Alle, die eine Runde mitbezahlen, besitzen einen gleichen Anteil mit einer Stimme, gleich was er gekostet hat.",
  "house.how.2": "Für ihr Geld erhalten sie Gutscheine in gleicher Höhe und lösen sie als [owed] ein.",
  "house.how.3":
    "Ein professionelles Team führt [den house]; je {chairs, plural, one {# Mitglied hat} other {# Mitglieder haben}} die Aufsicht, und alle kommen an die Reihe.",
  "house.how.4":
    "Zahlungen brauchen {needed} von diesen {chairs} und ein Budget, das die Mitglieder beschlossen haben; Größeres braucht die Abstimmung aller.",
  "house.how.5":
    "Niemand kann allein Geld bewegen, einen Anteil schaffen oder eine Regel ändern, und jeder Eintrag ist öffentlich.",
  "house.operator": "[der team]",
  "house.accountNo": "Konto-Nr.\u00a0{digits}",
  "house.toRounds": "Beitrittsrunden",
  "house.toDonations": "Spenden",
  "house.toReports": "Berichte",
  "house.contracts": "Einzelheiten: die Hausregeln als Code",
};
