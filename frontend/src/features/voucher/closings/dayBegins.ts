import { businessDayOf } from "#protocol/voucher/payCode.ts";

const DAY = 86_400;

/**
 * When a business day begins by the club's clocks, as `00:00`, without summer time and with it: the counter's day stays at
 * its second while clocks change. Undefined where they never do.
 *
 * @param now UTC seconds: the year's own rules count.
 */
export function dayBegins(
  { timeZone, dayOffset }: { timeZone: string; dayOffset: number },
  now: number,
): { winter: string; summer: string } | undefined {
  const year = new Date(now * 1_000).getUTCFullYear();
  const clock = new Intl.DateTimeFormat("en", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  // South of the equator January is the summer.
  const [winter, summer] = [0, 6]
    .map((month) => businessDayOf(Date.UTC(year, month, 15) / 1_000, dayOffset) * DAY - dayOffset)
    .map((begins) => clock.format(begins * 1_000))
    .sort();
  return winter === undefined || summer === undefined || winter === summer ? undefined : { winter, summer };
}
