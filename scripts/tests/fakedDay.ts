import { globSync } from "node:fs";

/**
 * The day whose beginning (UTC) is the present of the houses that tests tell a story for: the same in every run, so that
 * what one finds can be found again. With `--day` it is that day.
 */
export const presentDay = process.env.RUNDE_DAY ?? "2026-03-14";
/** UTC seconds. */
export const presentBegins = Date.parse(presentDay) / 1000;

/** Where Debian, Fedora, Arch and Homebrew put the library that tells every process another time. */
const places = [
  "/usr/lib/*/faketime/libfaketimeMT.so.1",
  "/usr/lib{,64}/faketime/libfaketimeMT.so.1",
  "{/opt/homebrew,/usr/local}/lib/faketime/libfaketimeMT.1.dylib",
];

const preload = process.platform === "darwin" ? "DYLD_INSERT_LIBRARIES" : "LD_PRELOAD";

/** Seconds by which the clocks of this run are ahead of the machine's own: 0 if no other day was asked for. */
export const secondsAhead = Number(process.env.FAKETIME ?? 0);

/** The moment of a day on which tests run, UTC milliseconds: noon, if no time is said. NaN if there is no such moment. */
export function momentOf(day: string): number {
  return Date.parse(`${day.includes("T") ? day : `${day}T12:00`}Z`);
}

/**
 * What the environment of a process must have to live on another day: it, every process that it starts, and the chain.
 * Clocks run on from there; how long something takes is measured by the real one.
 *
 * @param day "2028-02-29", or "2028-02-29T23:50" in UTC.
 * @param now UTC seconds.
 */
export function environmentOf(day: string, now: number, find = findLibrary): Record<string, string> {
  const library = find();
  if (library === undefined) {
    throw new Error(`--day needs libfaketime (Debian: apt install faketime), and it is not in ${places.join(", ")}.`);
  }
  const seconds = momentOf(day) / 1000 - now;
  return {
    [preload]: library,
    RUNDE_DAY: day.slice(0, "2028-02-29".length),
    FAKETIME: seconds < 0 ? String(seconds) : `+${seconds}`,
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
    NO_FAKE_STAT: "1",
  };
}

/** An environment of the machine's own day: a browser takes a minute a page under the library, so it is told in a page. */
export function environmentOfToday(env: Record<string, string>): Record<string, string> {
  const { [preload]: _library, FAKETIME: _seconds, ...today } = env;
  return today;
}

function findLibrary(): string | undefined {
  return places.flatMap((place) => globSync(place))[0];
}
