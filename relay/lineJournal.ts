import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/**
 * An append-only file of JSON lines. A line counts once it is on the disk (fsync); a line torn by a crash is the last
 * one and is left out.
 */
export class LineJournal<T> {
  private readonly path: string;
  private file: number;

  constructor(path: string) {
    this.path = path;
    mkdirSync(dirname(path), { recursive: true });
    this.file = openSync(path, "a");
  }

  static read<T>(path: string): T[] {
    if (!existsSync(path)) return [];
    const lines = readFileSync(path, "utf8").split("\n");
    // What follows the last line end was never finished.
    lines.pop();
    return lines.flatMap((line) => {
      try {
        return [JSON.parse(line) as T];
      } catch {
        return [];
      }
    });
  }

  append(...entries: readonly T[]): void {
    if (entries.length === 0) return;
    writeSync(this.file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
    fsyncSync(this.file);
  }

  /** Writes the file anew with these entries only; the old one stays until the new one is on the disk. */
  rewrite(entries: readonly T[]): void {
    const fresh = `${this.path}.new`;
    const file = openSync(fresh, "w");
    writeSync(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
    fsyncSync(file);
    closeSync(file);
    closeSync(this.file);
    renameSync(fresh, this.path);
    this.file = openSync(this.path, "a");
  }

  close(): void {
    closeSync(this.file);
  }
}
