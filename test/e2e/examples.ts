import { presentDay } from "#scripts/tests/fakedDay.ts";
import { isOwnClub } from "../fixtures/ownClub.ts";

/** A draft that nobody keeps: the page says so, and so does the browser's console. */
const NO_DRAFT = `/votes/draft/0x${"00".repeat(32)}`;

/** Where a page with a parameter is looked at. */
const examples: Record<string, string> = {
  "/seats/:n": "/seats/7",
  "/seats/:n/take": "/seats/7/take",
  "/seats/:n/move": "/seats/7/move",
  // Our founding failed at first; another club's may not have.
  "/rounds/:name": isOwnClub ? "/rounds/1-1" : "/rounds/1",
  "/money/:id": "/money/3",
  "/oversight/requests/:id": "/oversight/requests/3",
  "/oversight/reports/:term": "/oversight/reports/1",
  "/r/:code": "/r/G-1",
  "/letter/:month": `/letter/${presentDay.slice(0, "2026-11".length)}`,
  "/counters/:till": "/counters/1",
  "/votes/:id": "/votes/1",
  "/votes/ballot/:term": "/votes/ballot/3",
  "/votes/ballot/:term/draw": "/votes/ballot/2/draw",
  "/votes/draft/:hash": NO_DRAFT,
};

/** An address of the page; one with a parameter that is missing above fails the tests that go through all pages. */
export function exampleOf(path: string): string {
  const address = path.includes(":") ? examples[path] : path;
  if (address === undefined) throw new Error(`${path} needs an example in test/e2e/examples.ts`);
  return address;
}
