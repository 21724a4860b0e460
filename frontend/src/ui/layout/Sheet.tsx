import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { useText } from "../../i18n/text.ts";
import styles from "./Sheet.module.css";

type SheetProps = {
  open: boolean;
  /** Escape, the cross, or a tap beside it. Not called while `locked`. */
  onClose: () => void;
  title: ReactNode;
  /** Something is being confirmed: it cannot be closed by accident. */
  locked?: boolean;
  footer?: ReactNode;
  children: ReactNode;
};

/**
 * A sheet from below on the phone, a dialog in the middle on the desktop. The browser's own modal dialog:
 * it keeps the focus inside, makes the rest inert and gives the focus back, without a library.
 */
export function Sheet({ open, onClose, title, locked = false, footer, children }: SheetProps) {
  const t = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  // Before it leaves the page too: only a dialog that is closed gives the focus back to where it was.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!open || element === null) return;
    element.showModal();
    return () => element.close();
  }, [open]);

  return (
    // The keyboard closes it with Escape (onCancel); the click is for those who tap beside it.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <dialog
      ref={dialog}
      className={styles.sheet}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (!locked) onClose();
      }}
      onClose={() => open && onClose()}
      onClick={(event) => {
        if (event.target === event.currentTarget && !locked) onClose();
      }}
    >
      {open && (
        <div className={styles.inside}>
          <div className={styles.head}>
            <h2 id={id}>{title}</h2>
            <button
              type="button"
              className={styles.close}
              aria-label={t("ui.close")}
              disabled={locked}
              onClick={onClose}
            >
              <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
                <path d="m6 6 12 12M18 6 6 18" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
              </svg>
            </button>
          </div>
          <div className={styles.body}>{children}</div>
          {footer && <div className={styles.footer}>{footer}</div>}
        </div>
      )}
    </dialog>
  );
}
