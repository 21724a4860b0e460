import { ProposalState } from "#protocol/abi/enums.ts";
import { hasSeatVoted } from "#protocol/abi/houseGovernor.ts";
import * as proposalsAbi from "#protocol/abi/proposals.ts";
import * as rosterAbi from "#protocol/abi/roster.ts";
import * as shareAbi from "#protocol/abi/share.ts";
import { proposalsIn } from "#protocol/governance/openProposals.ts";
import { standings } from "#protocol/oversight/lines.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";
import { phaseOf, readBallot, readElection, readTableNow, readTerms } from "../../../chain/oversight/rotation.ts";
import type { TurnFacts } from "./turn.ts";

/** Everything that a seat's turn depends on. `now` is left to whoever shows it: it goes on without a block. */
export async function readTurn(house: House, seat: number): Promise<Omit<TurnFacts, "now">> {
  const [terms, bornAt, motions] = await Promise.all([
    readTerms(house),
    readHouse(house, shareAbi.bornAt, [seat]),
    openMotions(house, seat),
  ]);
  if (!terms.begun) return { seat, bornAt, pool: 0, motions };
  const [pool, table, election, ballot] = await Promise.all([
    readHouse(house, rosterAbi.poolOf, [seat]),
    readTableNow(house),
    readElection(house, terms.next),
    readBallot(house, terms.next, seat),
  ]);
  const { seats, caretakers } = table;
  const office = { term: terms.now, seats, caretakers, end: table.calendar?.end ?? 0 };
  const found = { seat, bornAt, pool, motions, office };
  if (election === null) return found;
  const { calendar, chairs, paper } = election;
  const now = house.clock.now();
  const own = chairs.findIndex((chair) => chair.seat === seat);
  const standing = standings(
    { list: chairs, chairs: house.deployment.club.chairs, answersUntil: calendar.answersUntil },
    now,
  )[own];
  return {
    ...found,
    election: {
      ...calendar,
      phase: phaseOf(calendar, election, now),
      candidates: paper.map((candidate) => candidate.seat),
      ...(standing && { standing }),
      hasVoted: ballot.cast,
    },
  };
}

/** The members' votes that are open and that the seat may still vote on. */
async function openMotions(house: House, seat: number): Promise<TurnFacts["motions"]> {
  const [count, bornAt] = await Promise.all([
    readHouse(house, proposalsAbi.proposalCount),
    readHouse(house, shareAbi.bornAt, [seat]),
  ]);
  const now = house.clock.now();
  const active = await proposalsIn([ProposalState.Active], now, count, (first, size) =>
    readHouse(house, proposalsAbi.proposalsPage, [first, size]),
  );
  const open = active.filter(({ snapshot }) => bornAt < snapshot);
  const voted = await Promise.all(open.map(({ id }) => readHouse(house, hasSeatVoted, [id, seat])));
  return open.flatMap(({ id, number, deadline }, i) => (voted[i] ? [] : [{ id, number, deadline }]));
}
