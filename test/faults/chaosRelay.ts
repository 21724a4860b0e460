// A relay in a process of its own, to be killed at any moment. Run by storm/BackRoom.ts, backup.test.ts and
// twoRelays.test.ts.
import { readFileSync } from "node:fs";
import { DatabaseSync, StatementSync } from "node:sqlite";
import { parseDeployment } from "#protocol/house/deployments.ts";
import { aDeployment } from "#relay/deployment.fixture.ts";
import { createHouseServer } from "#relay/houseServer.ts";

const [chainId, rpcUrl, relayKey, dataDir, port, houseFile, appDir, peersEvery] = process.argv.slice(2) as [
  string,
  string,
  `0x${string}`,
  string,
  string,
  string?,
  string?,
  string?,
];

/** SQLite's own number for a disk that is full. */
const FULL = 13;

// Told so, its disk is full from now on, or has room again: the database itself refuses to grow, and this says when it did.
const databases = new Set<DatabaseSync>();
const { prepare } = DatabaseSync.prototype;
DatabaseSync.prototype.prepare = function (this: DatabaseSync, sql: string) {
  databases.add(this);
  return prepare.call(this, sql);
};
const { run } = StatementSync.prototype;
/** Told so, it dies before so many writes are done: of two that belong together the second never comes. */
let writesLeft = Number.POSITIVE_INFINITY;
StatementSync.prototype.run = function (...values) {
  writesLeft -= 1;
  if (writesLeft === 0) process.kill(process.pid, "SIGKILL");
  try {
    return Reflect.apply(run, this, values) as ReturnType<typeof run>;
  } catch (error) {
    if ((error as { errcode?: number }).errcode === FULL) process.send?.("refused");
    throw error;
  }
};
process.on("message", (word) => {
  if (typeof word === "number") {
    writesLeft = word;
    return;
  }
  for (const one of databases) {
    // What was pruned leaves pages that are written again before the file grows: without them every write needs new ones.
    if (word === "full") one.exec("VACUUM");
    one.exec(`PRAGMA max_page_count = ${word === "full" ? 1 : 4_294_967_294}`);
  }
});

const server = createHouseServer({
  deployment:
    houseFile === undefined
      ? aDeployment({ practice: false, chainId: Number(chainId) })
      : parseDeployment(JSON.parse(readFileSync(houseFile, "utf8"))),
  rpcUrl,
  relayKey,
  dataDir,
  appDir: appDir || undefined,
  dueEvery: 0,
  ...(peersEvery !== undefined && { peersEvery: Number(peersEvery) }),
  rules: { patience: 3_000, doubt: 1_000, certainAfter: 12, highestFee: 20_000_000_000n },
});
// The node may be down as well: then again, until somebody ends this.
for (;;) {
  const isOpen = await server.start(Number(port)).then(
    () => true,
    () => false,
  );
  if (isOpen) break;
  await new Promise((resolve) => setTimeout(resolve, 100));
}
