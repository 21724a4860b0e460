import { rosterAbi } from "#protocol/abi/roster.ts";
import type { Member } from "../Cast.ts";
import type { Stage } from "../Stage.ts";

/** Those in office whom the story may play; nobody while caretakers keep the house. */
export async function tableNow(stage: Stage, at: number): Promise<Member[]> {
  const [seats, caretakers] = await stage.client.readContract({
    abi: rosterAbi,
    address: stage.contracts.Roster,
    functionName: "tableAt",
    args: [at],
  });
  if (caretakers) return [];
  return stage.cast.ofSeats([...seats].sort((a, b) => a - b));
}
