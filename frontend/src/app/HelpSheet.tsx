import { useText } from "../i18n/text.ts";
import { Sheet } from "../ui/layout/Sheet.tsx";
import styles from "./HelpSheet.module.css";

/** How it works in five sentences, in the same place on every page. */
export function HelpSheet({ onClose }: { onClose: () => void }) {
  const t = useText();
  return (
    <Sheet open onClose={onClose} title={t("shell.help.title")}>
      <ol className={styles.list}>
        <li>{t("shell.help.1")}</li>
        <li>{t("shell.help.2")}</li>
        <li>{t("shell.help.3")}</li>
        <li>{t("shell.help.4")}</li>
        <li>{t("shell.help.5")}</li>
      </ol>
    </Sheet>
  );
}
