import { createPublicClient, encodeFunctionData, type Hex, http } from "viem";
import { drandBeaconAbi } from "#protocol/abi/drandBeacon.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { roundUrl } from "#protocol/oversight/beacon.ts";
import { type CheckedDraw, type CheckedLine, checkDraw } from "#protocol/oversight/checkDraw.ts";
import { isSignatureOf, numberOf, uncompressed } from "#protocol/oversight/drand.ts";
import type { Step } from "#protocol/oversight/draw.ts";
import { type DrawFacts, readDraw } from "#protocol/oversight/drawFacts.ts";
import { type WaitingRound, waitingRound } from "#protocol/relay/waitingRounds.ts";
import { houseOptions, namedHouse } from "../node/namedHouse.ts";
import { readOptions } from "../process/readOptions.ts";
import { runCommand } from "../process/runCommand.ts";

const help = `npm run draw -- --term 2                               of the local house, while it is open
npm run draw -- --term 2 --network NAME                of the house of deployments/NAME.json
npm run draw -- --term 2 --deployment FILE --rpc URL
  --signature HEX      the deciding round's signature as its network publishes it: compared with the one that was stored,
                       or, while none is, told how anybody can bring it

Recomputes who was elected and drawn for a term, step by step, from the chain's logs of nominations, ballots, tables and
pools and from the signature that decides, and says MATCH, or the first thing that differs.`;

await runCommand(draw, { mistake: 2 });

/** 0 = match, 1 = they differ. */
async function draw(args: string[]): Promise<number> {
  const options = {
    ...houseOptions,
    term: { type: "string" },
    signature: { type: "string" },
    help: { type: "boolean" },
  } as const;
  const values = readOptions(args, options, help);
  if (values.help) {
    console.log(help);
    return 0;
  }
  const term = Number(values.term);
  if (!Number.isInteger(term) || term < 1) throw new Error(`Name a term, from 1 on\n\n${help}`);
  const { deployment, url, ask } = await namedHouse(values, help);
  const published = values.signature === undefined ? undefined : signatureOf(values.signature);
  const client = createPublicClient({ transport: http(url) });
  const waiting = published && (await waitingRound(client, deployment, term));
  if (published && waiting) return bring(deployment, waiting, published);
  const facts = await readDraw(ask, deployment, term);
  const checked = checkDraw(facts, published);
  for (const line of storyOf(facts, checked, deployment.beacon)) console.log(line);
  console.log(checked.difference ? differenceSentence(checked.difference) : "MATCH");
  return checked.difference ? 1 : 0;
}

/** With or without the first two characters, in small or large letters. */
function signatureOf(text: string): Hex {
  const digits = text.trim().toLowerCase().replace(/^0x/, "");
  if (!/^[0-9a-f]{96}$/.test(digits)) throw new Error("A signature has 96 hexadecimal digits");
  return `0x${digits}`;
}

/** Says how anybody brings a signature for which a draw waits: 0 = it is right. */
function bring({ contracts, beacon }: Deployment, { network, round }: WaitingRound, signature: Hex): number {
  if (network === 0 && !isSignatureOf(beacon, round, signature)) {
    console.log(`This is not the signature of round ${round} of ${beacon.name}`);
    return 1;
  }
  const args = [network, BigInt(round), uncompressed(signature)] as const;
  console.log(`Round ${round}, signature ${signature}, number ${numberOf(signature)}`);
  console.log("Any account may send this call; then anybody seats the table:");
  console.log(`  to    ${contracts.DrandBeacon}`);
  console.log(`  data  ${encodeFunctionData({ abi: drandBeaconAbi, functionName: "store", args })}`);
  return 0;
}

function storyOf(facts: DrawFacts, checked: CheckedDraw, beacon: Deployment["beacon"]): string[] {
  const { seated, quorum, lines, signature } = checked;
  const said = (what: CheckedLine["what"]) => lines.find((line) => line.what === what)?.here;
  const enough = said("quorum") === "true";
  return [
    `Term ${facts.term}: ${facts.paper.length} candidates, ${facts.ballots.length} ballots sent by ${said("turnout")} seats`,
    `Enough people: ${enough ? "yes" : "no"} (${quorum} of ${facts.electorate} needed): ${
      enough ? "approvals decide, then the seed" : "candidates go first, in the seed's order"
    }`,
    `Round ${facts.beacon.round} of ${facts.beacon.network === 0 ? beacon.name : `network ${facts.beacon.network}`}`,
    `Signature ${signature}`,
    `Number ${said("number")}`,
    ...beacon.servers.map((server) => `  published at ${roundUrl(server, beacon.chainHash, facts.beacon.round)}`),
    `Seed ${said("seed")}`,
    `${facts.electorate} seats take part, ${said("served")} of them had their turn; ${said("apart") || "none"} sit or just sat`,
    "",
    ...seated.steps.map(stepSentence),
    "",
    `Chairs ${seated.seats.slice(0, facts.chairs).join(", ")}`,
    `Reserves ${seated.seats.slice(facts.chairs).join(", ") || "none"}`,
    ...(seated.turnsAt < facts.chairs ? [`A new cycle begins with chair ${seated.turnsAt + 1}`] : []),
  ];
}

function stepSentence(step: Step): string {
  if (step.kind === "elected") return `seat ${step.seat}  elected with ${step.approvals} approvals`;
  const card = `roll ${step.roll}: place ${step.place} of ${step.left} in ${step.from}`;
  const outcome = { chair: "drawn", reserve: "reserve", passed: "passed over" }[step.kind];
  return `seat ${step.seat}  ${outcome}  (${card})`;
}

function differenceSentence({ what, here, chain }: CheckedLine): string {
  return `DIFFERS in ${what}\n  recomputed ${here}\n  chain      ${chain}`;
}
