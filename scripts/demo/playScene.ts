import { closeDay, enrolTill, serve, setUpPhones } from "./acts/counter.ts";
import { carryOut, propose, vote } from "./acts/decisions.ts";
import { finalise, introduce, join, offerAgain, refund, welcome } from "./acts/joining.ts";
import { handOver, leave } from "./acts/leaving.ts";
import { question, reply } from "./acts/questions.ts";
import { answer, castBallots, credit, nominate, seatTable } from "./acts/rotation.ts";
import { approve, ask, bringSales, fileReport, give, signReport } from "./acts/treasury.ts";
import type { Stage } from "./Stage.ts";
import type { Act, ActName, Scene } from "./Story.ts";

type Playing = { [N in ActName]: (stage: Stage, act: Extract<Act, { act: N }>, at: number) => Promise<void> };

const playing: Playing = {
  join,
  refund,
  offerAgain,
  finalise,
  introduce,
  handOver,
  leave,
  nominate,
  ballots: castBallots,
  seat: seatTable,
  answer,
  credit,
  enrolTill,
  phones: setUpPhones,
  serve,
  closeDay,
  ask,
  approve,
  sales: bringSales,
  gift: give,
  propose,
  vote,
  carryOut,
  report: fileReport,
  signReport,
  question,
  reply,
  welcome: (stage, _act, at) => welcome(stage, at),
};

/** Plays one scene at a second of the chain, through the same calls and signatures that everybody uses. */
export async function playScene(stage: Stage, scene: Scene, at = scene.at): Promise<void> {
  const play = playing[scene.act] as (stage: Stage, act: Act, at: number) => Promise<void>;
  await play(stage, scene, at);
}
