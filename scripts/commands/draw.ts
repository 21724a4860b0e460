import { type CheckedDraw, type CheckedLine, checkDraw } from "#protocol/oversight/checkDraw.ts";
import type { Step } from "#protocol/oversight/draw.ts";
import { type DrawFacts, readDraw } from "#protocol/oversight/drawFacts.ts";
import { houseOptions, namedHouse } from "../node/namedHouse.ts";
import { nodeAt } from "../node/nodeAt.ts";
import { readOptions } from "../process/readOptions.ts";
import { runCommand } from "../process/runCommand.ts";

const help = `npm run draw -- --term 2                               of the local house, while it is open
npm run draw -- --term 2 --network NAME --rpc URL      of the house of deployments/NAME.json
npm run draw -- --term 2 --deployment FILE --rpc URL

Recomputes who was elected and drawn for a term, step by step, from the chain's ballots, pools and beacon, and says MATCH,
or the first thing that differs.`;

await runCommand(draw, { mistake: 2 });

/** 0 = match, 1 = they differ. */
async function draw(args: string[]): Promise<number> {
  const values = readOptions(args, { ...houseOptions, term: { type: "string" }, help: { type: "boolean" } }, help);
  if (values.help) {
    console.log(help);
    return 0;
  }
  const term = Number(values.term);
  if (!Number.isInteger(term) || term < 1) throw new Error(`Name a term, from 1 on\n\n${help}`);
  const { deployment, url } = await namedHouse(values, help);
  const facts = await readDraw(nodeAt(url), deployment, term);
  const checked = checkDraw(facts);
  for (const line of storyOf(facts, checked)) console.log(line);
  console.log(checked.difference ? differenceSentence(checked.difference) : "MATCH");
  return checked.difference ? 1 : 0;
}

function storyOf(facts: DrawFacts, { seated, quorum, lines }: CheckedDraw): string[] {
  const said = (what: CheckedLine["what"]) => lines.find((line) => line.what === what)?.here;
  const enough = said("quorum") === "true";
  return [
    `Term ${facts.term}: ${facts.candidates.length} candidates, ${facts.ballots.length} ballots sent by ${said("turnout")} seats`,
    `Enough people: ${enough ? "yes" : "no"} (${quorum} of ${facts.electorate} needed): ${
      enough ? "approvals decide, then the seed" : "candidates go first, in the seed's order"
    }`,
    `Salts ${said("saltsHash")}`,
    `Beacon ${facts.beacon}`,
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
