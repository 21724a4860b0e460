import { z } from "zod";

const names = z.record(z.string(), z.string()).default({});
const installed = z.looseObject({
  dependencies: names,
  optionalDependencies: names,
  peerDependencies: names,
  peerDependenciesMeta: z.record(z.string(), z.looseObject({ optional: z.boolean().optional() })).default({}),
});
export const lockfileSchema = z.looseObject({ packages: z.record(z.string(), z.looseObject({})) });
export type Lockfile = z.infer<typeof lockfileSchema>;

/**
 * The part of a lockfile that some packages need, with all they need themselves: paths as npm lays them out. Throws when
 * one of them is not there.
 */
export function neededPackages({ packages }: Lockfile, wanted: readonly string[]): Lockfile["packages"] {
  const needed = new Set<string>();
  const add = (name: string, from: string, isOptional: boolean) => {
    const path = placeOf(packages, name, from);
    if (path === undefined) {
      if (isOptional) return;
      throw new Error(`The lockfile has no ${name}, which ${from || "the relay"} needs`);
    }
    if (needed.has(path)) return;
    needed.add(path);
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = installed.parse(
      packages[path],
    );
    for (const one of Object.keys(dependencies)) add(one, path, one in optionalDependencies);
    for (const one of Object.keys(optionalDependencies)) add(one, path, true);
    for (const one of Object.keys(peerDependencies)) {
      if (peerDependenciesMeta[one]?.optional !== true) add(one, path, false);
    }
  };
  for (const name of wanted) add(name, "", false);
  return Object.fromEntries([...needed].sort().map((path) => [path, packages[path] ?? {}]));
}

/** As Node looks for it: beside whoever asks, then further and further out. */
function placeOf(packages: Lockfile["packages"], name: string, from: string): string | undefined {
  for (let place = from; ; ) {
    const path = `${place === "" ? "" : `${place}/`}node_modules/${name}`;
    if (path in packages) return path;
    if (place === "") return undefined;
    const at = place.lastIndexOf("/node_modules/");
    place = at < 0 ? "" : place.slice(0, at);
  }
}
