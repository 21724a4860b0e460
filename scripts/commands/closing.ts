import type { Deployment } from "#protocol/house/deployments.ts";
import { type CheckedClosing, type ClosingLine, checkClosings } from "#protocol/voucher/checkClosings.ts";
import { houseOptions, namedHouse } from "../node/namedHouse.ts";
import { readOptions } from "../process/readOptions.ts";
import { runCommand } from "../process/runCommand.ts";

const help = `npm run closing -- --till 1                              of the local house, while it is open
npm run closing -- --till 1 --network NAME               of the house of deployments/NAME.json
npm run closing -- --till 1 --deployment FILE --rpc URL
  --number N     that closing only

Counts every closing of a tablet again, from the chain's logs of the single payments, and says MATCH, or the first thing
that differs.`;

await runCommand(closing, { mistake: 2 });

/** 0 = match, 1 = they differ. */
async function closing(args: string[]): Promise<number> {
  const options = {
    ...houseOptions,
    till: { type: "string" },
    number: { type: "string" },
    help: { type: "boolean" },
  } as const;
  const values = readOptions(args, options, help);
  if (values.help) {
    console.log(help);
    return 0;
  }
  const terminal = numberOf(values.till, "a tablet");
  const only = values.number === undefined ? undefined : numberOf(values.number, "a closing");
  const { deployment, ask } = await namedHouse(values, help);
  const checked = await checkClosings(ask, deployment, terminal);
  const shown = checked.closings.filter(({ number }) => only === undefined || number === only);
  if (only !== undefined && shown.length === 0) throw new Error(`Tablet ${terminal} has no closing ${only}`);
  for (const one of shown) for (const said of storyOf(one, deployment)) console.log(said);
  const { open } = checked;
  console.log(
    `Not closed yet: ${amount(open.total, deployment)} in ${open.payments} payments, up to block ${checked.block}`,
  );
  const difference = shown.find((one) => one.difference)?.difference ?? checked.difference;
  console.log(difference ? differenceSentence(difference) : "MATCH");
  return difference ? 1 : 0;
}

function numberOf(text: string | undefined, what: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`Name ${what}, from 1 on\n\n${help}`);
  return number;
}

function storyOf(closing: CheckedClosing, deployment: Deployment): string[] {
  const { number, businessDay, found, reach, unpaid, manager, byTill, days } = closing;
  const money = (hundredths: bigint) => amount(hundredths, deployment);
  return [
    `Closing ${number}, of ${dayOf(businessDay)}: ${money(found.total)} in ${found.payments} payments`,
    `  taken back ${money(found.voided)}, refunded ${money(found.refunded)}, green and not paid ${money(unpaid)}`,
    `  up to batch ${reach.batch}, late hand-in ${reach.late}, exact payment ${reach.exact}`,
    `  signed by ${manager}${byTill ? " and the tablet" : " alone"}`,
    ...days.map((day) => `  ${dayOf(day.businessDay)}  ${money(day.total)} in ${day.payments} payments`),
  ];
}

/** A business day has no time of its own. */
function dayOf(businessDay: number): string {
  return new Date(businessDay * 86_400_000).toISOString().slice(0, 10);
}

function amount(hundredths: bigint, { club }: Deployment): string {
  const digits = hundredths.toString().padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)} ${club.currency.code}`;
}

function differenceSentence({ what, here, chain }: ClosingLine): string {
  return `DIFFERS in ${what}\n  counted ${here}\n  chain   ${chain}`;
}
