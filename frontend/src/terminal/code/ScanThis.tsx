import type { ReactNode } from "react";
import { QrCode } from "../../ui/data/QrCode.tsx";
import styles from "./ScanThis.module.css";

/** What somebody opens with their phone's camera: their own app asks them there, and this screen goes on by itself. */
export function ScanThis({ link, label, children }: { link: string; label: string; children: ReactNode }) {
  return (
    <div className={styles.ask}>
      <div className={styles.code} data-link={link}>
        <QrCode text={link} label={label} level="L" />
      </div>
      <p>{children}</p>
    </div>
  );
}
