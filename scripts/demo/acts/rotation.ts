import { drandBeaconAbi } from "#protocol/abi/drandBeacon.ts";
import { electionsAbi } from "#protocol/abi/elections.ts";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { shareAbi } from "#protocol/abi/share.ts";
import { type Message, signable } from "#protocol/house/typedData.ts";
import { uncompressed } from "#protocol/oversight/drand.ts";
import { standings } from "#protocol/oversight/lines.ts";
import { practiceSignature } from "#protocol/oversight/practiceBeacon.ts";
import { type Call, callOf } from "../Carrier.ts";
import type { Member } from "../Cast.ts";
import { chance, shuffled } from "../choice.ts";
import type { Stage } from "../Stage.ts";
import type { NominateAct } from "../Story.ts";

const WAITING = 1;
/** Ballots in one call. */
const BALLOTS = 40;

const elections = (stage: Stage) => ({ abi: electionsAbi, address: stage.contracts.Elections }) as const;
const roster = (stage: Stage) => ({ abi: rosterAbi, address: stage.contracts.Roster }) as const;

function chairsOf(stage: Stage, term: number) {
  return stage.client.readContract({ ...roster(stage), functionName: "chairsOf", args: [term] });
}

/** Members who have not served, hold no chair now and do not stand yet. */
export async function couldStand(stage: Stage, term: number): Promise<Member[]> {
  const { members } = stage.cast;
  const [pools, candidates, ...tables] = await Promise.all([
    Promise.all(
      members.map(({ seat }) => stage.client.readContract({ ...roster(stage), functionName: "poolOf", args: [seat] })),
    ),
    stage.client.readContract({ ...elections(stage), functionName: "candidates", args: [term] }),
    ...[term - 2, term - 1].filter((one) => one > 0).map((one) => chairsOf(stage, one)),
  ]);
  const busy = new Set([...candidates, ...tables.flat()].map(({ seat }) => seat));
  return members.filter(({ seat }, i) => pools[i] === WAITING && !busy.has(seat));
}

export async function nominate(stage: Stage, { term, statements }: NominateAct, at: number): Promise<void> {
  const willing = shuffled(await couldStand(stage, term), `stands for term ${term}`, ({ seat }) => seat);
  const calls = await Promise.all(
    willing.slice(0, statements.length).map(async ({ seat, account }, i) => {
      const message: Message<"Nomination"> = {
        term,
        seat,
        epoch: await stage.epoch(seat),
        statement: await stage.keep(statements[i]),
        nonce: await stage.nonce("Elections", seat, `nominate:${term}`),
        deadline: stage.deadline(at),
      };
      const signature = await stage.sign(account, signable(stage.deployment, "Nomination", message));
      return callOf("Elections", electionsAbi, "nominate", [message, signature], 400_000n);
    }),
  );
  await stage.carry(calls, at);
}

/** Members who were so when the ballot began and have not voted. */
async function whoMayVote(stage: Stage, term: number): Promise<Member[]> {
  const { members } = stage.cast;
  const { ballotFrom } = await stage.client.readContract({
    ...roster(stage),
    functionName: "calendar",
    args: [term],
  });
  const known = await Promise.all(
    members.map(async ({ seat }) => {
      const [born, [hasVoted]] = await Promise.all([
        stage.client.readContract({
          abi: shareAbi,
          address: stage.contracts.Share,
          functionName: "bornAt",
          args: [seat],
        }),
        stage.client.readContract({ ...elections(stage), functionName: "ballotOf", args: [term, seat] }),
      ]);
      return born < ballotFrom && !hasVoted;
    }),
  );
  return members.filter((_, i) => known[i]);
}

export async function castBallots(
  stage: Stage,
  { term, voters }: { term: number; voters: number },
  at: number,
): Promise<void> {
  const candidates = await stage.client.readContract({ ...elections(stage), functionName: "candidates", args: [term] });
  const voting = shuffled(await whoMayVote(stage, term), `votes in term ${term}`, ({ seat }) => seat).slice(0, voters);
  const calls: Call[] = [];
  for (let first = 0; first < voting.length; first += BALLOTS) {
    const page = voting.slice(first, first + BALLOTS);
    const ballots = await Promise.all(
      page.map(
        async ({ seat }): Promise<Message<"Ballot">> => ({
          term,
          seat,
          epoch: await stage.epoch(seat),
          approvals: approvals(term, seat, candidates, stage.deployment.club.chairs),
          nonce: 1,
          deadline: stage.deadline(at),
        }),
      ),
    );
    const signatures = await Promise.all(
      page.map(({ account }, i) => stage.sign(account, signable(stage.deployment, "Ballot", ballots[i]!))),
    );
    const gas = 200_000n + 200_000n * BigInt(page.length);
    calls.push(callOf("Elections", electionsAbi, "castMany", [ballots, signatures], gas));
  }
  await stage.carry(calls, at);
}

/** Three to eight names; some are better known than others, and one in thirty abstains. */
function approvals(term: number, seat: number, candidates: readonly { seat: number }[], chairs: number): bigint {
  const words = `ballot ${term}/${seat}`;
  if (chance(words) % 30n === 0n) return 0n;
  const liking = candidates.map((candidate, i) => ({
    i,
    value: (chance(`${words}/${candidate.seat}`) % 1000n) + (chance(`known ${term}/${candidate.seat}`) % 500n),
  }));
  const many = Math.min(3 + Number(chance(`${words} names`) % 6n), chairs, candidates.length);
  const chosen = liking.sort((a, b) => Number(b.value - a.value)).slice(0, many);
  return chosen.reduce((bits, { i }) => bits | (1n << BigInt(i)), 0n);
}

/** What the relay does after a ballot on every network, here at the story's own seconds. */
export async function seatTable(stage: Stage, { term }: { term: number }, at: number): Promise<void> {
  const [network, round] = await stage.client.readContract({
    abi: drandBeaconAbi,
    address: stage.contracts.DrandBeacon,
    functionName: "beaconOf",
    args: [term],
  });
  const signature = uncompressed(practiceSignature(Number(round)));
  await stage.carry([callOf("DrandBeacon", drandBeaconAbi, "store", [network, round, signature])], at);
  await stage.carry([callOf("Elections", electionsAbi, "seatTable", [term], 8_000_000n)], at + 60);
}

/** Drawn members say yes, some of them no; whoever is called in their place answers too. */
export async function answer(stage: Stage, { term, no }: { term: number; no: number }, at: number): Promise<void> {
  const answered = new Set<number>();
  for (let turn = 0; turn < 5; turn++) {
    const called = await whoIsAsked(stage, term);
    const asked = stage.cast.ofSeats(called.filter((seat) => !answered.has(seat)));
    if (asked.length === 0) return;
    const ordered = shuffled(asked, `answers for term ${term}`, ({ seat }) => seat);
    const when = at + 3_600 * turn;
    const calls = ordered.map(async ({ seat, account }, i) => {
      answered.add(seat);
      const message: Message<"Answer"> = {
        term,
        seat,
        epoch: await stage.epoch(seat),
        yes: turn > 0 || i >= no,
        nonce: await stage.nonce("Elections", seat, `answer:${term}`),
        deadline: stage.deadline(when),
      };
      const signature = await stage.sign(account, signable(stage.deployment, "Answer", message));
      return callOf("Elections", electionsAbi, "answer", [message, signature], 600_000n);
    });
    await stage.carry(await Promise.all(calls), when);
  }
}

/** Who has a chair on saying yes, as long as answers are open. */
async function whoIsAsked(stage: Stage, term: number): Promise<number[]> {
  const list = await chairsOf(stage, term);
  const bench = { list, chairs: stage.deployment.club.chairs, answersUntil: Number.POSITIVE_INFINITY };
  const standing = standings(bench, Number.MAX_SAFE_INTEGER);
  return list.flatMap(({ seat }, i) => (standing[i] === "asked" ? [seat] : []));
}

/** Those who held a chair of a term that is over have served. */
export async function credit(stage: Stage, { term }: { term: number }, at: number): Promise<void> {
  await stage.carry([callOf("Roster", rosterAbi, "credit", [term], 3_000_000n)], at);
}
