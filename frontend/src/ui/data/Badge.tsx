import { useText } from "../../i18n/text.ts";
import styles from "./Badge.module.css";

/** How sure a figure is: on the public record, recomputed from it in this browser, signed by people, or guessed. */
export type Certainty = "recorded" | "checked" | "attested" | "estimated";

const signs: Record<Certainty, string> = {
  recorded: "M4 4.5h8M4 8h8M4 11.5h5",
  checked: "m4 8.5 3 3 5.5-7",
  attested: "M3 11.5c2-5 3-6 4-5s-2 5 0 5 2-3 3-3 0 2 3 2",
  estimated: "M3 9.5c2-4 4 2 6-1s3-2 4-1",
};

export function Badge({ certainty }: { certainty: Certainty }) {
  const t = useText();
  return (
    <span className={`${styles.badge} ${styles[certainty]}`} title={t(`ui.badge.${certainty}.title`)}>
      <svg viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true">
        <path d={signs[certainty]} />
      </svg>
      {t(`ui.badge.${certainty}`)}
    </span>
  );
}

/** A short word about a thing: "open", "round 2". Not a state of being sure. */
export function Tag({
  tone = "plain",
  children,
}: {
  tone?: "plain" | "accent" | "good" | "wait" | "stop";
  children: string;
}) {
  return <span className={`${styles.badge} ${styles[tone]}`}>{children}</span>;
}
