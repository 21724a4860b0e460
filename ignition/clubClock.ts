/** A business day may begin this late in the night: whoever closes after midnight counts the last guest to the day before. */
const LATEST_BEGINNING = 6 * 3_600;
/** Clocks change in between. */
const [WINTER, SUMMER] = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)];

/** Seconds east of UTC of a zone at a moment; undefined for a zone that nobody knows. */
function offsetOf(timeZone: string, moment: number): number | undefined {
  try {
    const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
    const name = format.formatToParts(moment).find(({ type }) => type === "timeZoneName")?.value ?? "";
    const [, sign, hours, minutes = "0"] = /^GMT(?:([+-])(\d\d):(\d\d))?$/.exec(name) ?? [];
    return hours === undefined ? 0 : (sign === "-" ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60);
  } catch {
    return undefined;
  }
}

/**
 * What is wrong between a club's zone and the second at which its business days begin. The contract's day does not move
 * with the clocks: where they change, a day begins an hour later in summer than in winter.
 */
export function clockComplaint(
  timeZone: string,
  dayOffset: number,
): { place: "timeZone" | "dayOffset"; why: string } | undefined {
  const offsets = [WINTER, SUMMER].map((moment) => offsetOf(timeZone, moment));
  const [winter, summer] = offsets;
  if (winter === undefined || summer === undefined) {
    return { place: "timeZone", why: `is no zone that clocks know; write one such as "Europe/Berlin"` };
  }
  const beginnings = [winter, summer].map((offset) => offset - dayOffset);
  if (beginnings.every((begins) => begins >= 0 && begins <= LATEST_BEGINNING)) return undefined;
  const clock = (seconds: number) => {
    const minutes = (((seconds / 60) % 1440) + 1440) % 1440;
    return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(Math.floor(minutes % 60)).padStart(2, "0")}`;
  };
  const standard = Math.min(winter, summer);
  return {
    place: "dayOffset",
    why: `makes a business day begin at ${clock(beginnings[0]!)} in ${timeZone}; it must begin between 00:00 and 06:00, so write ${standard / 3_600} * HOURS for midnight`,
  };
}
