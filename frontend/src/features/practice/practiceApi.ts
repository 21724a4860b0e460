import { type PracticeState, practiceStateSchema } from "#protocol/house/practiceClock.ts";

export type NextEvent = PracticeState["next"][number];

/** The clock of the practice house, and where one can go forward to. */
export async function practiceState(): Promise<PracticeState> {
  const answer = await fetch("/practice/state", { cache: "no-store", signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`/practice/state: ${answer.status}`);
  return practiceStateSchema.parse(await answer.json());
}

/** Sets out; `practiceState` says how it goes. `mine`: the demo person who sits here, for whom nobody else acts. */
export async function goForward(to: string, mine: string | undefined): Promise<void> {
  const answer = await fetch("/practice/forward", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(mine === undefined ? { to } : { to, mine }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`/practice/forward: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
}
