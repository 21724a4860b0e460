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

/**
 * What the environment of a process must have to live on another day: it, every process that it starts, the chain and
 * the browser. Clocks run on from there; how long something takes is measured by the real one.
 *
 * @param day "2028-02-29"; its noon in UTC is now.
 * @param now UTC seconds.
 */
export function environmentOf(day: string, now: number, find = findLibrary): Record<string, string> {
  const library = find();
  if (library === undefined) {
    throw new Error(`--day needs libfaketime (Debian: apt install faketime), and it is not in ${places.join(", ")}.`);
  }
  const seconds = Date.parse(`${day}T12:00:00Z`) / 1000 - now;
  return {
    [process.platform === "darwin" ? "DYLD_INSERT_LIBRARIES" : "LD_PRELOAD"]: library,
    RUNDE_DAY: day,
    FAKETIME: seconds < 0 ? String(seconds) : `+${seconds}`,
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
    NO_FAKE_STAT: "1",
  };
}

function findLibrary(): string | undefined {
  return places.flatMap((place) => globSync(place))[0];
}
