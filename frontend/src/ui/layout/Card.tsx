import { type ReactNode, useContext } from "react";
import { Link } from "wouter";
import { cx } from "../cx.ts";
import styles from "./Card.module.css";
import { InSection } from "./Layout.tsx";

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
  // A part of a section, or of the page itself: no level of headings is left out.
  const Heading = useContext(InSection) ? "h3" : "h2";
  return (
    <article className={cx(styles.card, styles[tone], href && styles.linked)}>
      {title && <Heading className={styles.title}>{href ? <Link href={href}>{title}</Link> : title}</Heading>}
      {children}
      {footer && <div className={styles.footer}>{footer}</div>}
    </article>
  );
}
