import { fileURLToPath } from "node:url";

/** What the bundler tells of a module while it puts modules into files. */
interface Modules {
  getModuleInfo(id: string): { importedIds: readonly string[] } | null;
}

/** Whoever enters by viem's front door meets all it has, curves too. What the first page uses comes along by itself. */
const frontDoor = /\/node_modules\/viem\//;

/**
 * Puts everything that the first page needs into one file. The bundler would make some forty of it, one for each set of
 * pages that share a part: as many requests, and 8 % more to carry, because small files compress badly.
 * @param roots Modules that are there before anything can be seen, from this folder.
 */
export function firstLoad(roots: readonly string[]): (id: string, modules: Modules) => string | null {
  const needed = new Set<string>();
  const add = (id: string, modules: Modules) => {
    if (needed.has(id) || frontDoor.test(id)) return;
    needed.add(id);
    for (const one of modules.getModuleInfo(id)?.importedIds ?? []) add(one, modules);
  };
  const files = roots.map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return (id, modules) => {
    if (needed.size === 0) for (const file of files) add(file, modules);
    return needed.has(id) ? "first" : null;
  };
}
