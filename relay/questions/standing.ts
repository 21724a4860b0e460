import type { Address } from "viem";
import { journalAbi } from "#protocol/abi/journal.ts";
import { paymentsAbi } from "#protocol/abi/payments.ts";
import { proposalsAbi } from "#protocol/abi/proposals.ts";
import { reportsAbi } from "#protocol/abi/reports.ts";
import { shareAbi } from "#protocol/abi/share.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { ifReverted } from "#protocol/house/refusal.ts";
import type { Asked, SeatSigner } from "#protocol/relay/questions.ts";
import type { Chain } from "../calls/simulate.ts";
import { readerNow } from "../papers/readers.ts";

/** Who speaks for a seat now; undefined: nobody. Throws when the chain does not answer. */
export function signerOfSeat(
  { client }: Chain,
  { contracts }: Deployment,
  seat: number,
): Promise<SeatSigner | undefined> {
  const share = { abi: shareAbi, address: contracts.Share } as const;
  return client.readContract({ ...share, functionName: "signerOf", args: [seat] }).catch(ifReverted(undefined));
}

/** Who answers: those in office at a second, and whoever may ask for payments now. Throws when the chain does not answer. */
export async function mayAnswer(chain: Chain, house: Deployment, account: Address, at: number): Promise<boolean> {
  const { inOffice, asks } = await readerNow(chain, house, account, at);
  return inOffice || asks;
}

/** Whether what is asked about exists. Throws when the chain does not answer. */
export async function isThere({ client }: Chain, { contracts }: Deployment, { kind, number }: Asked): Promise<boolean> {
  switch (kind) {
    case "entry": {
      const journal = { abi: journalAbi, address: contracts.Journal } as const;
      return (await client.readContract({ ...journal, functionName: "journalCount" })) >= BigInt(number);
    }
    case "request": {
      const payments = { abi: paymentsAbi, address: contracts.Payments } as const;
      return (await client.readContract({ ...payments, functionName: "requestCount" })) >= BigInt(number);
    }
    case "report": {
      if (number > 0xffffffff) return false;
      const reports = { abi: reportsAbi, address: contracts.Reports } as const;
      return (await client.readContract({ ...reports, functionName: "latestOf", args: [number] })) > 0;
    }
    case "motion": {
      const proposals = { abi: proposalsAbi, address: contracts.Proposals } as const;
      return (await client.readContract({ ...proposals, functionName: "proposalCount" })) >= number;
    }
  }
}
