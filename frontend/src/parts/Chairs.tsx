import type { ReactNode } from "react";
import { useText } from "../i18n/text.ts";
import { SeatGlyph } from "../ui/pictures/seats/SeatGlyph.tsx";
import styles from "./Chairs.module.css";
import { SeatName } from "./SeatName.tsx";

/** The chairs of the table, filling up while one chooses; they stay in sight, and so does what stands in them. */
export function Chairs({
  chosen,
  chairs,
  children,
}: {
  chosen: readonly number[];
  chairs: number;
  children?: ReactNode;
}) {
  const t = useText();
  return (
    <div className={styles.chairs}>
      <div className={styles.row}>
        {Array.from({ length: chairs }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the chair is the identity
          <SeatGlyph key={i} seat={chosen[i]} size={22} />
        ))}
      </div>
      <strong aria-live="polite">{t("votes.chairs", { n: chosen.length, chairs })}</strong>
      {children}
    </div>
  );
}

/** Names with their seats' marks. */
export function SeatList({ seats }: { seats: readonly number[] }) {
  return (
    <ul className={styles.seats}>
      {seats.map((seat) => (
        <li key={seat}>
          <SeatGlyph seat={seat} size={22} />
          <span>
            <SeatName seat={seat} />
          </span>
        </li>
      ))}
    </ul>
  );
}
