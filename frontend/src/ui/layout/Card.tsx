import type { ReactNode } from "react";
import { Link } from "wouter";
import { cx } from "../cx.ts";
import styles from "./Card.module.css";

type CardProps = {
  title?: ReactNode;
  /** The whole card leads there; the link's text is the title. */
  href?: string;
  /** `accent` for the one thing to do next. */
  tone?: "plain" | "accent";
  footer?: ReactNode;
  children?: ReactNode;
};

export function Card({ title, href, tone = "plain", footer, children }: CardProps) {
  return (
    <article className={cx(styles.card, styles[tone], href && styles.linked)}>
      {title && <h3>{href ? <Link href={href}>{title}</Link> : title}</h3>}
      {children}
      {footer && <div className={styles.footer}>{footer}</div>}
    </article>
  );
}
