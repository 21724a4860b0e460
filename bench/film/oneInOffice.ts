import { createPublicClient, http } from "viem";
import { rosterAbi } from "#protocol/abi/roster.ts";
import type { PracticePerson } from "#protocol/house/practice.ts";
import type { OpenHouse } from "../web/withHouse.ts";

/** Somebody of those in office whose part can be played. */
export async function oneInOffice({ address, deployment, people }: OpenHouse): Promise<PracticePerson> {
  const client = createPublicClient({ transport: http(`${address}/rpc`) });
  const { timestamp } = await client.getBlock();
  const [seats] = await client.readContract({
    address: deployment.contracts.Roster,
    abi: rosterAbi,
    functionName: "tableAt",
    args: [Number(timestamp)],
  });
  const found = people.find(({ seat }) => seat !== null && seats.includes(seat));
  if (found === undefined) throw new Error("Nobody of this house's people is in office");
  return found;
}
