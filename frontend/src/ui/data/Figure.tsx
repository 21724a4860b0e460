import type { ReactNode } from "react";
import { useText } from "../../i18n/text.ts";
import { Disclosure } from "../layout/Disclosure.tsx";
import { Skeleton } from "../state/Skeleton.tsx";
import { Badge, type Certainty } from "./Badge.tsx";
import styles from "./Figure.module.css";

type FigureProps = {
  label: ReactNode;
  /** Formatted. Undefined while it is being fetched: the place is kept. */
  value: string | undefined;
  certainty?: Certainty;
  /** `hero` once a page. */
  size?: "hero" | "large" | "small";
  /** One line under the number: "as of 14:02", "12 % more than in May". */
  note?: ReactNode;
  /** How the figure is made; opens on request. */
  made?: ReactNode;
};

export function Figure({ label, value, certainty, size = "large", note, made }: FigureProps) {
  const t = useText();
  return (
    <div className={`${styles.figure} ${styles[size]}`}>
      <div className={styles.label}>
        {label} {certainty && <Badge certainty={certainty} />}
      </div>
      <div className={styles.value}>{value ?? <Skeleton size="figure" />}</div>
      <div>
        {note && <div className={styles.note}>{note}</div>}
        {made && <Disclosure summary={t("ui.howMade")}>{made}</Disclosure>}
      </div>
    </div>
  );
}

/** Figures side by side, hairlines between them; one below the other on a phone. */
export function FigureRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}
