import type { ReactNode } from "react";
import { useIsAlive } from "./useIsAlive.ts";

/** What proves something only because the reader's own browser has found it: no server draws it. */
export function ByReader({ children }: { children: ReactNode }) {
  return useIsAlive() && children;
}
