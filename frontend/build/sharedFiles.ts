import { fileURLToPath } from "node:url";
import { abiItem } from "./abiItems.ts";

/** What the bundler tells of a module while it puts modules into files. */
interface Modules {
  getModuleInfo(id: string): { importedIds: readonly string[] } | null;
}

interface Group {
  name: (id: string, modules: Modules) => string | null;
  debugName: string;
  priority: number;
  minShareCount?: number;
}

/** Whoever enters by viem's front door meets all it has, curves too. What a file uses of it comes along by itself. */
const frontDoor = /\/node_modules\/viem\//;

/**
 * Puts what pages share into few files. The bundler would make some forty of it, one for each set of pages that share a
 * part: as many requests, and 8 % more to carry, because small files compress badly.
 *
 * @param files Name of each file and the modules, from this folder, that it holds with all they need; first come, first
 * served. The first one is there before anything can be seen.
 */
export function sharedFiles(files: Readonly<Record<string, readonly string[]>>): Group[] {
  const names = Object.keys(files);
  const fileOf = new Map<string, string>();
  const add = (name: string, id: string, modules: Modules) => {
    if (fileOf.has(id) || frontDoor.test(id) || abiItem(id) !== undefined) return;
    fileOf.set(id, name);
    for (const one of modules.getModuleInfo(id)?.importedIds ?? []) add(name, one, modules);
  };
  const find = (id: string, modules: Modules) => {
    if (fileOf.size === 0) {
      for (const [name, roots] of Object.entries(files)) {
        for (const path of roots) add(name, fileURLToPath(new URL(path, import.meta.url)), modules);
      }
    }
    return fileOf.get(id);
  };
  const shared = names.map((name, place) => ({
    debugName: name,
    name: (id: string, modules: Modules) => (find(id, modules) === name ? name : null),
    priority: names.length - place,
  }));
  // What else several pages ask of the contracts that are there first.
  const rest = (id: string, modules: Modules) => {
    const contract = abiItem(id);
    return contract !== undefined && find(contract, modules) === names[0] ? "rules" : null;
  };
  return [...shared, { debugName: "rules", name: rest, priority: 0, minShareCount: 2 }];
}
