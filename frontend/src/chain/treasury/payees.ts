import { useQuery } from "@tanstack/react-query";
import { useOffices } from "../governance/offices.ts";
import { useHouse } from "../node/house.ts";
import { nobody, type PayeeNames } from "./payeeNames.ts";

/** Whom the house pays, by name, as the present operator has signed it; what another one signed is no name. */
export function usePayees(): PayeeNames {
  const house = useHouse();
  const { operator } = useOffices();
  const { data } = useQuery({
    queryKey: ["payees", operator],
    staleTime: 60_000,
    retry: 1,
    // A page that the server drew came with the names.
    queryFn: async () => (await import("./readPayees.ts")).readPayees(house, operator),
  });
  return data ?? nobody;
}
