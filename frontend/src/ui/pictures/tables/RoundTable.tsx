import type { ReactNode } from "react";
import { Link } from "wouter";
import { useText } from "../../../i18n/text.ts";
import { SeatGlyph } from "../seats/SeatGlyph.tsx";
import "./places.css";
import styles from "./RoundTable.module.css";
import { aroundTheTable } from "./tableShape.ts";

/** Null: the chair is free. */
type Guest = { seat: number; name: string } | null;

type RoundTableProps = {
  title: ReactNode;
  /** "until 31 March" */
  note?: ReactNode;
  guests: readonly Guest[];
  ownSeat?: number;
  seatHref?: (seat: number) => string;
};

/** Who sits at the table: a list that is laid around an oval. */
export function RoundTable({ title, note, guests, ownSeat, seatHref }: RoundTableProps) {
  const t = useText();
  const places = aroundTheTable(guests.length);
  return (
    <div className={styles.place}>
      <div className={styles.room}>
        <div className={styles.table}>
          <div className={styles.title}>{title}</div>
          {note && <div className={styles.note}>{note}</div>}
        </div>
        <ol className={styles.guests}>
          {guests.map((guest, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: the chair is the identity
              key={index}
              className={styles.guest}
              data-x={places[index]?.x}
              data-y={places[index]?.y}
            >
              <SeatGlyph seat={guest?.seat} tone={guest?.seat === ownSeat && ownSeat !== undefined ? "own" : "now"} />
              {guest === null ? (
                <span className={styles.free}>{t("ui.picture.free")}</span>
              ) : seatHref ? (
                <Link href={seatHref(guest.seat)} className={styles.name}>
                  {guest.name}
                </Link>
              ) : (
                <span className={styles.name}>{guest.name}</span>
              )}
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}
