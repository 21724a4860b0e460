import type { SignedAnswer, SignedQuestion } from "#protocol/relay/questions.ts";
import type { RelayStore } from "../store/RelayStore.ts";

/** Makes the table of questions, should it not be there. `removed`: its author's word, and no words of theirs. */
export function defineQuestions(store: RelayStore): void {
  store.define(
    `CREATE TABLE IF NOT EXISTS questions (id TEXT PRIMARY KEY, change INTEGER NOT NULL UNIQUE, account TEXT NOT NULL,
      kind TEXT, number INTEGER, askedAt INTEGER, said TEXT, answer TEXT, answerId TEXT, removed TEXT)`,
  );
  store.define("CREATE INDEX IF NOT EXISTS questionsAbout ON questions (kind, number)");
  store.define("CREATE INDEX IF NOT EXISTS questionsOf ON questions (account, askedAt)");
}

/** A line for each question and each answer that is kept, the oldest first, with the hash by which it can be hidden. */
export function keptQuestions(store: RelayStore): string[] {
  defineQuestions(store);
  const rows = store.all(
    "SELECT id, said, answer, answerId FROM questions WHERE said IS NOT NULL ORDER BY askedAt, id",
  );
  return rows.flatMap(({ id, said, answer, answerId }) => {
    const { question } = JSON.parse(String(said)) as SignedQuestion;
    const asked = `${id}  ${question.kind} ${question.number}, member ${question.seat}: ${question.text}`;
    if (answer === null) return [asked];
    return [asked, `${answerId}  answered: ${(JSON.parse(String(answer)) as SignedAnswer).answer.text}`];
  });
}
