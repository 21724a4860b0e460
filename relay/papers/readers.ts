import { type Address, isAddressEqual } from "viem";
import { Right } from "#protocol/abi/enums.ts";
import { registryAbi } from "#protocol/abi/registry.ts";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { shareAbi } from "#protocol/abi/share.ts";
import { teamAbi } from "#protocol/abi/team.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import type { Audience } from "#protocol/treasury/papers.ts";
import type { Chain } from "../calls/simulate.ts";

/** What an account is to the house's papers, asked of the chain each time. */
export interface Reader {
  seat: number;
  inOffice: boolean;
  /** The operator, or one of the team who may ask for payments. */
  asks: boolean;
  registrar: boolean;
}

/** Nobody, while the chain does not answer: then nothing is read. */
export async function readerNow({ client }: Chain, { contracts }: Deployment, account: Address, now: number) {
  const [seat, [table], asks, registrar] = await Promise.all([
    client.readContract({ abi: shareAbi, address: contracts.Share, functionName: "seatOf", args: [account] }),
    client.readContract({ abi: rosterAbi, address: contracts.Roster, functionName: "tableAt", args: [now] }),
    client.readContract({
      abi: teamAbi,
      address: contracts.Team,
      functionName: "may",
      args: [account, Right.AskForPayments],
    }),
    client.readContract({ abi: registryAbi, address: contracts.Registry, functionName: "registrar" }),
  ]);
  const inOffice = seat > 0 && table.includes(seat);
  return { seat, inOffice, asks, registrar: isAddressEqual(registrar, account) } satisfies Reader;
}

export function mayRead(audience: Audience, reader: Reader | undefined): boolean {
  if (audience === "public") return true;
  if (reader === undefined) return false;
  const close = reader.inOffice || reader.asks;
  return audience === "table" ? close : close || reader.seat > 0 || reader.registrar;
}

/** Papers come from whoever may ask for a payment. */
export const mayHandIn = ({ inOffice, asks }: Reader): boolean => inOffice || asks;
