import type { Scene, Story } from "#scripts/demo/Story.ts";
import { type Calendar, calendarFrom, termOn } from "./calendar.ts";
import { changeScenes, successors } from "./changes.ts";
import { decisionScenes } from "./decisions.ts";
import { electionScenes } from "./elections.ts";
import { founders } from "./founders.ts";
import { foundingScenes } from "./founding.ts";
import { gifts, laterGift } from "./gifts.ts";
import { billScenes, counterScenes, cupScenes, openBills, salesScenes } from "./life.ts";
import { reportScenes } from "./reports.ts";
import { newcomers, second } from "./second.ts";

const DAY = 86_400;
/** The chain begins a day before the founding round. */
const FIRST_DAY = -226;
/** The term that runs at the present; its gifts are named one by one. */
const PRESENT_TERM = 2;

/** The café of two hundred, told for a present that begins at `anchor` (UTC seconds, start of a day). */
export function story(anchor: number): Story {
  const calendar = calendarFrom(anchor);
  const once = [
    ...foundingScenes(calendar),
    ...changeScenes(calendar),
    ...decisionScenes(calendar),
    ...gifts(calendar),
    ...openBills(calendar),
  ];
  const known = new Map<number, readonly Scene[]>();
  const scenesOf = (term: number): readonly Scene[] => {
    const scenes = known.get(term) ?? termScenes(calendar, term);
    known.set(term, scenes);
    return scenes;
  };
  return {
    people: [...founders, ...second, ...successors],
    newcomers,
    beginsAt: anchor + FIRST_DAY * DAY,
    scenes(from, to) {
      // A term's own scenes reach from its nominations, most of a term before it starts, into the next term.
      const last = Math.max(termOn(Math.ceil((to - anchor) / DAY)), 0) + 1;
      const first = Math.max(1, termOn(Math.floor((from - anchor) / DAY)) - 1);
      const terms = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
      return [...once, ...terms.flatMap((term) => scenesOf(term))]
        .filter(({ at }) => at > from && at <= to)
        .sort((one, other) => one.at - other.at);
    },
  };
}

function termScenes(calendar: Calendar, term: number): Scene[] {
  return [
    ...electionScenes(calendar, term),
    ...counterScenes(calendar, term),
    ...billScenes(calendar, term),
    ...salesScenes(calendar, term),
    ...cupScenes(calendar, term),
    ...(term > PRESENT_TERM ? laterGift(calendar, term) : []),
    ...reportScenes(calendar, term),
  ];
}
