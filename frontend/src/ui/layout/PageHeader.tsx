import { createContext, type ReactNode, useContext, useEffect } from "react";
import { Link } from "wouter";
import { useText } from "../../i18n/text.ts";
import { Arrow } from "../data/Arrow.tsx";
import styles from "./PageHeader.module.css";
import { Written } from "./Written.tsx";

type PageHeaderProps = {
  title: string;
  /** A name, or what somebody wrote: it is read in its own language and direction, not in the page's. */
  isWritten?: boolean;
  /** One sentence: what this page answers. */
  lead?: ReactNode;
  back?: { href: string; label: string };
  aside?: ReactNode;
};

/** Hears what a page is called and answers, where there is no tab that shows it. */
export const HeadContext = createContext<((title: string, lead: ReactNode) => void) | undefined>(undefined);

/** Whether the page is hidden behind the heading of a page on its way (`Settling`): there is one H1 at each moment. */
export const BehindFallback = createContext(false);

/** The page's one H1, and the title of the browser's tab with it. */
export function PageHeader({ title, isWritten = false, lead, back, aside }: PageHeaderProps) {
  const t = useText();
  const house = t("shell.name");
  const tab = title === house || title === "" ? house : `${title} · ${house}`;
  const Heading = useContext(BehindFallback) ? "p" : "h1";
  useContext(HeadContext)?.(tab, lead);
  useEffect(() => {
    document.title = tab;
  }, [tab]);
  return (
    <header className={styles.header}>
      {back && (
        <Link href={back.href} className={styles.back}>
          <Arrow to="left" />
          {back.label}
        </Link>
      )}
      <div className={styles.line}>
        <Heading id="page-title" tabIndex={-1}>
          {isWritten ? <Written words={title} /> : title}
        </Heading>
        {aside}
      </div>
      {lead && <p className={styles.lead}>{lead}</p>}
    </header>
  );
}
