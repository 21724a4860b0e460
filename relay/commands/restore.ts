// Puts a backup where a relay will look for it. The settings are the relay's own (see relay/main.ts).
import { restore } from "../keeping/backup.ts";
import { Mistake } from "../Mistake.ts";
import { readKept } from "../settings.ts";
import { inWords, readWords } from "./inWords.ts";

const help = `npm run restore -- --from FILE     puts a backup into RUNDE_DATA, where no relay has worked yet

RUNDE_DEPLOYMENT says which house it must be of. Then start the relay as usual: what was sent since then it finds on the
chain, and sends nothing twice.`;

await inWords(() => {
  const { from } = readWords({ from: { type: "string" } }, help).values;
  if (from === undefined) throw new Mistake(help);
  const { deployment, dataDir } = readKept(process.env);
  const { at, folder, papers } = restore(from, dataDir, deployment);
  console.log(`${folder} is as the relay left it at ${at}, with ${papers} papers. Start the relay as usual.`);
});
