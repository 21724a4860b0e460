import { type ReactNode, useLayoutEffect, useRef } from "react";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useNow } from "../clock.ts";
import { QrCode } from "../data/QrCode.tsx";
import { useIsAlive } from "../state/useIsAlive.ts";
import styles from "./PrintSheet.module.css";

type PrintSheetProps = {
  /** A4 stands upright, A3 lies: one hangs on the wall. */
  size: "a4" | "a3";
  /** What the sheet is, where the page's own heading says it on the screen. */
  title?: string;
  /** Where it stands for everybody to see, from the root of this address. */
  path: string;
  /** It says itself as of when it is: nobody has to know on which day it was printed. */
  isDated?: boolean;
  children: ReactNode;
};

/** What a page prints: this alone, on one sheet, with the house's name, the day and the way back. On the screen it is bare. */
export function PrintSheet({ size, title, path, isDated = false, children }: PrintSheetProps) {
  const t = useText();
  return (
    <div className={styles.sheet} data-sheet={size}>
      <div className={styles.printed}>
        <p className={styles.house}>{t("shell.name")}</p>
        {title && <p className={styles.title}>{title}</p>}
      </div>
      <div className={styles.content}>{children}</div>
      <div className={styles.printed}>
        <SheetFoot path={path} isDated={isDated} />
      </div>
    </div>
  );
}

/** The day on which a sheet was printed, and the way back. */
export function SheetFoot({ path, isDated = false }: { path: string; isDated?: boolean }) {
  const t = useText();
  const format = useFormat();
  const now = useNow(60);
  // A page that the server draws does not know by which name it is reached.
  const address = useIsAlive() ? location.origin + path : path;
  return (
    <div className={styles.foot}>
      <div className={styles.code}>
        <QrCode text={address} label={t("ui.sheet.code")} />
      </div>
      <div>
        <p className={styles.address} translate="no">
          {address}
        </p>
        {!isDated && <p>{t("ui.sheet.printed", { date: format.date(now) })}</p>}
      </div>
    </div>
  );
}

/** Millimetres around what is printed on a roll. */
const EDGE = 4;
const PIXELS_PER_MILLIMETRE = 96 / 25.4;

/**
 * Gives the printer a page as wide as a roll and as long as an element. A stylesheet cannot: a page has two lengths or none.
 *
 * @returns The element's ref; it must have a size on the screen too.
 */
export function useRoll(millimetres: number) {
  const ref = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const sheet = new CSSStyleSheet();
    const fitPage = () => {
      const length = Math.ceil(element.scrollHeight / PIXELS_PER_MILLIMETRE) + 2 * EDGE + 1;
      sheet.replaceSync(`@page { size: ${millimetres}mm ${length}mm; margin: ${EDGE}mm }`);
    };
    fitPage();
    document.adoptedStyleSheets.push(sheet);
    const watch = new ResizeObserver(fitPage);
    watch.observe(element);
    return () => {
      watch.disconnect();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, [millimetres]);
  return ref;
}
