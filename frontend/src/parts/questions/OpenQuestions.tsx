import { Link } from "wouter";
import { useWaitingQuestions } from "../../chain/questions/waiting.ts";
import { useText } from "../../i18n/text.ts";
import { useNow } from "../../ui/clock.ts";

const DAY = 86_400;

/** "3 open questions, oldest 5 days", and the way to them. Its line is kept while nobody says how many. */
export function OpenQuestions() {
  const t = useText();
  const now = useNow(60);
  const waiting = useWaitingQuestions();
  if (waiting === undefined) return <p>{"\u00a0"}</p>;
  const since = (now - (waiting.oldest ?? now)) / DAY;
  const days = since < 1 ? 0 : Math.round(since);
  return (
    <p>
      <Link href="/questions">{t("treasury.questions", { n: waiting.open, days })}</Link>
    </p>
  );
}
