import { type PracticeState, practiceStateSchema } from "#protocol/house/practiceClock.ts";
import { anyAnswer, askServer } from "../../chain/node/askServer.ts";

export type NextEvent = PracticeState["next"][number];

/** The clock of the practice house, and where one can go forward to. */
export function practiceState(): Promise<PracticeState> {
  return askServer("/practice/state", practiceStateSchema, { fresh: true });
}

/** Sets out; `practiceState` says how it goes. `mine`: the demo person who sits here, for whom nobody else acts. */
export async function goForward(to: string, mine: string | undefined): Promise<void> {
  await askServer("/practice/forward", anyAnswer, { post: mine === undefined ? { to } : { to, mine } });
}
