import { useQuery } from "@tanstack/react-query";
import * as v from "valibot";
import type { Address } from "viem";
import { type Payee, type PayeeBook, payeeBookMessage, payeeBookSchema } from "#protocol/treasury/payees.ts";
import { useOffices } from "../governance/figures.ts";
import { askServer } from "../node/askServer.ts";
import { type House, useHouse } from "../node/house.ts";

export interface PayeeNames {
  payees: readonly Payee[];
  nonce: bigint;
}

const nobody: PayeeNames = { payees: [], nonce: 0n };

/** Whom the house pays, by name, as the present operator has signed it; what another one signed is no name. */
export function usePayees(): PayeeNames {
  const house = useHouse();
  const { operator } = useOffices();
  const { data } = useQuery({
    queryKey: ["payees", operator],
    staleTime: 60_000,
    retry: 1,
    queryFn: async (): Promise<PayeeNames> => {
      const book = await askServer("/payees", v.nullable(payeeBookSchema));
      if (book === null || !(await isOperators(house, operator, book))) return nobody;
      return { payees: book.payees, nonce: BigInt(book.nonce) };
    },
  });
  return data ?? nobody;
}

async function isOperators({ deployment, rpc }: House, operator: Address, book: PayeeBook): Promise<boolean> {
  const { checkedSignature } = await import("../session/walletSignature.ts");
  return checkedSignature(rpc, operator, payeeBookMessage(deployment, book), book.signature).then(
    () => true,
    () => false,
  );
}
