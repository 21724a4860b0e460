/** Zones differ from UTC by whole quarters of an hour, and change at one. */
const QUARTER = 900;
const MOST_KEPT = 1_000;

/**
 * Writes moments (UTC seconds) by a zone's clock as ISO 8601 has it, with how far that clock is from UTC. It reads no zone
 * and no language of the machine: the same text everywhere.
 *
 * @param timeZone By its IANA name.
 */
export function clubTime(timeZone: string): (seconds: number) => string {
  const format = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const offsets = new Map<number, number>();
  /** Seconds east of UTC; each is asked for once, because a formatter is slow. */
  const offsetAt = (seconds: number): number => {
    const quarter = Math.floor(seconds / QUARTER);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      const parts = format.formatToParts(quarter * QUARTER * 1000);
      const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
      const [year, month, day] = [read("year"), read("month"), read("day")];
      offset = Date.UTC(year, month - 1, day, read("hour"), read("minute"), read("second")) / 1000 - quarter * QUARTER;
      if (offsets.size >= MOST_KEPT) offsets.clear();
      offsets.set(quarter, offset);
    }
    return offset;
  };
  return (seconds) => {
    const offset = offsetAt(seconds);
    const minutes = Math.abs(offset) / 60;
    const two = (n: number) => String(n).padStart(2, "0");
    const local = new Date((seconds + offset) * 1000).toISOString().slice(0, 19);
    return `${local}${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  };
}
