import { type AbiEvent, type Address, type Hex, numberToHex, parseEventLogs, type RpcLog } from "viem";
import * as beacon from "../abi/drandBeacon.ts";
import * as elections from "../abi/elections.ts";
import { Figure } from "../abi/enums.ts";
import { figureAt } from "../abi/registry.ts";
import * as roster from "../abi/roster.ts";
import { lastSeatAt, liveSeatsAt } from "../abi/share.ts";
import type { Ask } from "../house/Ask.ts";
import type { Deployment } from "../house/deployments.ts";
import { blockTime, newestBlock, type Reader, readerAt, readLogs, topicOf } from "../house/readNode.ts";
import { type CastBallot, type PaperEvent, paperAfter } from "./ballots.ts";
import type { BeaconNetwork } from "./beacon.ts";
import { type Dates, datesOf } from "./calendar.ts";
import type { DrawPlace } from "./draw.ts";
import { MissingInLogs } from "./MissingInLogs.ts";
import type { PoolEvent } from "./pools.ts";
import {
  calendarEvents,
  charterEvents,
  electorateFromLogs,
  figuresFromLogs,
  seatEvents,
  type TimeOf,
  termsFromLogs,
} from "./ruleLogs.ts";
import { rotationEvents, type ToldTable, tablesFromLogs } from "./tableLogs.ts";

const rosterAbi = [roster.calendar, roster.chairsOf, roster.rotation, roster.table] as const;
const electionEvents = [
  elections.Nominated,
  elections.NominationWithdrawn,
  elections.BallotCast,
  elections.TableDrawn,
] as const;
const electionsAbi = [elections.candidates, elections.election, ...electionEvents] as const;
const beaconAbi = [beacon.BeaconNetworkNamed, beacon.BeaconStored] as const;

/** A table before the checked one, rebuilt from logs, with the dates of its term. */
export type EarlierTable = ToldTable & {
  start: number;
  end: number;
  /** Whether its members had moved to *served* when the ballot of the checked term began. */
  credited: boolean;
};

/** What the chain tells of the number that decides. */
export interface BeaconFacts {
  /** Counted from 0. */
  network: number;
  /** What the log of its naming says; the key as the contract takes it. */
  told: BeaconNetwork;
  /** What the deployment names; none for a network that was named by a later vote. */
  named: BeaconNetwork | undefined;
  /** The ballot's end and the time to settle: the first round from here on decides. */
  from: number;
  round: number;
  /** 96 bytes, from the log of its storing. */
  signature: Hex;
  value: Hex;
}

/** All that a term's draw was made from, read from logs, and what the contracts say of the same. */
export interface DrawFacts extends DrawPlace {
  ballotFrom: number;
  chairs: number;
  reserves: number;
  quorumBps: number;
  /** The dates of the checked term and of the earlier ones, by the logs of figures and eras. */
  dates: readonly Dates[];
  /** Seats live before the ballot's first second, by the logs of births and ends. */
  electorate: number;
  /** Seats ever born before that second: the positions of the pools' order that take part. */
  born: number;
  beacon: BeaconFacts;
  /** The ballot paper by the logs of nominations. */
  paper: readonly number[];
  ballots: readonly CastBallot[];
  /** What happened to the pools before the seating. */
  poolEvents: readonly PoolEvent[];
  /** The two tables before, the latest first: who may sit at the ballot's beginning. */
  earlier: readonly EarlierTable[];
  /** The table by the log of its seating and the answers since. */
  outcome: ToldTable;
  /** What the contracts told while they drew. */
  told: { seed: Hex; byApprovals: boolean; size: number; served: number; apart: readonly number[] };
  /** What the contracts answer when they are asked. */
  answers: {
    candidates: readonly { seat: number; approvals: number }[];
    turnout: number;
    chairs: number;
    reserves: number;
    quorumBps: number;
    dates: readonly Dates[];
    electorate: number;
    born: number;
    /** The checked table and the earlier ones, in that order. */
    tables: readonly ToldTable[];
  };
}

type House = Pick<Deployment, "contracts" | "deployedAtBlock" | "chainId" | "beacon">;

/** Reads the facts of a seated term: a dozen questions, and the few logs of the roster, the beacon and this one ballot. */
export async function readDraw(ask: Ask, house: House, term: number): Promise<DrawFacts> {
  const { Registry, Roster, Elections, DrandBeacon, Share } = house.contracts;
  // All answers are of one block, so that nothing that happens meanwhile looks like a lie.
  const block = await newestBlock(ask);
  const ofTables = readerAt(ask, Roster, rosterAbi, block);
  const ofVotes = readerAt(ask, Elections, electionsAbi, block);
  const made = await ofTables("table", [term]);
  if (made.seatedAt === 0) throw new Error(`Term ${term} is not seated: there is no draw to check`);
  const logsOf = (address: Address, topics: unknown[]) =>
    readLogs(ask, { from: house.deployedAtBlock, to: block }, address, topics);
  const topicsOf = (abi: readonly AbiEvent[]) => [abi.map(({ name }) => topicOf(abi, name))];
  const [rotation, election, candidates, ofRegistry, ofShare, ofRoster, ofElections] = await Promise.all([
    ofTables("rotation", []),
    ofVotes("election", [term]),
    ofVotes("candidates", [term]),
    logsOf(Registry, topicsOf(charterEvents)),
    logsOf(Share, topicsOf(seatEvents)),
    logsOf(Roster, topicsOf([...rotationEvents, ...calendarEvents])),
    logsOf(Elections, [...topicsOf(electionEvents), word(term)]),
  ]);
  const timeOf = blockTimes(ask);
  const figures = figuresFromLogs(ofRegistry, timeOf);
  if (figures === undefined) throw new MissingInLogs("figures", "The founding of the registry's figures");
  const terms = termsFromLogs(ofRoster);
  if (terms === undefined) throw new MissingInLogs("calendar", "The beginning of the calendar");
  const dates = datesOf(terms.spanOf(term), figures);
  const rotationTold = tablesFromLogs(ofRoster, term);
  const outcome = rotationTold.tables.get(term);
  if (outcome === undefined) throw new MissingInLogs("list", `The seating of term ${term}`);
  const ballotLogs = parseEventLogs({ abi: electionsAbi, logs: ofElections });
  const drawn = ballotLogs.find((log) => log.eventName === "TableDrawn");
  if (drawn === undefined) throw new MissingInLogs("seed", `The draw of term ${term}`);

  const poolEvents = rotationTold.poolEventsBefore.get(term) ?? [];
  const creditedTerms = poolEvents.flatMap((log) => (log.eventName === "SeatsServed" ? [log.args.term] : []));
  const earlier: EarlierTable[] = [];
  for (let { previous } = outcome; previous !== 0 && earlier.length < 2; ) {
    const table = rotationTold.tables.get(previous);
    if (table === undefined) throw new MissingInLogs("earlier", `The seating of term ${previous}`);
    earlier.push({ ...table, ...terms.spanOf(previous), credited: creditedTerms.includes(previous) });
    previous = table.previous;
  }
  const ofSeats = readerAt(ask, Share, [liveSeatsAt, lastSeatAt], block);
  const ofFigures = readerAt(ask, Registry, [figureAt], block);
  const told = [term, ...earlier.map((table) => table.term)];
  const [quorumBps, seats, ofBeacon, electorate, born, quorum, datesTold, tables] = await Promise.all([
    figures.quorumAt(dates.ballotFrom),
    electorateFromLogs(ofShare, dates.ballotFrom, timeOf),
    readBeacon(house, election, dates.ballotUntil, (topics) => logsOf(DrandBeacon, topics)),
    ofSeats("liveSeatsAt", [dates.ballotFrom]),
    ofSeats("lastSeatAt", [dates.ballotFrom]),
    ofFigures("figureAt", [Figure.BallotQuorum, dates.ballotFrom]),
    Promise.all(told.map((one) => ofTables("calendar", [one]))),
    Promise.all(told.map((one) => readTable(ofTables, one))),
  ]);
  return {
    chainId: house.chainId,
    elections: Elections,
    term,
    ballotFrom: dates.ballotFrom,
    chairs: figures.chairs,
    reserves: figures.reserves,
    quorumBps,
    dates: told.map((one) => datesOf(terms.spanOf(one), figures)),
    ...seats,
    beacon: ofBeacon,
    paper: paperAfter(ballotLogs.filter(isPaperEvent) as PaperEvent[]),
    ballots: ballotLogs.flatMap((log) => (log.eventName === "BallotCast" ? [log.args] : [])),
    poolEvents,
    earlier,
    outcome,
    told: { ...drawn.args, apart: rotationTold.apart.get(term) ?? [] },
    answers: {
      candidates,
      turnout: election.turnout,
      chairs: rotation.chairs,
      reserves: rotation.reserves,
      quorumBps: Number(quorum),
      dates: datesTold,
      electorate,
      born,
      tables,
    },
  };
}

/** Asks for the time of each block once. */
function blockTimes(ask: Ask): TimeOf {
  const known = new Map<number, Promise<number>>();
  return (block) => {
    const time = known.get(block) ?? blockTime(ask, block);
    known.set(block, time);
    return time;
  };
}

const isPaperEvent = ({ eventName }: { eventName: string }) =>
  eventName === "Nominated" || eventName === "NominationWithdrawn";

/** The network that decides and the signature that was stored, from the beacon's own logs. */
async function readBeacon(
  house: House,
  election: { network: number; round: bigint; beacon: Hex },
  ballotUntil: number,
  logsOf: (topics: unknown[]) => Promise<RpcLog[]>,
): Promise<BeaconFacts> {
  const { network } = election;
  const [ofNaming, ofStoring] = await Promise.all([
    logsOf([topicOf(beaconAbi, "BeaconNetworkNamed"), word(network)]),
    logsOf([topicOf(beaconAbi, "BeaconStored"), word(network), word(election.round)]),
  ]);
  const [naming] = parseEventLogs({ abi: beaconAbi, logs: ofNaming, eventName: "BeaconNetworkNamed" });
  if (naming === undefined) throw new MissingInLogs("network", `The beacon's network ${network}`);
  const [storing] = parseEventLogs({ abi: beaconAbi, logs: ofStoring, eventName: "BeaconStored" });
  if (storing === undefined) throw new MissingInLogs("signature", `The signature of round ${election.round}`);
  return {
    network,
    told: naming.args,
    named: network === 0 ? house.beacon : undefined,
    from: ballotUntil + house.beacon.settle,
    round: Number(election.round),
    signature: storing.args.signature,
    value: election.beacon,
  };
}

async function readTable(ask: Reader<typeof rosterAbi>, term: number): Promise<ToldTable> {
  const [kept, list] = await Promise.all([ask("table", [term]), ask("chairsOf", [term])]);
  const { answersUntil, chairs, elected, turnsAt, cycle, previous } = kept;
  return { term, list: [...list], answersUntil, chairs, elected, turnsAt, cycle, previous };
}

const word = (number: number | bigint): Hex => numberToHex(number, { size: 32 });
