import { useMemo } from "react";
import { useSearchParams } from "wouter";
import { filterParams, parseFilter } from "./find.ts";
import type { BookFilter } from "./looking.ts";

/** The filter in the page's address: it can be sent, and the way back keeps it. */
export function useFilter(): [BookFilter, (change: Partial<BookFilter>) => void] {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => parseFilter(params), [params]);
  // Typing must not fill the browser's history.
  const change = (some: Partial<BookFilter>) => setParams(filterParams({ ...filter, ...some }), { replace: true });
  return [filter, change];
}
