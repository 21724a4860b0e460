import type { StoryPerson } from "#scripts/demo/Story.ts";

const says = (name: string, sentence = ""): StoryPerson => ({ name, sentence });
const shy = (name: string): StoryPerson => ({ name, sentence: "", shy: true });

/** Nineteen founders, and four who came with the second round. */
export const people: readonly StoryPerson[] = [
  says("Jutta Kessler", "Hat hier 1987 ihren ersten Film allein gesehen."),
  says("Mehmet Aydın", "Elektriker. Die Saalbeleuchtung ist von mir."),
  says("Carola Winter", "Dramaturgin; reserviert sich nie den besten Platz."),
  shy("Rolf Petersen"),
  says("Ana Ribeiro", "Editor. I cut for a living and stay for the credits."),
  says("Günther Mahlke", "War Vorführer, bis die Rollen verschwanden."),
  says("Lena Fuchs", "Lehrerin. Mittwochs mit der ganzen Klasse."),
  says("Piotr Zalewski", "Sound engineer. The left surround speaker is my fault."),
  shy("Ingrid Sommer"),
  says("Henrik Dahl", "Reads subtitles aloud only at home."),
  says("Birgit Olbrich", "Steuerberaterin, und trotzdem gern im Dunkeln."),
  says("Tomás Herrera", "Shoots on film when somebody else pays."),
  says("Susanne Vogt", "Nachbarin von gegenüber. Ich höre, wenn der Abspann läuft."),
  shy("Dieter Lang"),
  says("Farah Nasser", "Übersetzt Untertitel aus dem Arabischen."),
  says("Kai Brandes", "Plakate, alle Größen."),
  says("Marta Nowicka", "Brings the good popcorn."),
  says("Olaf Reimann", "Feuerwehr. Die Notausgänge sind frei."),
  says("Yvonne Laurent", "Cinémathèque, then children, now both."),
  says("Emil Stark", "Der Jüngste; erklärt den anderen die Technik."),
  says("Hannelore Graf", "Kam mit der zweiten Runde und mit Kuchen."),
  shy("Nils Borchert"),
  says("Sofia Marino", "Silent films, loud opinions."),
];

/** Admitted, and not yet decided. */
export const newcomers: readonly StoryPerson[] = [
  says("Paula Engel", "Schreibt Kritiken für die Stadtteilzeitung."),
  says("Jonas Reuter", "Baut Modelle für Trickfilme."),
  says("Claire Dumont", "Teaches French with Tati."),
  says("Viktor Hahn", "Rentner mit Dauerkarte."),
  says("Amara Diallo", "Documentaries, mostly about rivers."),
];
