import { type Address, isAddressEqual } from "viem";
import { Right } from "#protocol/abi/enums.ts";
import * as registryAbi from "#protocol/abi/registry.ts";
import * as shareAbi from "#protocol/abi/share.ts";
import * as teamAbi from "#protocol/abi/team.ts";
import { shortAddress } from "#protocol/house/shortAddress.ts";
import { readDirectory } from "../../chain/membership/readDirectory.ts";
import { type House, readHouse } from "../../chain/node/house.ts";
import { useText } from "../../i18n/text.ts";

/** Who may sign beside a till, or has. */
export interface Manager {
  account: Address;
  isOperator: boolean;
  /** 0: none. */
  seat: number;
  /** Their own word in the directory. */
  name?: string;
}

/** The operator first, then those of the team who may. */
export async function readManagers(house: House): Promise<readonly Manager[]> {
  const [operator, team] = await Promise.all([readHouse(house, registryAbi.operator), readHouse(house, teamAbi.team)]);
  const may = team.filter(({ rights }) => ((rights >> Right.ManageCounter) & 1) === 1);
  const accounts = [operator, ...may.map(({ account }) => account)];
  return Promise.all(accounts.map((account) => managerBeside(operator, house, account)));
}

export async function readManager(house: House, account: Address): Promise<Manager> {
  return managerBeside(await readHouse(house, registryAbi.operator), house, account);
}

async function managerBeside(operator: Address, house: House, account: Address): Promise<Manager> {
  const [seat, names] = await Promise.all([readHouse(house, shareAbi.seatOf, [account]), readNames()]);
  const name = seat > 0 ? names.get(seat)?.name : undefined;
  return { account, isOperator: isAddressEqual(account, operator), seat, ...(name !== undefined && { name }) };
}

/** What those at the counter call them. */
export function useManagerName(): (manager: Manager) => string {
  const t = useText();
  return ({ account, isOperator, seat, name }) => {
    if (isOperator) return t("terminal.close.operator");
    if (seat === 0) return shortAddress(account);
    const number = t("ui.picture.seat", { n: seat });
    // A stranger's words keep their own direction.
    return name === undefined ? number : `\u2068${name}\u2069 · ${number}`;
  };
}

/** Milliseconds that names are good for. */
const GOOD_FOR = 60_000;
let known: { at: number; names: ReturnType<typeof readDirectory> } | undefined;

/** Nothing hangs on names: without them people have their numbers. */
function readNames(): ReturnType<typeof readDirectory> {
  if (known === undefined || performance.now() - known.at > GOOD_FOR) {
    known = { at: performance.now(), names: readDirectory().catch(() => new Map()) };
  }
  return known.names;
}
