import type { Club } from "#ignition/club.ts";
import type { Scene, Story } from "../Story.ts";
import { arrivalScenes, foundingScenes } from "./founding.ts";
import { plainCalendar } from "./plainCalendar.ts";
import { presentScenes } from "./present.ts";
import type { StoryWords } from "./StoryWords.ts";
import { termScenes } from "./terms.ts";

const DAY = 86_400;

/** A house that was founded by whoever came: what happens before is no story. */
interface Begun {
  finalised: number;
  members: number;
}

/**
 * A story for any club, from its figures: a founding round that succeeds, tables that are elected and report, bills
 * within the budget, and at the present a round, a ballot, a motion and a bill that are open.
 */
export function plainStory(club: Club, anchor: number, words: StoryWords, begun?: Begun): Story {
  const calendar = plainCalendar(club, anchor, begun?.finalised);
  const setting = { club, calendar, words, members: begun?.members };
  const once = begun === undefined ? [...foundingScenes(setting), ...presentScenes(setting)] : arrivalScenes(setting);
  const known = new Map<number, readonly Scene[]>();
  const scenesOf = (term: number): readonly Scene[] => {
    const scenes = known.get(term) ?? termScenes(setting, term);
    known.set(term, scenes);
    return scenes;
  };
  return {
    people: words.people,
    newcomers: words.newcomers,
    beginsAt: calendar.opens - DAY,
    scenes(from, to) {
      // A term's own scenes reach from its nominations, most of a term before it starts, into the next term.
      const last = Math.max(calendar.termAt(to), 0) + 1;
      const first = Math.max(1, calendar.termAt(from) - 1);
      const terms = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
      return [...once, ...terms.flatMap(scenesOf)]
        .filter(({ at }) => at > from && at <= to)
        .sort((one, other) => one.at - other.at);
    },
  };
}
