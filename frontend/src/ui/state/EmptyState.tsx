import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";

/** What will be here and who can start it. Never a blank table. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {children && <p>{children}</p>}
      {action && <div>{action}</div>}
    </div>
  );
}
