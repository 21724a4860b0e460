import type { Deployment } from "#protocol/house/deployments.ts";
import { playScene } from "./playScene.ts";
import { type Doors, Stage } from "./Stage.ts";
import type { Story } from "./Story.ts";

export interface Telling {
  story: Story;
  rpcUrl: string;
  deployment: Deployment;
  /** The server that keeps texts and names. */
  doors: Doors;
  /** UTC seconds: the present, at which the story stops. */
  anchor: number;
  /** Shows where it is. */
  say: (where: string) => void;
}

/** Plays a story from its first scene to the present; the last block is the present. */
export async function tellStory({ story, rpcUrl, deployment, doors, anchor, say }: Telling): Promise<void> {
  const stage = new Stage({ rpcUrl, deployment, story, doors, isStrict: true });
  const { founding, criteria } = deployment.club;
  for (const { text } of [founding.terms, criteria]) await stage.keep(text);
  for (const scene of story.scenes(story.beginsAt, anchor)) {
    say(new Date(scene.at * 1000).toISOString().slice(0, 10));
    try {
      await playScene(stage, scene);
    } catch (error) {
      const when = new Date(scene.at * 1000).toISOString();
      throw new Error(`The story stopped at ${when}, scene "${scene.act}".`, { cause: error });
    }
  }
  await stage.carrier.mine(anchor);
  say(`${story.people.length} people`);
}
