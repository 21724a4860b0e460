import { type PracticeState, practiceStateSchema } from "#protocol/practice.ts";

export type NextEvent = PracticeState["next"][number];

/** The clock of the practice house, and where one can go forward to. */
export async function practiceState(): Promise<PracticeState> {
  const answer = await fetch("/practice/state", { cache: "no-store", signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`/practice/state: ${answer.status}`);
  return practiceStateSchema.parse(await answer.json());
}

/** A journey through months has many stops: the answer may come at its end. */
const PATIENCE = 600_000;

/** Asks to go forward. `mine`: the demo person who sits here, for whom nobody else acts on the way. */
export async function goForward(to: string, mine: string | undefined): Promise<void> {
  const answer = await fetch("/practice/forward", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(mine === undefined ? { to } : { to, mine }),
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!answer.ok) throw new Error(`/practice/forward: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
}
