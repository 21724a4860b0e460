import type { ReactNode } from "react";
import { useText } from "../../i18n/text.ts";
import { cx } from "../cx.ts";
import { Mark, type MarkKind } from "../data/Mark.tsx";
import styles from "./Notice.module.css";

type NoticeProps = {
  kind: MarkKind;
  /** Left out, the kind is said in a word. */
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** Read aloud when it appears. Leave out for what stands there from the beginning. */
  live?: boolean;
};

export function Notice({ kind, title, children, action, live }: NoticeProps) {
  const t = useText();
  return (
    <div className={cx(styles.notice, styles[kind])} role={live ? (kind === "stop" ? "alert" : "status") : undefined}>
      <Mark kind={kind} />
      <div className={styles.body}>
        <p className={styles.title}>{title ?? t(`ui.${kind}`)}</p>
        {children && <div>{children}</div>}
        {action && <div className={styles.action}>{action}</div>}
      </div>
    </div>
  );
}
