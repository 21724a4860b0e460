import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Club } from "#ignition/club.ts";
import { plainStory } from "./plain/plainStory.ts";
import { plainWords } from "./plain/plainWords.ts";
import type { ClubStory, Story } from "./Story.ts";

/** The story that lies beside a club's words, else one without names that its figures tell. */
export async function readStory(club: Club): Promise<(anchor: number) => Story> {
  const file = join(club.folder, "story/story.ts");
  if (!existsSync(file)) return (anchor) => plainStory(club, anchor, plainWords(club));
  const { story } = (await import(pathToFileURL(file).href)) as { story?: ClubStory };
  if (story === undefined) throw new Error(`${file} exports no story: export const story = (anchor, club) => …`);
  return (anchor) => story(anchor, club);
}
