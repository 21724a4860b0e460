import type { PublicClient } from "viem";
import type { Club } from "#ignition/club.ts";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import type { Scene, Story, StoryPerson } from "../Story.ts";
import { plainStory } from "./plainStory.ts";
import { plainWords } from "./plainWords.ts";

const DAY = 86_400;
const HOUR = 3_600;

/** The club as `npm start -- --empty` opens it: its founding round opens on the next morning. */
export function clubOfTomorrow(club: Club): Club {
  const morning = DAY + 10 * HOUR - club.dayOffset;
  return { ...club, practice: { ...club.practice, foundingOpensBefore: -morning } };
}

/**
 * A house in which nothing has happened yet. Its people come when they are called; once the house is founded they live in
 * it as in any other story, by the calendar that begins on that day.
 */
export class EmptyStory implements Story {
  readonly people: readonly StoryPerson[];
  readonly newcomers: readonly StoryPerson[];
  readonly beginsAt: number;
  readonly #club: Club;
  readonly #anchor: number;
  #goesOn: Story | undefined;

  constructor(club: Club, anchor: number, { people, newcomers }: Pick<Story, "people" | "newcomers">) {
    this.people = people.slice(0, Math.max(1, club.founding.maxSeats - 1));
    this.newcomers = newcomers;
    this.beginsAt = anchor - HOUR;
    this.#club = club;
    this.#anchor = anchor;
  }

  scenes(from: number, to: number): readonly Scene[] {
    const first: Scene[] = [{ act: "welcome", at: this.#anchor - HOUR / 2 }];
    const lived = this.#goesOn?.scenes(from, to) ?? [];
    return [...first.filter(({ at }) => at > from && at <= to), ...lived];
  }

  /** Whether the house is founded by now only the chain knows: a founding can fail, and be offered again. */
  async learn(client: PublicClient, { contracts }: Pick<Deployment, "contracts">): Promise<void> {
    if (this.#goesOn !== undefined) return;
    const where = { abi: roundsAbi, address: contracts.Rounds } as const;
    const count = await client.readContract({ ...where, functionName: "roundCount" });
    for (let id = count; id > 0; id--) {
      const { founding, finalisedAt, sold } = await client.readContract({
        ...where,
        functionName: "round",
        args: [id],
      });
      if (!founding || finalisedAt === 0) continue;
      const { people, newcomers } = this;
      const words = { ...plainWords(this.#club), people, newcomers };
      this.#goesOn = plainStory(this.#club, this.#anchor, words, { finalised: finalisedAt, members: sold });
    }
  }
}
