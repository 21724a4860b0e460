import { type Address, isAddressEqual } from "viem";
import { Right } from "#protocol/abi/enums.ts";
import * as registryAbi from "#protocol/abi/registry.ts";
import * as teamAbi from "#protocol/abi/team.ts";
import type { Loaded } from "../../ui/state/loaded.ts";
import { type House, readHouse } from "../node/house.ts";
import { useRead } from "../node/useRead.ts";
import { readTableNow } from "../oversight/rotation.ts";

/** What somebody works at in the house: each has a desk of its own. */
export interface Roles {
  registrar: boolean;
  operator: boolean;
  /** May ask for payments: the operator and those of the team who may. */
  asks: boolean;
  /** In office, or a caretaker. */
  table: boolean;
}

export async function readRoles(house: House, account: Address, seat: number): Promise<Roles> {
  const [registrar, operator, asks, table] = await Promise.all([
    readHouse(house, registryAbi.registrar),
    readHouse(house, registryAbi.operator),
    readHouse(house, teamAbi.may, [account, Right.AskForPayments]),
    readTableNow(house),
  ]);
  return {
    registrar: isAddressEqual(account, registrar),
    operator: isAddressEqual(account, operator),
    asks,
    table: seat > 0 && table.seats.includes(seat),
  };
}

/** The roles of who is signed in, as the chain has them now. */
export function useRoles(account: Address | undefined, seat: number | undefined): Loaded<Roles> {
  return useRead(["roles", account, seat], (house) => readRoles(house, account!, seat ?? 0), {
    when: account !== undefined && seat !== undefined,
  });
}
