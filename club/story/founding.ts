import type { Scene } from "#scripts/demo/Story.ts";
import { type Calendar, FINALISED } from "./calendar.ts";

type Arrival = readonly [day: number, time: string, count: number];

/** People come one after the other, in the order of their numbers. */
export function arrivals({ on }: Calendar, round: number, first: number, list: readonly Arrival[]): Scene[] {
  let next = first;
  return list.map(([day, time, count]) => {
    const people = [next, next + count - 1] as const;
    next += count;
    return { at: on(day, time), act: "join", round, people };
  });
}

/** The first attempt: much applause, forty-six places, and the money back. */
const firstAttempt: readonly Arrival[] = [
  [-225, "10:12", 4],
  [-225, "19:40", 3],
  [-224, "12:25", 3],
  [-223, "20:10", 3],
  [-221, "21:05", 4],
  [-219, "08:50", 3],
  [-216, "13:15", 4],
  [-213, "22:20", 4],
  [-210, "18:35", 4],
  [-207, "20:45", 4],
  [-205, "12:30", 4],
  [-203, "19:55", 3],
  [-201, "21:40", 3],
];

/** The second one: those who had waited for others had seen the others wait. */
const secondAttempt: readonly Arrival[] = [
  [-173, "10:20", 9],
  [-173, "20:30", 7],
  [-172, "12:40", 6],
  [-172, "21:15", 5],
  [-171, "19:25", 5],
  [-170, "13:10", 4],
  [-169, "20:50", 5],
  [-168, "18:45", 4],
  [-166, "21:30", 5],
  [-165, "12:55", 3],
  [-163, "20:05", 4],
  [-162, "19:35", 4],
  [-160, "22:10", 3],
  [-159, "12:20", 4],
  [-157, "20:40", 5],
  [-156, "18:15", 4],
  [-154, "21:20", 5],
  [-153, "13:05", 4],
  [-152, "20:25", 5],
  [-151, "19:50", 5],
  [-150, "21:45", 3],
  [-149, "21:15", 1],
];

export function foundingScenes(calendar: Calendar): Scene[] {
  const { on } = calendar;
  return [
    ...arrivals(calendar, 1, 1, firstAttempt),
    { at: on(-195, "12:20"), act: "refund", round: 1, people: [1, 9], way: "fetched" },
    { at: on(-194, "20:10"), act: "refund", round: 1, people: [10, 17], way: "fetched" },
    // Person 46 has not asked for it yet: it waits for ever.
    { at: on(-192, "09:30"), act: "refund", round: 1, people: [18, 45], way: "pushed" },
    { at: on(-185, "18:00"), act: "offerAgain", opensAt: on(-173, "10:00") },
    ...arrivals(calendar, 2, 1, secondAttempt),
    { at: on(FINALISED, "08:00"), act: "finalise", round: 2 },
    { at: on(FINALISED + 1, "19:00"), act: "introduce", people: [1, 60] },
    { at: on(FINALISED + 20, "20:30"), act: "introduce", people: [61, 100] },
  ];
}
