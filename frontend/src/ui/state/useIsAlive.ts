import { useSyncExternalStore } from "react";

/** False in a page as the server drew it, until the program has taken it over. */
export function useIsAlive(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
}
