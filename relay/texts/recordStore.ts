import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { Hex } from "viem";
import { MAX_RECORD_BYTES, recordHash } from "#protocol/relay/records.ts";

/** Where texts are kept by their hash. A folder here; any static host could do it, because everybody checks the hash. */
export interface RecordStore {
  put(bytes: Uint8Array): { ok: true; hash: Hex } | { ok: false; reason: "tooLong" | "notText" | "full" };
  get(hash: string): Uint8Array | undefined;
}

export function recordFolder(folder: string, mostRecords = 20_000): RecordStore {
  mkdirSync(folder, { recursive: true });
  let count = readdirSync(folder).length;
  return {
    put(bytes) {
      if (bytes.length > MAX_RECORD_BYTES) return { ok: false, reason: "tooLong" };
      if (!isText(bytes)) return { ok: false, reason: "notText" };
      const hash = recordHash(bytes);
      const path = join(folder, hash);
      if (existsSync(path)) return { ok: true, hash };
      if (count >= mostRecords) return { ok: false, reason: "full" };
      const fresh = openSync(`${path}.new`, "w");
      writeSync(fresh, bytes);
      fsyncSync(fresh);
      closeSync(fresh);
      renameSync(`${path}.new`, path);
      count += 1;
      return { ok: true, hash };
    },
    get(hash) {
      if (!/^0x[0-9a-f]{64}$/.test(hash)) return undefined;
      const path = join(folder, hash);
      if (!existsSync(path)) return undefined;
      const bytes = new Uint8Array(readFileSync(path));
      // A file that was damaged on the disk is not the record any more.
      return recordHash(bytes) === hash ? bytes : undefined;
    },
  };
}

function isText(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return bytes.length > 0;
  } catch {
    return false;
  }
}
