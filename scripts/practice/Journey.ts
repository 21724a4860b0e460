import { z } from "zod";
import { EmptyStory } from "../demo/plain/EmptyStory.ts";
import { playScene } from "../demo/playScene.ts";
import type { Stage } from "../demo/Stage.ts";
import type { Scene, Story } from "../demo/Story.ts";
import type { Chain } from "../node/Chain.ts";
import type { HouseFolder } from "../node/HouseFolder.ts";
import { Answers } from "./Answers.ts";
import { type NextEvent, nextEvents } from "./nextEvents.ts";
import { letOthersCome, othersEvent } from "./Others.ts";

export interface JourneyOptions {
  stage: Stage;
  story: Story;
  chain: Pick<Chain, "now" | "forwardTo">;
  folder: Pick<HouseFolder, "read" | "write">;
  /** UTC seconds at which the told story stopped. */
  anchor: number;
  /** Makes the calls that are due. */
  settle(): Promise<void>;
}

/** House seconds that the others take to answer. */
const ANSWERING = 600;

const KEPT = "practice.json";
const kept = z.object({ playedUntil: z.number() });

/**
 * Goes forward in time, from event to event: the relay makes what is due, and the story's people go on acting, so that
 * nobody arrives in an empty house.
 */
export class Journey {
  /** Where it is going. */
  running: NextEvent | undefined;
  failed: { to: string; code: string; message: string } | undefined;
  readonly #options: JourneyOptions;
  readonly #answers: Answers;
  #underway: Promise<void> = Promise.resolve();

  constructor(options: JourneyOptions) {
    this.#options = options;
    this.#answers = new Answers(options.stage, options.story);
  }

  now(): Promise<number> {
    return this.#options.chain.now();
  }

  /** What has a date, and what the others would do if they were asked to. */
  async events(): Promise<{ now: number; next: NextEvent[] }> {
    const { chain, stage } = this.#options;
    const now = await chain.now();
    await stage.cast.learnSeats(stage.client);
    const [next, come, waiting] = await Promise.all([
      nextEvents(stage.client, stage.deployment, now),
      this.#empty && othersEvent(stage.client, stage.deployment, now),
      this.#answers.waiting(now),
    ]);
    const n = Object.values(waiting).reduce((sum, some) => sum + some.length, 0);
    const answer: NextEvent = { id: "othersAnswer", name: "othersAnswer", at: now + ANSWERING, args: { n } };
    const all = [...next, ...(come ? [come] : []), ...(n > 0 ? [answer] : [])];
    return { now, next: all.sort((one, other) => one.at - other.at) };
  }

  /** Sets out; whoever is `mine` acts for themselves. False: somebody is on the way already. */
  setOut(to: NextEvent, mine?: string): boolean {
    if (this.running !== undefined) return false;
    this.running = to;
    this.failed = undefined;
    this.#underway = this.#go(to, mine)
      .catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        this.failed = { to: to.id, code: "journeyStopped", message };
      })
      .finally(() => {
        this.running = undefined;
      });
    return true;
  }

  /** Until nobody is on the way. */
  arrived(): Promise<void> {
    return this.#underway;
  }

  async #go(to: NextEvent, mine: string | undefined): Promise<void> {
    const { stage, story } = this.#options;
    stage.cast.playedBySomebody = mine;
    await stage.cast.learnSeats(stage.client);
    const until = to.at + 1;
    const half = Math.floor(Number(await stage.figure("votingPeriod")) / 2);
    for (;;) {
      const now = await this.#options.chain.now();
      const dated = await nextEvents(stage.client, stage.deployment, now);
      await this.#empty?.learn(stage.client, stage.deployment);
      // Long before a vote ends: a quorum that is reached late makes it longer.
      const votes = dated.flatMap(({ name, at }) => (name === "voteEnds" && at - half > now ? [at - half] : []));
      const event = Math.min(...dated.map(({ at }) => at), ...votes);
      const isAhead = event < until;
      const scenes = story.scenes(this.#playedUntil(), until);
      const first = scenes[0];
      if (first !== undefined && first.at <= (isAhead ? event : until)) {
        // Those of one second belong together: what is played until then is kept as one number.
        for (const scene of scenes.filter(({ at }) => at === first.at)) await this.#play(scene, now);
        this.#options.folder.write(KEPT, { playedUntil: first.at });
      } else if (isAhead) {
        await this.#arriveAt(event + 1);
        if (votes.includes(event)) await this.#answers.vote(await this.#options.chain.now());
      } else break;
    }
    await this.#arriveAt(until);
    if (to.name === "othersCome") await letOthersCome(stage, await this.#options.chain.now());
    else if (to.name === "othersAnswer") await this.#answers.give(await this.#options.chain.now());
    else return this.#answers.reply(await this.#options.chain.now());
    await this.#options.settle();
    await stage.cast.learnSeats(stage.client);
  }

  /** The story of a house that began without one: its people wait until they are called. */
  get #empty(): EmptyStory | undefined {
    const { story } = this.#options;
    return story instanceof EmptyStory ? story : undefined;
  }

  #playedUntil(): number {
    return this.#options.folder.read(KEPT, kept)?.playedUntil ?? this.#options.anchor;
  }

  /** A scene whose time is over is played now; what is not possible any more the house refuses, and life goes on. */
  async #play(scene: Scene, now: number): Promise<void> {
    await playScene(this.#options.stage, scene, Math.max(scene.at, now + 1));
  }

  async #arriveAt(time: number): Promise<void> {
    const { chain, stage, settle } = this.#options;
    if ((await chain.now()) < time) await chain.forwardTo(time);
    await settle();
    await stage.cast.learnSeats(stage.client);
  }
}
