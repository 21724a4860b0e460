import { useQuery } from "@tanstack/react-query";
import { type DirectoryEntry, readDirectory } from "./readDirectory.ts";

/** The members' names by seat. Off the chain and nothing hangs on it: without it people have their numbers. */
export function useDirectory(): ReadonlyMap<number, DirectoryEntry> {
  const { data } = useQuery({ queryKey: ["directory"], staleTime: 60_000, retry: 1, queryFn: readDirectory });
  return data ?? nobody;
}

const nobody: ReadonlyMap<number, DirectoryEntry> = new Map();
