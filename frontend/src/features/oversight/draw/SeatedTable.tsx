import { type Standing, standings } from "#protocol/oversight/lines.ts";
import { useSeatName } from "../../../chain/membership/useSeatName.ts";
import { type Chair, type Election, useChairCount } from "../../../chain/oversight/rotation.ts";
import { useSeat } from "../../../chain/session/session.ts";
import { useText } from "../../../i18n/text.ts";
import { useNow } from "../../../ui/clock.ts";
import { Mark, type MarkKind } from "../../../ui/data/Mark.tsx";
import { Section } from "../../../ui/layout/Layout.tsx";
import { SeatGlyph } from "../../../ui/pictures/seats/SeatGlyph.tsx";
import styles from "./SeatedTable.module.css";

/** Who got a chair and how, what they answered, and who is called next. */
export function SeatedTable({ election }: { election: Election }) {
  const t = useText();
  const now = useNow(20);
  const count = useChairCount();
  const { chairs, calendar, paper } = election;
  // A table that is over is shown as it was on its last day.
  const at = Math.min(now, calendar.end - 1);
  const standing = standings({ list: chairs, chairs: count, answersUntil: calendar.answersUntil }, at);
  const approvals = new Map(paper.map((one) => [one.seat, one.approvals]));
  const line = (chair: Chair, i: number) => (
    <ChairLine
      key={chair.seat}
      chair={chair}
      state={shownAs(standing[i] ?? "left", chair, i >= count)}
      place={i < count ? undefined : i - count + 1}
      approvals={chair.elected ? approvals.get(chair.seat) : undefined}
    />
  );
  return (
    <>
      <Section title={t("oversight.draw.people")}>
        <ol className={styles.list}>{chairs.slice(0, count).map(line)}</ol>
      </Section>
      {chairs.length > count && (
        <Section title={t("oversight.draw.reserves")}>
          <ol className={styles.list}>{chairs.slice(count).map((chair, i) => line(chair, i + count))}</ol>
        </Section>
      )}
    </>
  );
}

const marks = {
  holds: "good",
  ready: "good",
  asked: "wait",
  gone: "stop",
  silent: "stop",
  notCalled: "info",
} as const satisfies Record<string, MarkKind>;
type ChairState = keyof typeof marks;

/** The standing in the words of this list: why somebody does not sit, and whether a reserve has answered. */
function shownAs(standing: Standing, { yesAt, leftAt }: Chair, reserve: boolean): ChairState {
  if (standing === "reserve") return yesAt > 0 ? "ready" : "asked";
  if (standing !== "left") return standing;
  if (leftAt > 0) return "gone";
  return reserve ? "notCalled" : "silent";
}

type ChairLineProps = {
  chair: Chair;
  state: ChairState;
  /** Of a reserve, from 1. */
  place: number | undefined;
  approvals: number | undefined;
};

function ChairLine({ chair: { seat, elected }, state, place, approvals }: ChairLineProps) {
  const t = useText();
  const name = useSeatName();
  const own = useSeat();
  const mine = own.status === "ready" && own.data === seat;
  return (
    <li>
      <SeatGlyph seat={seat} tone={mine ? "own" : "now"} />
      <span className={styles.name}>{name(seat)}</span>
      <span className={styles.how}>
        {elected
          ? t("oversight.draw.elected")
          : place
            ? t("oversight.draw.reserve", { n: place })
            : t("oversight.draw.drawn")}
        {approvals !== undefined && ` · ${t("oversight.approvals", { n: approvals })}`}
      </span>
      <span className={styles.state}>
        <Mark kind={marks[state]} /> {t(`oversight.draw.${state}`)}
      </span>
    </li>
  );
}
