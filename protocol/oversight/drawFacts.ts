import {
  type Abi,
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  type ContractFunctionReturnType,
  decodeFunctionResult,
  encodeEventTopics,
  encodeFunctionData,
  type Hex,
  isHex,
  numberToHex,
  parseEventLogs,
  type RpcLog,
} from "viem";
import * as z from "zod/mini";
import * as elections from "../abi/elections.ts";
import * as roster from "../abi/roster.ts";
import { liveSeatsAt } from "../abi/share.ts";
import type { Ask } from "../house/Ask.ts";
import type { Deployment } from "../house/deployments.ts";
import { inRanges } from "../house/logRanges.ts";
import type { CastBallot } from "./ballots.ts";
import type { PoolEvent } from "./pools.ts";

const rosterAbi = [
  roster.calendar,
  roster.chairsOf,
  roster.rotation,
  roster.table,
  roster.CycleTurned,
  roster.SeatsJoined,
  roster.SeatsServed,
  roster.TableSeated,
  roster.TurnWaived,
] as const;
const electionsAbi = [elections.candidates, elections.election, elections.BallotCast, elections.TableDrawn] as const;

/** A table as the roster keeps it, with its list and dates. */
export interface KeptTable {
  term: number;
  start: number;
  end: number;
  list: readonly { seat: number; elected: boolean; yesAt: number; leftAt: number }[];
  answersUntil: number;
  chairs: number;
  elected: number;
  turnsAt: number;
  cycle: number;
  previous: number;
  /** Whether its members had moved to *served* when the ballot of the checked term began. */
  credited: boolean;
}

/** All that a term's draw was made from, and what the chain says came out. */
export interface DrawFacts {
  term: number;
  ballotFrom: number;
  chairs: number;
  reserves: number;
  quorumBps: number;
  /** Seats live before the ballot's first second. */
  electorate: number;
  beacon: Hex;
  candidates: readonly { seat: number; approvals: number }[];
  turnout: number;
  saltsHash: Hex;
  ballots: readonly CastBallot[];
  /** What happened to the pools before the seating. */
  poolEvents: readonly PoolEvent[];
  /** The two tables before, the latest first: who may sit at the ballot's beginning. */
  earlier: readonly KeptTable[];
  /** What the contracts said while they drew. */
  told: { seed: Hex; byApprovals: boolean; size: number; served: number; barred: number; apart: readonly number[] };
  outcome: { seats: readonly number[]; elected: number; turnsAt: number };
}

type House = Pick<Deployment, "contracts" | "deployedAtBlock">;

/** Reads the facts of a seated term: a dozen questions, and the few logs of the roster and of this one ballot. */
export async function readDraw(ask: Ask, house: House, term: number): Promise<DrawFacts> {
  const { Roster, Elections } = house.contracts;
  const ofTables = reader(ask, Roster, rosterAbi);
  const ofVotes = reader(ask, Elections, electionsAbi);
  const made = await ofTables("table", [term]);
  if (made.seatedAt === 0) throw new Error(`Term ${term} is not seated: there is no draw to check`);
  const [rotation, dates, election, candidates, ofRoster, ofElections] = await Promise.all([
    ofTables("rotation", []),
    ofTables("calendar", [term]),
    ofVotes("election", [term]),
    ofVotes("candidates", [term]),
    readLogs(ask, house, Roster, [poolTopics]),
    readLogs(ask, house, Elections, [ballotTopics, numberToHex(term, { size: 32 })]),
  ]);
  const history = parseEventLogs({ abi: rosterAbi, logs: ofRoster });
  const end = history.findIndex((log) => log.eventName === "TableSeated" && log.args.term === term);
  const seating = history[end];
  if (seating?.eventName !== "TableSeated") throw new Error(`The seating of term ${term} is not in the node's logs`);
  const before = history.slice(0, end);
  const ballotLogs = parseEventLogs({ abi: electionsAbi, logs: ofElections });
  const drawn = ballotLogs.find((log) => log.eventName === "TableDrawn");
  if (drawn === undefined) throw new Error(`The draw of term ${term} is not in the node's logs`);
  const ballots = ballotLogs.flatMap((log) => (log.eventName === "BallotCast" ? [log.args] : []));

  const electorate = await reader(ask, house.contracts.Share, [liveSeatsAt])("liveSeatsAt", [dates.ballotFrom]);
  const creditedTerms = before.flatMap((log) => (log.eventName === "SeatsServed" ? [log.args.term] : []));
  const earlier: KeptTable[] = [];
  for (let previous = made.previous; previous !== 0 && earlier.length < 2; ) {
    const table = await readTable(ofTables, previous);
    earlier.push({ ...table, credited: creditedTerms.includes(previous) });
    previous = table.previous;
  }
  return {
    term,
    ballotFrom: dates.ballotFrom,
    chairs: rotation.chairs,
    reserves: rotation.reserves,
    quorumBps: rotation.quorumBps,
    electorate,
    beacon: election.beacon,
    candidates,
    turnout: election.turnout,
    saltsHash: election.saltsHash,
    ballots,
    poolEvents: before.filter((log) => log.eventName in isPoolEvent) as unknown as PoolEvent[],
    earlier,
    told: { ...drawn.args, apart: seating.args.apart },
    outcome: seating.args,
  };
}

const isPoolEvent = { SeatsJoined: true, CycleTurned: true, TurnWaived: true, SeatsServed: true };
const poolTopics = [...Object.keys(isPoolEvent), "TableSeated"].map(
  (eventName) => encodeEventTopics({ abi: rosterAbi, eventName: eventName as "TableSeated" })[0],
);
const ballotTopics = (["BallotCast", "TableDrawn"] as const).map(
  (eventName) => encodeEventTopics({ abi: electionsAbi, eventName })[0],
);

type Reader<A extends Abi> = <N extends ContractFunctionName<A, "view">>(
  functionName: N,
  args: ContractFunctionArgs<A, "view", N>,
) => Promise<ContractFunctionReturnType<A, "view", N>>;

async function readTable(ask: Reader<typeof rosterAbi>, term: number): Promise<Omit<KeptTable, "credited">> {
  const [kept, list, { start, end }] = await Promise.all([
    ask("table", [term]),
    ask("chairsOf", [term]),
    ask("calendar", [term]),
  ]);
  const { answersUntil, chairs, elected, turnsAt, cycle, previous } = kept;
  return { term, start, end, list, answersUntil, chairs, elected, turnsAt, cycle, previous };
}

const bytes = z.custom<Hex>((value) => isHex(value), "not bytes in hex");

function reader<const A extends Abi>(ask: Ask, to: Address, abi: A): Reader<A> {
  return async (functionName, args) => {
    const call = { abi, functionName, args } as unknown as Parameters<typeof encodeFunctionData>[0];
    const data = bytes.parse(await ask("eth_call", [{ to, data: encodeFunctionData(call) }, "latest"]));
    return decodeFunctionResult({ ...call, data } as unknown as Parameters<typeof decodeFunctionResult>[0]) as never;
  };
}

const logs = z.array(z.looseObject({ topics: z.array(z.string()), data: z.string() }));

/** The logs of one contract, oldest first. */
async function readLogs(ask: Ask, house: House, address: Address, topics: unknown[]): Promise<RpcLog[]> {
  const to = Number(bytes.parse(await ask("eth_blockNumber", [])));
  const found: RpcLog[] = [];
  const read = inRanges({ from: house.deployedAtBlock, to }, async (range) =>
    logs.parse(
      await ask("eth_getLogs", [
        { address, topics, fromBlock: numberToHex(range.from), toBlock: numberToHex(range.to) },
      ]),
    ),
  );
  for await (const { result } of read) found.push(...(result as unknown as RpcLog[]));
  return found;
}
