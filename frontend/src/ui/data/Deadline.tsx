import { useContext } from "react";
import { ClubZoneContext, isElsewhere, ReaderZoneContext, useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useNow } from "../clock.ts";
import { cx } from "../cx.ts";
import styles from "./Deadline.module.css";

/**
 * "until Sun 29 Nov, 18:00 · 3 days 4 hours left": the date first. Renewed by the minute, in the last hour by the second.
 * After the deadline it says "closing …" until the chain says closed (`closed`). Never read aloud by itself.
 */
export function Deadline({ at, closed = false }: { at: number; closed?: boolean }) {
  const t = useText();
  const format = useFormat();
  const minute = useNow(20);
  return at - minute > 3_600 || closed ? (
    <DeadlineLine at={at} now={minute} closed={closed} t={t} format={format} />
  ) : (
    <LastHour at={at} />
  );
}

function LastHour({ at }: { at: number }) {
  const t = useText();
  const format = useFormat();
  return <DeadlineLine at={at} now={useNow(1)} closed={false} t={t} format={format} />;
}

type DeadlineLineProps = {
  at: number;
  now: number;
  closed: boolean;
  t: ReturnType<typeof useText>;
  format: ReturnType<typeof useFormat>;
};

function DeadlineLine({ at, now, closed, t, format }: DeadlineLineProps) {
  const other = useOtherZone(at);
  const left = at - now;
  return (
    <time className={styles.deadline} dateTime={new Date(at * 1000).toISOString()} aria-live="off">
      <span className={styles.when}>
        <When at={at} say={(when) => (closed ? t("ui.over", { when }) : t("ui.until", { when }))} />
      </span>
      {!closed && " "}
      {!closed && (
        <span className={styles.left}>
          {left > 0
            ? t("ui.left", { duration: format.duration(left > 3_600 ? left - (left % 60) : left) })
            : t("ui.closing")}
        </span>
      )}
      <AtTheHouse at={at} other={other} />
    </time>
  );
}

/** The house's zone, where its clocks show another hour than the reader's. */
function useOtherZone(at: number): string | undefined {
  const zone = useContext(ClubZoneContext);
  const readerZone = useContext(ReaderZoneContext);
  return zone !== undefined && isElsewhere(at, zone, readerZone) ? zone : undefined;
}

/** A moment, and the house's zone where that is another one (`useOtherZone`). */
type ByClocks = { at: number; other: string | undefined };

/** The server draws dates by the house's clocks, for readers whom it does not know. */
const useIsDrawn = () => useContext(ReaderZoneContext) !== undefined;

/**
 * By the reader's own clocks, which is said where the house has others. Drawn by the server it is there in both ways, and
 * one shows (`public/look.js`): the page does not move when the reader's own comes.
 */
function When({ at, say = (when) => when }: Pick<ByClocks, "at"> & { say?: (when: string) => string }) {
  const format = useFormat();
  if (!useIsDrawn()) return say(format.dateTime(at));
  return (
    <>
      <span className={styles.usual}>{say(format.dateTime(at))}</span>
      <span className={styles.elsewhere}>{say(format.zoned(at))}</span>
    </>
  );
}

/**
 * The same moment by the house's clocks, which is what everybody there means by it; only for readers elsewhere, and
 * before it is known who reads, the room for it.
 */
function AtTheHouse({ at, other }: ByClocks) {
  const t = useText();
  const format = useFormat();
  const club = useContext(ClubZoneContext);
  const isDrawn = useIsDrawn();
  const zone = isDrawn ? club : other;
  if (zone === undefined) return null;
  return (
    <span className={cx(styles.house, isDrawn && styles.room)}>
      {t("ui.atTheHouse", { when: format.zoned(at, zone) })}
    </span>
  );
}

/** A moment: the date first, "3 days ago" behind it. */
export function Moment({ at }: { at: number }) {
  const format = useFormat();
  const now = useNow(60);
  const other = useOtherZone(at);
  return (
    <time dateTime={new Date(at * 1000).toISOString()}>
      <When at={at} /> <span className={styles.left}>({format.relative(at, now)})</span>
      <AtTheHouse at={at} other={other} />
    </time>
  );
}
