import { useQuery } from "@tanstack/react-query";
import type { DirectoryEntry } from "./readDirectory.ts";

/** The members' names by seat. Off the chain and nothing hangs on it: without it people have their numbers. */
export function useDirectory(): ReadonlyMap<number, DirectoryEntry> {
  const { data } = useQuery({ queryKey: ["directory"], staleTime: 60_000, retry: 1, queryFn: ask });
  return data ?? nobody;
}

const nobody: ReadonlyMap<number, DirectoryEntry> = new Map();

/** A page that the server drew came with the names. */
async function ask(): Promise<ReadonlyMap<number, DirectoryEntry>> {
  const { readDirectory } = await import("./readDirectory.ts");
  return readDirectory();
}
