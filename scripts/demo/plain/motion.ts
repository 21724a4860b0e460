import type { ProposeAct, Scene } from "../Story.ts";
import { founderCount, type Setting, shareOf } from "./Setting.ts";

const HOUR = 3_600;
type Motion = Omit<ProposeAct, "act">;

/** From the proposal to the last evening on which somebody votes: early enough that no late quorum makes it longer. */
export function votedOn(setting: Setting, at: number, motion: Motion): Scene[] {
  const { votingDelay, votingPeriod } = setting.club.voting;
  const members = founderCount(setting);
  const begins = at + votingDelay + HOUR;
  const { title } = motion;
  return [
    { at, act: "propose", ...motion },
    { at: begins, act: "vote", title, inFavour: shareOf(members, 45), against: 1, abstain: 0 },
    {
      at: begins + Math.floor(votingPeriod / 4),
      act: "vote",
      title,
      inFavour: shareOf(members, 10),
      against: 0,
      abstain: 1,
    },
  ];
}

/** The same to its end. */
export function passed(setting: Setting, at: number, motion: Motion): Scene[] {
  const { title } = motion;
  const { votingDelay, votingPeriod, timelockDelay } = setting.club.voting;
  const queued = at + votingDelay + votingPeriod + 2 * HOUR;
  return [
    ...votedOn(setting, at, motion),
    { at: queued, act: "carryOut", title, step: "queue" },
    { at: queued + timelockDelay + HOUR, act: "carryOut", title, step: "execute" },
  ];
}

/** Seconds from a proposal until it is carried out at the latest. */
export function lastsUntilDone({ club: { voting } }: Setting): number {
  return voting.votingDelay + voting.votingPeriod + voting.timelockDelay + 4 * HOUR;
}
