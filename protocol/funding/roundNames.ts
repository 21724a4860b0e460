/**
 * What people call a round. The chain counts every offer; people count rounds, and a founding that failed and was offered
 * once more is one and the same.
 */
export interface RoundName {
  /** 1 = the founding round, however often it was offered; later rounds count on from 2. */
  readonly n: number;
  /** Which attempt it was, for an offer of the founding after which came another; 0 = the one that stands for the round. */
  readonly attempt: number;
}

/** The names of all rounds in their order on the chain, from whether each is an offer of the founding. */
export function roundNames(founding: readonly boolean[]): RoundName[] {
  const last = founding.lastIndexOf(true);
  let attempts = 0;
  let later = 1;
  return founding.map((offer, i) => {
    if (!offer) {
      later += 1;
      return { n: later, attempt: 0 };
    }
    attempts += 1;
    return { n: 1, attempt: i === last ? 0 : attempts };
  });
}

/** The address of a round's page says the same number as its name: "/rounds/2", "/rounds/1-1" for the founding's first attempt. */
export function roundPath({ n, attempt }: RoundName): string {
  return `/rounds/${attempt === 0 ? n : `${n}-${attempt}`}`;
}
