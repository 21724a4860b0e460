import { type ReactNode, useEffect } from "react";
import { Link } from "wouter";
import { useText } from "../../i18n/text.ts";
import styles from "./PageHeader.module.css";

type PageHeaderProps = {
  title: string;
  /** One sentence: what this page answers. */
  lead?: ReactNode;
  back?: { href: string; label: string };
  aside?: ReactNode;
};

/** The page's one H1, and the title of the browser's tab with it. */
export function PageHeader({ title, lead, back, aside }: PageHeaderProps) {
  const t = useText();
  const house = t("shell.name");
  useEffect(() => {
    document.title = title === house || title === "" ? house : `${title} · ${house}`;
  }, [title, house]);
  return (
    <header className={styles.header}>
      {back && (
        <Link href={back.href} className={styles.back}>
          <span aria-hidden="true">← </span>
          {back.label}
        </Link>
      )}
      <div className={styles.line}>
        <h1 id="page-title" tabIndex={-1}>
          {title}
        </h1>
        {aside}
      </div>
      {lead && <p className={styles.lead}>{lead}</p>}
    </header>
  );
}
