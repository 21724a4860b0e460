import { ProposalState } from "#protocol/abi/enums.ts";
import { hasSeatVoted } from "#protocol/abi/houseGovernor.ts";
import * as proposalsAbi from "#protocol/abi/proposals.ts";
import * as rosterAbi from "#protocol/abi/roster.ts";
import * as shareAbi from "#protocol/abi/share.ts";
import { proposalsIn } from "#protocol/governance/openProposals.ts";
import { mayComeLate, standings } from "#protocol/oversight/lines.ts";
import { worksForHouse } from "../../../chain/governance/offices.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";
import {
  type Election,
  phaseOf,
  readBallot,
  readElection,
  readTableNow,
  readTerms,
  type TableNow,
} from "../../../chain/oversight/rotation.ts";
import { cannotApprove } from "../../../features/treasury/payments/approval.ts";
import { readAsked } from "../../../features/treasury/payments/readAsked.ts";
import { readReports } from "../../../features/treasury/reports/reports.ts";
import { readDueReports } from "../../../features/treasury/table/dueReports.ts";
import { waitsFor } from "../../../features/treasury/table/waitsFor.ts";
import type { TurnFacts } from "./turn.ts";

/** Everything that a seat's turn depends on. `now` is left to whoever shows it: it goes on without a block. */
export async function readTurn(house: House, seat: number): Promise<Omit<TurnFacts, "now">> {
  const [terms, bornAt, motions, works] = await Promise.all([
    readTerms(house),
    readHouse(house, shareAbi.bornAt, [seat]),
    openMotions(house, seat),
    worksForHouse(house, seat),
  ]);
  if (!terms.begun) return { seat, bornAt, pool: 0, motions };
  const [pool, table, present, election, ballot] = await Promise.all([
    readHouse(house, rosterAbi.poolOf, [seat]),
    readTableNow(house),
    terms.now > 0 ? readElection(house, terms.now) : null,
    readElection(house, terms.next),
    readBallot(house, terms.next, seat),
  ]);
  const { seats, caretakers } = table;
  const office = { term: terms.now, seats, caretakers, end: table.calendar?.end ?? 0 };
  const now = house.clock.now();
  const { chairs: count } = house.deployment.club;
  const calls = [present, election].flatMap((one) => callOf(one, seat, count, now));
  const waiting = await readWaiting(house, seat, table);
  const found = { seat, bornAt, pool, works, motions, office, calls, ...waiting };
  if (election === null) return found;
  const { calendar, chairs, paper } = election;
  const own = chairs.findIndex((chair) => chair.seat === seat);
  const standing = standings({ list: chairs, chairs: count, answersUntil: calendar.answersUntil }, now)[own];
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

/** What of the house's money waits for a seat: payments for its yes, reports for its word or its pen. */
async function readWaiting(
  house: House,
  seat: number,
  table: TableNow,
): Promise<Pick<TurnFacts, "payments" | "toSign" | "toWrite">> {
  const sits = table.seats.includes(seat);
  const [asked, reports, due] = await Promise.all([
    sits && !table.caretakers ? readAsked(house, LOOKED_AT) : undefined,
    readReports(house, NEWEST),
    readDueReports(house, seat),
  ]);
  const owner = asked === undefined ? undefined : await readHouse(house, shareAbi.ownerOf, [BigInt(seat)]);
  const who = { ...(owner !== undefined && { account: owner }), seat, table };
  return {
    payments: asked?.newest.filter((one) => cannotApprove(one, who) === undefined).length ?? 0,
    // What stands needs nobody any more; at the desk one can say one's word all the same.
    toSign: reports.filter((report) => !report.stands && waitsFor(report, seat)).map(({ term }) => ({ term })),
    // Who has written one waits for the others' word.
    toWrite: due.filter(({ filed }) => filed === 0).map((one) => ({ term: one.term, due: one.due })),
  };
}

/** Requests that are looked through, newest first: what waits is of the running term. */
const LOOKED_AT = 50;
/** Reports that can still wait for somebody's word. */
const NEWEST = 3;

/** What a seated table wants to hear from a seat. It may have been seated after its term began. */
function callOf(election: Election | null, seat: number, chairs: number, now: number): NonNullable<TurnFacts["calls"]> {
  if (election === null || election.seatedAt === 0) return [];
  const { term, calendar, chairs: list } = election;
  const bench = { list, chairs, answersUntil: calendar.answersUntil };
  const own = list.findIndex((chair) => chair.seat === seat);
  if (standings(bench, now)[own] === "asked") return [{ is: "answer", term, until: calendar.answersUntil }];
  return mayComeLate(bench, seat, now) ? [{ is: "free", term, until: calendar.end }] : [];
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
