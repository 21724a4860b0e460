import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import * as v from "valibot";
import { keccak256 } from "viem";
import type { Deployment } from "#protocol/house/deployments.ts";
import { deviceTime } from "#protocol/house/houseClock.ts";
import { Mistake } from "../Mistake.ts";
import { PAPERS_FOLDER } from "../papers/PaperShelf.ts";
import { folderOf } from "../store/folderOf.ts";
import { NothingKept, STORE_FILE } from "../store/RelayStore.ts";

/** Pages that are copied at a time: all of them, so that the copy is of one moment, whoever writes meanwhile. */
const ALL_PAGES = 1_000_000_000;
/** Milliseconds for which a relay that is just writing is waited for. */
const PATIENCE = 5_000;

const about = v.object({ houseId: v.string(), club: v.string(), at: v.string() });
type About = v.InferOutput<typeof about>;

/**
 * Copies everything that a relay keeps of one house into one file, while it goes on working: its store at one moment, and
 * the papers that the store names. The relay's key is not in it.
 *
 * @returns How many papers are in it, and the hashes of those that the disk has lost.
 */
export async function backUp(
  dataDir: string,
  { houseId, club }: Deployment,
  to: string,
): Promise<{ papers: number; lost: string[] }> {
  const folder = folderOf(dataDir, houseId);
  const store = join(folder, STORE_FILE);
  if (!existsSync(store)) throw new NothingKept(folder);
  if (existsSync(to)) throw new Mistake(`${to} is there already, and a backup overwrites nothing. Name another file`);
  const part = `${to}.part`;
  rmSync(part, { force: true });
  // Papers and one-time links are for some eyes only.
  writeFileSync(part, "", { mode: 0o600 });
  const source = new DatabaseSync(store, { timeout: PATIENCE });
  try {
    await backup(source, part, { rate: ALL_PAGES });
  } finally {
    source.close();
  }
  const copy = new DatabaseSync(part);
  copy.exec(
    `PRAGMA journal_mode = DELETE; CREATE TABLE backup (about TEXT);
      CREATE TABLE backupPapers (hash TEXT PRIMARY KEY, body BLOB NOT NULL)`,
  );
  const told: About = { houseId, club: club.name, at: new Date(deviceTime() * 1_000).toISOString() };
  copy.prepare("INSERT INTO backup VALUES (?)").run(JSON.stringify(told));
  const lost: string[] = [];
  let papers = 0;
  for (const { hash } of copy.prepare("SELECT hash FROM papers ORDER BY hash").all() as { hash: string }[]) {
    const file = join(folder, PAPERS_FOLDER, hash);
    const body = existsSync(file) ? readFileSync(file) : undefined;
    if (body === undefined || keccak256(body) !== hash) lost.push(hash);
    else papers += Number(copy.prepare("INSERT INTO backupPapers VALUES (?, ?)").run(hash, body).changes);
  }
  copy.close();
  renameSync(part, to);
  return { papers, lost };
}

/**
 * Puts a backup where a relay will look for it. Nothing that a relay has kept there is overwritten.
 *
 * @param house The house that is meant; undefined: whichever the backup is of.
 */
export function restore(
  from: string,
  dataDir: string,
  house?: Pick<Deployment, "houseId">,
): About & { folder: string; papers: number } {
  if (!existsSync(from)) throw new Mistake(`There is no file ${from}`);
  const told = aboutIn(from);
  if (house !== undefined && house.houseId !== told.houseId) {
    throw new Mistake(`${from} is of another house (${told.club}) than the deployment file`);
  }
  const folder = folderOf(dataDir, told.houseId);
  if (existsSync(join(folder, STORE_FILE))) {
    throw new Mistake(`In ${folder} a relay has worked already, and nothing there is overwritten. Lay it aside first`);
  }
  // Put in place at the end and as a whole: what was cut off is no house's.
  const fresh = `${folder}.restoring`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(join(fresh, PAPERS_FOLDER), { recursive: true });
  const store = join(fresh, STORE_FILE);
  copyFileSync(from, store);
  chmodSync(store, 0o600);
  const db = new DatabaseSync(store);
  let papers = 0;
  for (const { hash } of db.prepare("SELECT hash FROM backupPapers").all() as { hash: string }[]) {
    const { body } = db.prepare("SELECT body FROM backupPapers WHERE hash = ?").get(hash) as { body: Uint8Array };
    writeFileSync(join(fresh, PAPERS_FOLDER, hash), body);
    papers += 1;
  }
  db.exec("DROP TABLE backup; DROP TABLE backupPapers; VACUUM");
  db.close();
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
  return { ...told, folder, papers };
}

/** What a backup says of itself, once it is seen to be whole. */
function aboutIn(file: string): About {
  const no = new Mistake(`${file} is no backup of a relay, or is damaged`);
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { readOnly: true });
    const { integrity_check: health } = db.prepare("PRAGMA integrity_check").get() as { integrity_check: string };
    if (health !== "ok") throw no;
    const row = db.prepare("SELECT about FROM backup").get() as { about: string };
    return v.parse(about, JSON.parse(row.about));
  } catch {
    throw no;
  } finally {
    db?.close();
  }
}
