import { join } from "node:path";
import { takeClub } from "#ignition/readClub.ts";
import { houseFolderName } from "../node/namedHouse.ts";
import { Progress } from "../process/Progress.ts";
import { inWords } from "../process/runCommand.ts";
import { root } from "../process/runTool.ts";
import { phoneWords } from "./phone/phoneWords.ts";
import { type HouseParts, type RunningHouse, startHouse } from "./startHouse.ts";
import { startHelp, startOptions } from "./startOptions.ts";

const tryThis = [
  "Votes: a ballot for the next term is open; choose a demo member under Me and vote with it.",
  "Round: take a place as one of the newcomers, go forward to the round's end, and you are a member.",
  "Counter: open /terminal/ in a second tab, show the code under Me, and pay with it.",
];

const tryEmpty = [
  "Nobody is here yet: sign in as one of the newcomers, and let the clock go forward to the opening of the round.",
  "Take a place, then let the others come (in the clock's list), and go forward to the round's end.",
  "docs/founder.md walks through it.",
];

/** `npm start` from the first line to the last process: words on the screen, signals, the way out. */
export async function runStart(args: string[], parts: HouseParts): Promise<void> {
  let house: RunningHouse | undefined;
  let closing = false;
  const close = async (code: number) => {
    // Ctrl-C reaches us twice: from the terminal, and passed on by the bootstrap.
    if (closing) return;
    closing = true;
    await house?.stop();
    process.exit(code);
  };
  // While it starts there is no house to stop yet; startHouse stops what is open when its work is interrupted.
  const interrupted = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (signal === "SIGTERM" && !closing) console.log("\nClosing: another start, or the system, has asked for it.");
      if (house) void close(0);
      else interrupted.abort();
    });
  }

  try {
    const options = startOptions(args);
    if (options.help) return console.log(startHelp);
    takeClub(options.club);
    const progress = new Progress();
    const path = process.env.RUNDE_HOUSE ?? join(root, houseFolderName());
    house = await startHouse(path, options, parts, progress, interrupted.signal);
    house.chain.onLoss = (why) => {
      console.error(`\nThe local chain ended by itself (${why}). Start again: npm start`);
      void close(1);
    };
    console.log(welcome(house, progress.total()));
    if (house.phone !== undefined) console.log(`\n${phoneWords(house.phone)}`);
  } catch (error) {
    if (interrupted.signal.aborted) {
      console.log("\nStopped before the house was open. Start again: npm start");
      process.exit(130);
    }
    console.error(`\n${inWords(error)}`);
    process.exit(1);
  }
}

function welcome({ address, deployment, isNew, isOlder, hasOldFigures, isEmpty }: RunningHouse, total: string): string {
  return [
    "",
    `${deployment.club.name} is open:  ${address}`,
    "",
    ...(isEmpty ? tryEmpty : tryThis).map((line) => `  ${line}`),
    "",
    ...(isOlder
      ? ["The contracts have changed since this house was made, so a page may not fit it: npm start -- --fresh", ""]
      : []),
    ...(hasOldFigures
      ? [
          "The club's figures, terms or criteria have changed; this house keeps those it was made with: npm start -- --fresh",
          "",
        ]
      : []),
    `${isNew ? "A new house" : "The house as you left it"}, ready after${total.replace(/^ */, " ")}. Ctrl-C closes it, npm start opens it again.`,
  ].join("\n");
}
