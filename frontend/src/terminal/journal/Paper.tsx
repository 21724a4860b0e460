import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import { useRoll } from "../../ui/layout/PrintSheet.tsx";
import styles from "./Paper.module.css";

/** What the printer gets, on 80 mm of paper: nothing else of the page, and of several sheets the newest. */
export function Paper({ children }: { children: ReactNode }) {
  const ref = useRoll(80);
  return createPortal(
    <section ref={ref} className={styles.paper} aria-hidden="true">
      {children}
    </section>,
    document.body,
  );
}
