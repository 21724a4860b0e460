import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import * as v from "valibot";
import { whole } from "#protocol/house/shapes.ts";
import { keeping } from "../../../chain/node/kept.ts";
import { type Register, readRegister } from "./register.ts";

/** As OWASP advises for PBKDF2 with SHA-256 (2023). */
const ROUNDS = 600_000;
/** Letters of a passphrase, at least. */
export const SHORTEST_PASSPHRASE = 12;

const sealedSchema = v.object({
  format: v.literal("runde sealed register 1"),
  rounds: v.pipe(whole, v.minValue(100_000), v.maxValue(10_000_000)),
  salt: v.string(),
  iv: v.string(),
  body: v.string(),
});
type Sealed = v.InferOutput<typeof sealedSchema>;

/** What locks the register, for as long as the desk is open. */
export interface RegisterLock {
  key: CryptoKey;
  salt: string;
  rounds: number;
}

export async function lockWith(passphrase: string, salt = crypto.getRandomValues(new Uint8Array(16)), rounds = ROUNDS) {
  const typed = new TextEncoder().encode(passphrase.normalize("NFKC"));
  const base = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  const key = await crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  return { key, salt: toBase64(salt), rounds } satisfies RegisterLock;
}

/** The register as a file that says nothing to whoever has not the passphrase. */
export async function sealRegister({ key, salt, rounds }: RegisterLock, register: Register): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(register));
  const body = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text));
  const sealed: Sealed = { format: "runde sealed register 1", rounds, salt, iv: toBase64(iv), body: toBase64(body) };
  return JSON.stringify(sealed);
}

export type RegisterOpened =
  | { ok: true; register: Register; lock: RegisterLock }
  | { ok: false; why: "noRegister" | "wrongPassphrase" };

export async function openRegister(file: string, passphrase: string): Promise<RegisterOpened> {
  const sealed = readSealed(file);
  if (sealed === undefined) return { ok: false, why: "noRegister" };
  const lock = await lockWith(passphrase, fromBase64(sealed.salt), sealed.rounds);
  try {
    const how = { name: "AES-GCM", iv: fromBase64(sealed.iv) };
    const text = await crypto.subtle.decrypt(how, lock.key, fromBase64(sealed.body));
    const register = readRegister(new TextDecoder().decode(text));
    return register === undefined ? { ok: false, why: "noRegister" } : { ok: true, register, lock };
  } catch {
    // A wrong key and a changed file look alike: the seal does not match.
    return { ok: false, why: "wrongPassphrase" };
  }
}

function readSealed(file: string): Sealed | undefined {
  try {
    return v.parse(sealedSchema, JSON.parse(file));
  } catch {
    return undefined;
  }
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 32_768) text += String.fromCharCode(...bytes.subarray(i, i + 32_768));
  return btoa(text);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}

interface Shelf extends DBSchema {
  files: { key: string; value: string };
}

/** Uses the place where this browser keeps the sealed register of a house. What its storage refuses is `NotKept`. */
async function withShelf<T>(houseId: string, use: (db: IDBPDatabase<Shelf>) => Promise<T>): Promise<T> {
  const work = async () => {
    const db = await openDB<Shelf>(`runde-register-${houseId}`, 1, {
      upgrade(fresh) {
        fresh.createObjectStore("files");
      },
    });
    return use(db).finally(() => db.close());
  };
  return keeping(work());
}

export function keptRegister(houseId: string): Promise<string | undefined> {
  return withShelf(houseId, (db) => db.get("files", "register"));
}

/** What was kept before stays where this one finds no room. */
export function keepRegister(houseId: string, file: string): Promise<void> {
  return withShelf(houseId, async (db) => {
    const write = db.transaction("files", "readwrite", { durability: "strict" });
    await Promise.all([write.store.put(file, "register"), write.done]);
  });
}

/** Throws where a register of this size would find no room beside the one that is kept. */
export function makeSureOfRoom(houseId: string, file: string): Promise<void> {
  return withShelf(houseId, async (db) => {
    await db.put("files", file, "room");
    await db.delete("files", "room");
  });
}
