import { createContext, type ReactNode } from "react";
import styles from "./Layout.module.css";

type Gap = 1 | 2 | 3 | 4 | 6 | 8;

// Attributes instead of inline styles: the security policy lets no page that comes from the server bring its own.

/** One below the other, `gap` in steps of 8 px. */
export function Stack({ gap = 2, children }: { gap?: Gap; children: ReactNode }) {
  return (
    <div className={styles.stack} data-gap={gap}>
      {children}
    </div>
  );
}

/** Side by side, wrapping where there is no room. */
export function Row({
  gap = 2,
  align = "center",
  children,
}: {
  gap?: Gap;
  align?: "center" | "start" | "end" | "baseline";
  children: ReactNode;
}) {
  return (
    <div className={styles.row} data-gap={gap} data-align={align}>
      {children}
    </div>
  );
}

type GridProps = {
  /** The least width of a column. */
  min?: "12rem" | "14rem" | "18rem" | "20rem" | "24rem";
  gap?: Gap;
  children: ReactNode;
};

/** As many equal columns as fit, each at least `min` wide. */
export function Grid({ min = "18rem", gap = 3, children }: GridProps) {
  return (
    <div className={styles.grid} data-gap={gap} data-min={min}>
      {children}
    </div>
  );
}

/** One below the other; where there is room (from 1024 px) two a row, a wide one and a narrow one. */
export function Columns({ children }: { children: ReactNode }) {
  return <div className={styles.columns}>{children}</div>;
}

/** Whether something has a heading of a part above it, so that its own is one level below. */
export const InSection = createContext(false);

type SectionProps = {
  title: ReactNode;
  aside?: ReactNode;
  /** What a link calls it that leads to this part of the page: `#entries`. */
  id?: string;
  children: ReactNode;
};

/** A part of a page: heading, hairline above, generous room. */
export function Section({ title, aside, id, children }: SectionProps) {
  return (
    <section className={styles.section} id={id}>
      <div className={styles.head}>
        <h2 tabIndex={id === undefined ? undefined : -1}>{title}</h2>
        {aside}
      </div>
      <InSection value={true}>{children}</InSection>
    </section>
  );
}

/** Names and values in two columns; one below the other where it is narrow. */
export function Facts({ facts }: { facts: readonly { name: ReactNode; value: ReactNode }[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map((fact, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: facts are a fixed list
        <div key={index}>
          <dt>{fact.name}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
