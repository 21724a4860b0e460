import type { ReactNode } from "react";
import { useText } from "../../i18n/text.ts";
import { QrCode } from "../../ui/data/QrCode.tsx";
import styles from "./ManagersCode.module.css";

/** What a manager opens with their phone's camera: their own app asks them there, and this screen goes on by itself. */
export function ManagersCode({ link, children }: { link: string; children: ReactNode }) {
  const t = useText();
  return (
    <div className={styles.ask}>
      <div className={styles.code} data-link={link}>
        <QrCode text={link} label={t("terminal.manager.qr")} level="L" />
      </div>
      <p>{children}</p>
    </div>
  );
}
