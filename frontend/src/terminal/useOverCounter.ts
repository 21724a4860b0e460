import { useEffect, useState } from "react";
import type { Till } from "./useTill.ts";

/**
 * What lies over the counter: a sheet that is open, a code that is shown. A scan or a result takes it away, because then
 * a guest is there, and nothing may lie over what the screen says.
 */
export function useOverCounter<T>({ shown, scans }: Pick<Till, "shown" | "scans">, nothing: T): [T, (next: T) => void] {
  const [value, setValue] = useState(nothing);
  const isTill = shown.kind === "till";
  // biome-ignore lint/correctness/useExhaustiveDependencies: each scan takes it away, and nothing else of it matters
  useEffect(() => setValue(nothing), [isTill, scans, nothing]);
  return [isTill ? value : nothing, setValue];
}
