// Takes a text, a paper, a question or an answer out of sight, or shows it again. The settings are the relay's own (see
// relay/main.ts).
import { isHex } from "viem";
import { deviceTime } from "#protocol/house/houseClock.ts";
import { Hidden, MOST_REASON } from "../keeping/Hidden.ts";
import { Mistake } from "../Mistake.ts";
import { keptQuestions } from "../questions/keptQuestions.ts";
import { readKept } from "../settings.ts";
import { folderOf } from "../store/folderOf.ts";
import { RelayStore } from "../store/RelayStore.ts";
import { inWords, readWords } from "./inWords.ts";

const help = `npm run records -- hide HASH --reason "…"    a text, paper, question or answer is not served any more; everybody is told the reason
npm run records -- unhide HASH               it is served again
npm run records -- list                      what is hidden, since when and why
npm run records -- questions                 members' questions and their answers, each with its hash

RUNDE_DEPLOYMENT and RUNDE_DATA say which relay, as when it is started. It may go on working, and heeds it at once. Each
relay of a house serves by itself: say it to all.`;

await inWords(() => {
  const { values, positionals } = readWords({ reason: { type: "string" } }, help);
  const [what, hash] = positionals;
  if (what === "list" && positionals.length === 1) return list();
  if (what === "questions" && positionals.length === 1) return questions();
  if ((what !== "hide" && what !== "unhide") || positionals.length !== 2) throw new Mistake(help);
  if (!isHex(hash) || hash.length !== 66) throw new Mistake(`${hash} is no hash: it must be 0x and 64 digits`);
  if (what === "hide") hide(hash, values.reason?.trim() ?? "");
  else unhide(hash);
});

function withStore<T>(work: (store: RelayStore) => T): T {
  const { deployment, dataDir } = readKept(process.env);
  const store = new RelayStore(folderOf(dataDir, deployment.houseId), { isBeside: true });
  try {
    return work(store);
  } finally {
    store.close();
  }
}

function withHidden<T>(work: (hidden: Hidden) => T): T {
  return withStore((store) => work(new Hidden(store)));
}

function hide(hash: string, reason: string): void {
  if (reason === "" || reason.length > MOST_REASON) {
    throw new Mistake(`Say why, in at most ${MOST_REASON} letters: --reason "…". Everybody who asks for it reads it`);
  }
  withHidden((hidden) => hidden.hide({ hash, reason, at: deviceTime() }));
  console.log(`${hash} is not served here any more. Whoever asks is told: ${reason}`);
}

function unhide(hash: string): void {
  if (!withHidden((hidden) => hidden.unhide(hash))) throw new Mistake(`${hash} is not hidden here`);
  console.log(`${hash} is served again.`);
}

function questions(): void {
  const all = withStore(keptQuestions);
  console.log(all.length === 0 ? "Nobody has asked anything." : all.join("\n"));
}

function list(): void {
  const all = withHidden((hidden) => hidden.all());
  if (all.length === 0) console.log("Nothing is hidden here.");
  for (const { hash, reason, at } of all) console.log(`${hash}  ${new Date(at * 1_000).toISOString()}  ${reason}`);
}
