/** Origins of relays besides the one that served this page. */
let others: readonly string[] = [];

/** Reads from the deployment who else submits calls and keeps texts for this house. */
export function knowRelays(origins: readonly string[] = []): void {
  others = origins.filter((origin) => origin !== globalThis.location?.origin);
}

/** The page's own relay first, as an empty origin. */
export function relayOrigins(): readonly string[] {
  return ["", ...others];
}

/** The first relay's answer that is of use; undefined: none is. */
export async function firstRelay<T>(ask: (origin: string) => Promise<T | undefined>): Promise<T | undefined> {
  for (const origin of relayOrigins()) {
    const answer = await ask(origin).catch(() => undefined);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** What each relay answers; those that do not answer are left out. */
export async function everyRelay<T>(ask: (origin: string) => Promise<T>): Promise<T[]> {
  const answers = await Promise.allSettled(relayOrigins().map(ask));
  return answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
}
