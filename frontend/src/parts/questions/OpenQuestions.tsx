import { Link } from "wouter";
import { useWaitingQuestions } from "../../chain/questions/waiting.ts";
import { useText } from "../../i18n/text.ts";
import { useNow } from "../../ui/clock.ts";
import styles from "./Questions.module.css";

const DAY = 86_400;

/** "3 open questions, oldest 5 days", and the way to them. Its place is kept while nobody says how many. */
export function OpenQuestions() {
  const t = useText();
  const now = useNow(60);
  const waiting = useWaitingQuestions();
  const since = (now - (waiting?.oldest ?? now)) / DAY;
  return (
    <p className={styles.line}>
      {waiting && (
        <Link href="/questions">
          {t("treasury.questions", { n: waiting.open, days: since < 1 ? 0 : Math.round(since) })}
        </Link>
      )}
    </p>
  );
}
