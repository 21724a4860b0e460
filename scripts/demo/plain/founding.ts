import type { Scene } from "../Story.ts";
import { passed } from "./motion.ts";
import { founderCount, partOf, type Setting, spareOf } from "./Setting.ts";

const DAY = 86_400;
const EVENINGS = 8;

/** People come in a few groups between two moments, in the order of their numbers. */
export function arrivals(round: number, first: number, count: number, [from, to]: readonly [number, number]): Scene[] {
  const groups = Math.min(EVENINGS, count);
  const begins = (group: number) => first + Math.floor((count * group) / groups);
  return Array.from({ length: groups }, (_, group) => ({
    at: Math.floor(from + ((to - from) * (group + 1)) / (groups + 1)),
    act: "join",
    round,
    people: [begins(group), begins(group + 1) - 1] as const,
  }));
}

/** Whoever has founded a house without a story introduces themselves. */
export function arrivalScenes({ calendar, words }: Setting): Scene[] {
  const people = [1, words.people.length] as const;
  return [{ at: calendar.finalised + DAY, act: "introduce", people }];
}

/** The founding round, and what all decide before there is a first table. */
export function foundingScenes(setting: Setting): Scene[] {
  const { calendar, words } = setting;
  const { opens, soldUntil, finalised, at } = calendar;
  const founders = founderCount(setting);
  const { beginning } = words;
  const spare = spareOf(setting);
  return [
    ...arrivals(1, 1, founders, [opens, soldUntil]),
    { at: finalised, act: "finalise", round: 1 },
    { at: at(finalised + DAY, "19:00"), act: "introduce", people: [1, founders] },
    ...(spare === 0
      ? []
      : passed(setting, at(finalised + 2 * DAY, "12:00"), {
          title: beginning.title,
          why: beginning.why,
          what: [
            {
              kind: "payment",
              payee: beginning.payee,
              amount: partOf(String(spare), 15),
              category: beginning.category,
              note: beginning.note,
            },
          ],
        })),
  ];
}
