import { z } from "zod";
import { EmptyStory } from "../demo/plain/EmptyStory.ts";
import { playScene } from "../demo/playScene.ts";
import type { Stage } from "../demo/Stage.ts";
import type { Scene, Story } from "../demo/Story.ts";
import type { Chain } from "../node/Chain.ts";
import type { HouseFolder } from "../node/HouseFolder.ts";
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
  #underway: Promise<void> = Promise.resolve();

  constructor(options: JourneyOptions) {
    this.#options = options;
  }

  async events(): Promise<{ now: number; next: NextEvent[] }> {
    const { chain, stage } = this.#options;
    const now = await chain.now();
    const next = await nextEvents(stage.client, stage.deployment, now);
    const others = this.#empty && (await othersEvent(stage.client, stage.deployment, now));
    return { now, next: others ? [...next, others].sort((one, other) => one.at - other.at) : next };
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
    for (;;) {
      const { now, next } = await this.events();
      await this.#empty?.learn(stage.client, stage.deployment);
      const event = next.find(({ at, name }) => at < until && name !== "othersCome");
      const scenes = story.scenes(this.#playedUntil(), until);
      const first = scenes[0];
      if (first !== undefined && first.at <= (event?.at ?? until)) {
        // Those of one second belong together: what is played until then is kept as one number.
        for (const scene of scenes.filter(({ at }) => at === first.at)) await this.#play(scene, now);
        this.#options.folder.write(KEPT, { playedUntil: first.at });
      } else if (event !== undefined) await this.#arriveAt(event.at + 1);
      else break;
    }
    await this.#arriveAt(until);
    if (to.name !== "othersCome") return;
    await letOthersCome(stage, (await this.events()).now);
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
