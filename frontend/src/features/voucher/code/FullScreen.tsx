import { type ReactNode, useLayoutEffect, useRef } from "react";
import { useText } from "../../../i18n/text.ts";
import { Button } from "../../../ui/form/Button.tsx";
import styles from "./FullScreen.module.css";

/**
 * A screen of its own: white, nothing above it and nothing over it. The browser's own modal dialog, so that the page
 * below is out of reach for keyboard and screen reader as well.
 */
export function FullScreen({ label, onClose, children }: { label: string; onClose: () => void; children: ReactNode }) {
  const t = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.full}
      data-theme="light"
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {children}
      <div className={styles.close}>
        <Button onClick={onClose}>{t("voucher.code.close")}</Button>
      </div>
    </dialog>
  );
}
