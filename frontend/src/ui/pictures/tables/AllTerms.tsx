import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { useText } from "../../../i18n/text.ts";
import { Arrow } from "../../data/Arrow.tsx";
import { Button } from "../../form/Button.tsx";
import { Disclosure } from "../../layout/Disclosure.tsx";
import { SeatGlyph } from "../seats/SeatGlyph.tsx";
import { seatGlyphPath } from "../seats/seatGlyphShape.ts";
import styles from "./AllTerms.module.css";
import { cell, chairCentre, countChairs, pictureSize, startColumn } from "./allTermsShape.ts";

/** `seat` undefined: nobody yet. `state` says what the open ring means. */
export type TableChair = {
  seat?: number;
  name?: string;
  /** `place`: belongs to a round that is not finished. `empty`: the term passed without anybody. */
  state?: "place" | "empty";
};

export type TableColumn = {
  number: number;
  /** When, in the reader's words: "until 31 March 2027". Empty when it is not known yet. */
  when: string;
  /** Short, for the ends of the picture: "2027". */
  short: string;
  term: "past" | "now" | "coming";
  chairs: readonly TableChair[];
};

type AllTermsProps = {
  columns: readonly TableColumn[];
  ownSeat?: number;
  seatHref?: (seat: number) => string;
  /** More about the chosen table: report, draw. */
  about?: (column: TableColumn) => ReactNode;
};

/**
 * One mark a chair: columns are terms in time, filled marks have served, the boxed column sits now, rings are to come.
 * The picture is for the eye; the buttons under it and the table below say the same to everybody.
 */
export function AllTerms({ columns, ownSeat, seatHref, about }: AllTermsProps) {
  const t = useText();
  const [chosen, setChosen] = useState(() => startColumn(columns, ownSeat));
  const column = columns[chosen];
  const { width, height } = pictureSize(columns);
  const counts = countChairs(columns);
  const now = columns.findIndex((one) => one.term === "now");

  if (column === undefined) return null;
  return (
    <figure className={styles.figure}>
      <div className={styles.years} aria-hidden="true">
        {/* Left out where the word for now needs the room. */}
        {(now < 0 || now > 2) && <span>{columns[0]?.short}</span>}
        {now >= 0 && (
          <svg className={styles.now} aria-hidden="true">
            <text x={`${((now + 0.5) / columns.length) * 100}%`} y="1.1em">
              {t("ui.picture.now")}
            </text>
          </svg>
        )}
        {(now < 0 || now < columns.length - 3) && <span className={styles.last}>{columns.at(-1)?.short}</span>}
      </div>
      <svg className={styles.picture} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {columns.map((one, x) => (
          // The buttons below choose by keyboard; the picture may be tapped.
          // biome-ignore lint/a11y/noStaticElementInteractions: see above
          <g key={one.number} className={styles.column} onClick={() => setChosen(x)}>
            <rect
              x={x * cell}
              width={cell}
              height={height}
              rx="3"
              className={one.term === "now" ? styles.box : styles.hit}
            />
            {x === chosen && (
              <rect x={x * cell + 0.5} y="0.5" width={cell - 1} height={height - 1} rx="3" className={styles.chosen} />
            )}
            {one.chairs.map((chair, y) => (
              <ChairMark
                // biome-ignore lint/suspicious/noArrayIndexKey: the chair is the identity
                key={y}
                chair={chair}
                term={one.term}
                own={ownSeat !== undefined && chair.seat === ownSeat}
                {...chairCentre(x, y)}
              />
            ))}
          </g>
        ))}
      </svg>
      <figcaption className={styles.legend}>
        <span className={styles.summary}>{t("oversight.picture.legend", counts)}</span>
      </figcaption>

      <div className={styles.detail}>
        <div className={styles.choose}>
          <Button
            look="secondary"
            disabled={chosen === 0}
            onClick={() => setChosen(chosen - 1)}
            aria-label={t("ui.picture.table", { n: column.number - 1 })}
          >
            <Arrow to="left" />
          </Button>
          <div className={styles.which} aria-live="polite">
            <strong>{t("ui.picture.table", { n: column.number })}</strong>
            <span className={styles.muted}>{column.when || t("oversight.picture.coming")}</span>
          </div>
          <Button
            look="secondary"
            disabled={chosen === columns.length - 1}
            onClick={() => setChosen(chosen + 1)}
            aria-label={t("ui.picture.table", { n: column.number + 1 })}
          >
            <Arrow to="right" />
          </Button>
        </div>
        <People column={column} ownSeat={ownSeat} seatHref={seatHref} />
        {about?.(column)}
      </div>

      <Disclosure summary={t("ui.showTable")}>
        <table className={styles.twin}>
          <caption className="visually-hidden">{t("oversight.picture.tables")}</caption>
          <tbody>
            {columns.map((one) => (
              <tr key={one.number}>
                <th scope="row">{t("ui.picture.table", { n: one.number })}</th>
                <td>{one.when || t("oversight.picture.coming")}</td>
                <td>{say(one, t)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Disclosure>
    </figure>
  );
}

type Text = ReturnType<typeof useText>;

/** The people of a table in one line; what is not known is said once. */
function say(column: TableColumn, t: Text): string {
  const people = column.chairs.flatMap((chair) => (chair.seat === undefined ? [] : [nameOf(chair, t)]));
  return people.length > 0 ? people.join(", ") : t("oversight.picture.coming");
}

function nameOf(chair: TableChair, t: Text): string {
  return chair.name ?? t("ui.picture.seat", { n: chair.seat ?? 0 });
}

function People({
  column,
  ownSeat,
  seatHref,
}: {
  column: TableColumn;
  ownSeat?: number;
  seatHref?: (seat: number) => string;
}) {
  const t = useText();
  if (column.chairs.every((chair) => chair.seat === undefined)) return null;
  return (
    <ul className={styles.people}>
      {column.chairs.map((chair, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the chair is the identity
        <li key={index}>
          <SeatGlyph
            seat={chair.seat}
            size={20}
            tone={chair.seat !== undefined && chair.seat === ownSeat ? "own" : column.term === "now" ? "now" : "past"}
          />
          {chair.seat === undefined ? (
            <span className={styles.muted}>{t("ui.picture.free")}</span>
          ) : seatHref ? (
            <Link href={seatHref(chair.seat)}>{nameOf(chair, t)}</Link>
          ) : (
            <span>{nameOf(chair, t)}</span>
          )}
          {chair.seat !== undefined && chair.seat === ownSeat && (
            <span className={styles.own}> · {t("oversight.picture.own")}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function ChairMark({
  chair,
  term,
  own,
  x,
  y,
}: {
  chair: TableChair;
  term: TableColumn["term"];
  own: boolean;
  x: number;
  y: number;
}) {
  return (
    <g transform={`translate(${x} ${y})`}>
      {chair.seat !== undefined ? (
        <path d={seatGlyphPath(chair.seat, 5.4)} className={styles[marks[term]]} />
      ) : (
        <circle r="3.9" className={chair.state === undefined ? styles.ring : styles[chair.state]} />
      )}
      {own && <circle r="7" className={styles.ownRing} />}
    </g>
  );
}

const marks = { past: "served", now: "present", coming: "elect" } as const;
