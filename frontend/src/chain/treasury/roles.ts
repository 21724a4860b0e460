import { type Address, isAddressEqual } from "viem";
import { Right } from "#protocol/abi/enums.ts";
import * as registryAbi from "#protocol/abi/registry.ts";
import * as rosterAbi from "#protocol/abi/roster.ts";
import * as teamAbi from "#protocol/abi/team.ts";
import type { Loaded } from "../../ui/state/loaded.ts";
import { type House, readHouse } from "../node/house.ts";
import { useRead } from "../node/useRead.ts";
import { readTableNow, readTerms } from "../oversight/rotation.ts";

/** What somebody works at in the house: each has a desk of its own. */
export interface Roles {
  registrar: boolean;
  operator: boolean;
  /** May ask for payments: the operator and those of the team who may. */
  asks: boolean;
  /** May take payments at the counter back, close its day and set its prices: the operator and those of the team who may. */
  counter: boolean;
  /** In office, or a caretaker. */
  table: boolean;
  /** Was in office a short while ago: the report may still be to write, or to sign. */
  satLately: boolean;
}

/** Terms for which somebody who has left office may still be asked. */
const LATELY = 2;

async function readRoles(house: House, account: Address, seat: number): Promise<Roles> {
  const [registrar, operator, asks, counter, table, before] = await Promise.all([
    readHouse(house, registryAbi.registrar),
    readHouse(house, registryAbi.operator),
    readHouse(house, teamAbi.may, [account, Right.AskForPayments]),
    readHouse(house, teamAbi.may, [account, Right.ManageCounter]),
    readTableNow(house),
    seat > 0 ? readTablesBefore(house) : Promise.resolve<number[]>([]),
  ]);
  return {
    registrar: isAddressEqual(account, registrar),
    operator: isAddressEqual(account, operator),
    asks,
    counter,
    table: seat > 0 && table.seats.includes(seat),
    satLately: before.includes(seat),
  };
}

/** Who sat at the tables of the last terms. */
async function readTablesBefore(house: House): Promise<number[]> {
  const { begun, now } = await readTerms(house);
  if (!begun) return [];
  const terms = Array.from({ length: LATELY }, (_, i) => now - 1 - i).filter((term) => term > 0);
  return (await Promise.all(terms.map((term) => readHouse(house, rosterAbi.tableOf, [term])))).flat();
}

/** The roles of who is signed in, as the chain has them now. */
export function useRoles(account: Address | undefined, seat: number | undefined): Loaded<Roles> {
  return useRead(["roles", account, seat], (house) => readRoles(house, account!, seat ?? 0), {
    when: account !== undefined && seat !== undefined,
  });
}
