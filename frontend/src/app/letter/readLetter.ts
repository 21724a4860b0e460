import * as rosterAbi from "#protocol/abi/roster.ts";
import { standings } from "#protocol/oversight/lines.ts";
import { type House, readHouse } from "../../chain/node/house.ts";
import { queries } from "../../chain/node/useRead.ts";
import { readCalendar, readChairs, readTerms } from "../../chain/oversight/rotation.ts";
import { readVoted, splitDescription, stateAt } from "../../features/governance/motions/motion.ts";
import { type MonthFigures, readMonthFigures } from "../../features/treasury/account/months/monthFigures.ts";
import { type MonthSpan, monthName } from "../../features/treasury/account/months/monthSpan.ts";

/** A vote of all that ended in the month. */
interface Vote {
  number: number;
  /** A stranger's words; empty: it has none. */
  title: string;
  adopted: boolean;
}

/** Who is in office when the month ends, or now. */
interface Office {
  term: number;
  /** UTC seconds, the first after it. */
  end: number;
  seats: readonly number[];
  /** They only take care until the next table is seated. */
  caretakers: boolean;
}

/** The term after that one. */
interface NextTerm {
  term: number;
  start: number;
  /** Whose chairs these will be; empty: nobody was chosen yet. */
  seats: readonly number[];
  ballotFrom: number;
  ballotUntil: number;
}

/** One month of the house, by its own clock. */
export interface Letter {
  month: string;
  /** UTC seconds, for writing its name. */
  start: number;
  /** False: it tells until now. */
  isOver: boolean;
  /** UTC seconds: the month's end, or the present block's time. */
  until: number;
  /** The present block; of a month that is over the one with its last entry. */
  block: number;
  /** Number of the last entry. */
  entry: number;
  figures: Omit<MonthFigures, "last">;
  votes: readonly Vote[];
  /** Undefined before the first term. */
  office?: Office;
  /** Undefined before the founding. */
  next?: NextTerm;
}

/** Why there is no letter. */
export type NoLetter = { none: "future" | "empty"; present: string };

/**
 * A month's letter from the chain alone: whoever asks finds the same in the same block, and of a month that is over the
 * same ever after.
 *
 * @param span The month, by the house's clock.
 */
export async function readLetter(house: House, month: string, span: MonthSpan): Promise<Letter | NoLetter> {
  const { club } = house.deployment;
  const now = house.clock.now();
  const none = (why: NoLetter["none"]): NoLetter => ({ none: why, present: monthName(now, club.timeZone) });
  if (span.start > now) return none("future");
  const isOver = span.end <= now;
  const latest = isOver ? undefined : await readLatest(house);
  // On a quiet chain the last block may be of an earlier month.
  const until = latest === undefined ? span.end : Math.max(span.start, latest.time);
  const [found, motions, tables] = await Promise.all([
    readFigures(house, month, span, isOver),
    readVoted(house, span.start, until),
    readTables(house, isOver ? span.end - 1 : until),
  ]);
  if (found === null) return none("empty");
  const { last, ...figures } = found;
  const votes = motions.map((motion): Vote => {
    const state = stateAt(motion, until);
    const { title } = splitDescription(motion.content.description);
    return { number: motion.number, title, adopted: state !== "defeated" && state !== "canceled" };
  });
  const { start } = span;
  const block = latest?.block ?? last.blockNumber;
  return { month, start, isOver, until, block, entry: last.seq, figures, votes, ...tables };
}

/** Of a month that is over nothing changes any more: its entries are read once a visit. */
function readFigures(house: House, month: string, span: MonthSpan, isOver: boolean): Promise<MonthFigures | null> {
  const read = () => readMonthFigures(house, span);
  if (!isOver) return read();
  return queries.fetchQuery({ queryKey: ["monthFigures", house.deployment.houseId, month], queryFn: read });
}

async function readLatest(house: House): Promise<{ block: number; time: number }> {
  const block = await house.rpc.request({ method: "eth_getBlockByNumber", params: ["latest", false] });
  if (block === null) throw new Error("The chain has no latest block");
  return { block: Number(block.number), time: Number(block.timestamp) };
}

/** Who was in office at a moment, and who was to come. */
async function readTables(house: House, at: number): Promise<Pick<Letter, "office" | "next">> {
  const [{ begun }, term] = await Promise.all([readTerms(house), readHouse(house, rosterAbi.termAt, [at])]);
  if (!begun) return {};
  const [[seats, caretakers], calendar, next] = await Promise.all([
    readHouse(house, rosterAbi.tableAt, [at]),
    term > 0 ? readCalendar(house, term) : undefined,
    readNext(house, term + 1, at),
  ]);
  return { next, ...(calendar && { office: { term, end: calendar.end, seats, caretakers } }) };
}

async function readNext(house: House, term: number, at: number): Promise<NextTerm> {
  const [{ start, ballotFrom, ballotUntil, answersUntil }, seatedAt, list] = await Promise.all([
    readCalendar(house, term),
    readHouse(house, rosterAbi.seatedAt, [term]),
    readChairs(house, term),
  ]);
  const { chairs } = house.deployment.club;
  const isSeated = seatedAt > 0 && seatedAt <= at;
  const standing = isSeated ? standings({ list, chairs, answersUntil }, at) : [];
  const seats = list.flatMap(({ seat }, i) => (standing[i] === "holds" || standing[i] === "asked" ? [seat] : []));
  return { term, start, seats, ballotFrom, ballotUntil };
}
