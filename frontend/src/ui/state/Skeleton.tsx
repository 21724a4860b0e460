import { useText } from "../../i18n/text.ts";
import styles from "./Skeleton.module.css";

/** Keeps the place of what is coming, so that nothing jumps. */
export function Skeleton({ width = "100%", height = "1em" }: { width?: string; height?: string }) {
  return <span className={styles.bone} style={{ width, height }} aria-hidden="true" />;
}

/** A paragraph or list that is being fetched. Says so once to those who listen. */
export function SkeletonLines({ lines = 3 }: { lines?: number }) {
  const t = useText();
  return (
    <div className={styles.lines} role="status">
      <span className="visually-hidden">{t("ui.loading")}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines without contents
        <Skeleton key={line} width={line === lines - 1 ? "60%" : "100%"} height="1.25em" />
      ))}
    </div>
  );
}
