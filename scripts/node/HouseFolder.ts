import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";

/** The git-ignored folder with everything of one local house that lasts. */
export class HouseFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
    mkdirSync(path, { recursive: true });
  }

  file(name: string): string {
    return join(this.path, name);
  }

  /** The content, or nothing when there is none or it cannot be read: whoever asks can do without. */
  read<T>(name: string, schema: z.ZodType<T>): T | undefined {
    try {
      return schema.parse(JSON.parse(readFileSync(this.file(name), "utf8")));
    } catch {
      return undefined;
    }
  }

  /** Written beside and put in place, so that a kill leaves the old or the new, never a half. */
  write(name: string, value: unknown): void {
    const file = this.file(name);
    writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`);
    renameSync(`${file}.new`, file);
  }

  remove(...names: string[]): void {
    for (const name of names) rmSync(this.file(name), { recursive: true, force: true });
  }
}
