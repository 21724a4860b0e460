// Copies what a relay keeps into one file, while it works. The settings are the relay's own (see relay/main.ts).
import { backUp } from "../keeping/backup.ts";
import { Mistake } from "../Mistake.ts";
import { readKept } from "../settings.ts";
import { inWords, readWords } from "./inWords.ts";

const help = `npm run backup -- --to FILE     what the relay keeps, in one new file; the relay may go on working

RUNDE_DEPLOYMENT and RUNDE_DATA say which relay, as when it is started. The relay's key is not in the file.`;

await inWords(async () => {
  const { to } = readWords({ to: { type: "string" } }, help).values;
  if (to === undefined) throw new Mistake(help);
  const { deployment, dataDir } = readKept(process.env);
  const { papers, lost } = await backUp(dataDir, deployment, to);
  console.log(`${to} holds all that the relay of ${deployment.club.name} keeps, with ${papers} papers.`);
  if (lost.length === 0) return;
  console.error(`The disk has lost or changed these papers, and they are not in it:\n${lost.join("\n")}`);
  process.exitCode = 1;
});
