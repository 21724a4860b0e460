import { useQuery } from "@tanstack/react-query";
import { directorySchema, plainLine } from "#protocol/relay/records.ts";
import { askServer } from "../node/askServer.ts";

/** What a member wants to be called. Their own words: to be shown as text, in `<bdi>`. */
export interface DirectoryEntry {
  name: string;
  sentence: string;
}

/** The members' names by seat. Off the chain and nothing hangs on it: without it people have their numbers. */
export function useDirectory(): ReadonlyMap<number, DirectoryEntry> {
  const { data } = useQuery({
    queryKey: ["directory"],
    staleTime: 60_000,
    retry: 1,
    queryFn: async (): Promise<ReadonlyMap<number, DirectoryEntry>> => {
      const lines = await askServer("/directory", directorySchema);
      return new Map(
        lines.map(({ line }) => [line.seat, { name: plainLine(line.name), sentence: plainLine(line.sentence) }]),
      );
    },
  });
  return data ?? nobody;
}

const nobody: ReadonlyMap<number, DirectoryEntry> = new Map();
