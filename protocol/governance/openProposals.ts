import type { ProposalState } from "../abi/enums.ts";

/** What a page of the list of proposals says of each (`IProposals.Proposal`). */
interface Listed {
  state: (typeof ProposalState)[keyof typeof ProposalState] | number;
  /** UTC seconds. */
  snapshot: number;
}

const DAY = 86_400;
/** From its snapshot nothing of a proposal is open any longer: vote, extension and expiry have bounds (`bounds.ts`). */
const LONGEST_LIFE = (30 + 30 + 366) * DAY;
/** Proposals in one question to the chain. */
const PAGE = 40;

/**
 * The proposals in some of the states, newest first, by their state and not by their number: however many came later, one
 * that is open is found.
 * @param count How many there are.
 * @param page Asks for a page: from a number on, so many.
 */
export async function proposalsIn<P extends Listed>(
  states: readonly number[],
  now: number,
  count: number,
  page: (first: number, count: number) => Promise<readonly P[]>,
): Promise<P[]> {
  const found: P[] = [];
  for (let last = count; last > 0; last -= PAGE) {
    const first = Math.max(1, last - PAGE + 1);
    const listed = await page(first, last - first + 1);
    found.push(...listed.filter(({ state }) => states.includes(state)).reverse());
    // They are in the order they came, so all before this page are older still.
    if (listed.every(({ snapshot }) => snapshot + LONGEST_LIFE < now)) break;
  }
  return found;
}
