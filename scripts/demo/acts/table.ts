import { rosterAbi } from "#protocol/abi/roster.ts";
import type { Member } from "../Cast.ts";
import type { Stage } from "../Stage.ts";

/** Seats in office; none while caretakers keep the house. */
export async function seatsInOffice(
  stage: Pick<Stage, "client" | "contracts">,
  at: number,
): Promise<readonly number[]> {
  const [seats, caretakers] = await stage.client.readContract({
    abi: rosterAbi,
    address: stage.contracts.Roster,
    functionName: "tableAt",
    args: [at],
  });
  return caretakers ? [] : seats;
}

/** Those in office whom the story may play. */
export async function tableNow(stage: Stage, at: number): Promise<Member[]> {
  const seats = await seatsInOffice(stage, at);
  return stage.cast.ofSeats([...seats].sort((a, b) => a - b));
}
