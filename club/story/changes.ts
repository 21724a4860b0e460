import type { Scene, StoryPerson } from "#scripts/demo/Story.ts";
import type { Calendar } from "./calendar.ts";

/** Who comes without a round: each takes over a seat. Their numbers follow the second hundred's. */
export const successors: readonly StoryPerson[] = [
  {
    name: "Ouyang Min",
    sentence: "Took over a friend's seat. Lighting design.",
  },
];

/** A seat that changed hands, and one that ended, both before the second table's nominations. */
export function changeScenes({ on }: Calendar): Scene[] {
  return [
    { at: on(-86, "18:30"), act: "handOver", people: [41, 61], to: 198 },
    { at: on(-79, "11:10"), act: "leave", people: [63, 73] },
  ];
}
