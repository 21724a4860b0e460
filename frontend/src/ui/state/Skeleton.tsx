import { useText } from "../../i18n/text.ts";
import styles from "./Skeleton.module.css";

/** A line of text or its shorter end, a number, a heading, a whole picture. */
type Size = "line" | "end" | "figure" | "title" | "picture";

/** Keeps the place of what is coming, so that nothing jumps. */
export function Skeleton({ size = "line" }: { size?: Size }) {
  return <span className={styles.bone} data-size={size} aria-hidden="true" />;
}

/** A paragraph or list that is being fetched. Says so once to those who listen. */
export function SkeletonLines({ lines = 3 }: { lines?: number }) {
  const t = useText();
  return (
    <div className={styles.lines} role="status">
      <span className="visually-hidden">{t("ui.loading")}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines without contents
        <Skeleton key={line} size={line === lines - 1 ? "end" : "line"} />
      ))}
    </div>
  );
}
