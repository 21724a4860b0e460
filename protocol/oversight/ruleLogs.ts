import { parseEventLogs, type RpcLog } from "viem";
import { Figure } from "../abi/enums.ts";
import { FigureChanged, FiguresFounded } from "../abi/registry.ts";
import { CalendarBegun, EraAdded } from "../abi/roster.ts";
import { SeatEnded, SeatsMinted } from "../abi/share.ts";
import { type ElectionSteps, type Era, termsOf } from "./calendar.ts";

/** Answers the time of a block, UTC seconds. */
export type TimeOf = (block: number) => Promise<number>;

export const charterEvents = [FiguresFounded, FigureChanged] as const;
export const calendarEvents = [CalendarBegun, EraAdded] as const;
export const seatEvents = [SeatsMinted, SeatEnded] as const;

/** The figures by which tables are drawn. */
export interface ToldFigures extends ElectionSteps {
  chairs: number;
  reserves: number;
  /** In hundredths of a percent, at any second. */
  quorumAt(second: number): Promise<number>;
}

/** The figures that the registry told, oldest log first; nothing if it told none. Only the quorum ever changes. */
export function figuresFromLogs(logs: readonly RpcLog[], timeOf: TimeOf): ToldFigures | undefined {
  const told = parseEventLogs({ abi: charterEvents, logs: [...logs] });
  const founded = told.find((log) => log.eventName === "FiguresFounded");
  if (founded === undefined) return undefined;
  const changes = told.flatMap((log) => (log.eventName === "FigureChanged" ? [log] : []));
  const figure = (which: number, after = changes): number => {
    const last = after.findLast(({ args }) => args.which === which);
    return Number(last === undefined ? founded.args.figures[which] : last.args.value);
  };
  return {
    chairs: figure(Figure.Chairs),
    reserves: figure(Figure.Reserves),
    nominationsFrom: figure(Figure.NominationsFrom),
    nominationsUntil: figure(Figure.NominationsUntil),
    ballotFrom: figure(Figure.BallotFrom),
    ballotUntil: figure(Figure.BallotUntil),
    answersUntil: figure(Figure.AnswersUntil),
    quorumAt: async (second) => {
      const ofQuorum = changes.filter(({ args }) => args.which === Figure.BallotQuorum);
      return figure(Figure.BallotQuorum, ofQuorum.slice(0, await countBefore(ofQuorum, second + 1, timeOf)));
    },
  };
}

/** The terms by the eras that the roster told; nothing if it told of no beginning, or not of the era that begins it. */
export function termsFromLogs(logs: readonly RpcLog[]): ReturnType<typeof termsOf> | undefined {
  let start: number | undefined;
  const eras: Era[] = [];
  for (const log of parseEventLogs({ abi: calendarEvents, logs: [...logs] })) {
    if (log.eventName === "CalendarBegun") start = log.args.start;
    else eras.push(log.args);
  }
  return start !== undefined && eras.some(({ firstTerm }) => firstTerm === 1) ? termsOf(start, eras) : undefined;
}

/** Seats ever born, and seats that lived, before a second: from the logs of the shares, oldest first. */
export async function electorateFromLogs(
  logs: readonly RpcLog[],
  second: number,
  timeOf: TimeOf,
): Promise<{ born: number; electorate: number }> {
  const told = parseEventLogs({ abi: seatEvents, logs: [...logs] });
  let [born, ended] = [0, 0];
  for (const log of told.slice(0, await countBefore(told, second, timeOf))) {
    if (log.eventName === "SeatsMinted") born += log.args.count;
    else ended += 1;
  }
  return { born, electorate: born - ended };
}

/** How many of the logs, oldest first, are older than a second; it asks for the time of few blocks. */
async function countBefore(logs: readonly { blockNumber: bigint }[], second: number, timeOf: TimeOf): Promise<number> {
  let [low, high] = [0, logs.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((await timeOf(Number(logs[middle]!.blockNumber))) < second) low = middle + 1;
    else high = middle;
  }
  return low;
}
