import {
  type Address,
  decodeEventLog,
  encodeAbiParameters,
  getAddress,
  type Hex,
  hexToBigInt,
  keccak256,
  numberToHex,
  parseAbi,
  stringToHex,
  toEventSelector,
} from "viem";
import { z } from "zod";
import type { Ask } from "#protocol/house/Ask.ts";
import { readLogs } from "./readLogs.ts";

/** What a role of OpenZeppelin's timelock lets its holder do. */
const timelockRoles = {
  "hand out roles": `0x${"0".repeat(64)}`,
  "propose decisions": keccak256(stringToHex("PROPOSER_ROLE")),
  "cancel decisions": keccak256(stringToHex("CANCELLER_ROLE")),
  "execute decisions": keccak256(stringToHex("EXECUTOR_ROLE")),
} as const satisfies Record<string, Hex>;
export type TimelockRole = keyof typeof timelockRoles;

const roleNames = Object.entries(timelockRoles) as [TimelockRole, Hex][];
const events = parseAbi([
  "event RoleGranted(bytes32 indexed role, address indexed account, address indexed sender)",
  "event RoleRevoked(bytes32 indexed role, address indexed account, address indexed sender)",
]);
const topics = events.map((event) => toEventSelector(event));

export interface HeldRole {
  role: TimelockRole | Hex;
  account: Address;
  /** Which of the two says so. */
  inLogs: boolean;
  inStorage: boolean;
}

/**
 * Who holds which role: by the events since the timelock was made, and by its storage for everybody who ever appeared in
 * them and for all `suspects`. In a sound timelock both say the same.
 */
export async function heldRoles(ask: Ask, timelock: Address, fromBlock: number, suspects: readonly Address[]) {
  const byLog = new Map<string, boolean>();
  const roles = new Set<Hex>(Object.values(timelockRoles));
  const accounts = new Set<Address>(suspects.map((suspect) => getAddress(suspect)));
  for (const log of await readLogs(ask, { address: timelock, topics: [topics] }, fromBlock)) {
    const { eventName, args } = decodeEventLog({ abi: events, topics: log.topics as [Hex, ...Hex[]], data: log.data });
    roles.add(args.role);
    accounts.add(getAddress(args.account));
    byLog.set(`${args.role} ${getAddress(args.account)}`, eventName === "RoleGranted");
  }
  const pairs = [...roles].flatMap((role) => [...accounts].map((account) => ({ role, account })));
  const found = await Promise.all(
    pairs.map(async ({ role, account }): Promise<HeldRole> => {
      const name = roleNames.find(([, known]) => known === role)?.[0];
      return {
        role: name ?? role,
        account,
        inLogs: byLog.get(`${role} ${account}`) ?? false,
        inStorage: (await read(ask, timelock, hasRoleSlot(role, account))) !== 0n,
      };
    }),
  );
  return found.filter(({ inLogs, inStorage }) => inLogs || inStorage);
}

/** `AccessControl` keeps its roles in the timelock's first slot: role → (account → bool). */
function hasRoleSlot(role: Hex, account: Address): Hex {
  const roleSlot = keccak256(encodeAbiParameters([{ type: "bytes32" }, { type: "uint256" }], [role, 0n]));
  return keccak256(encodeAbiParameters([{ type: "address" }, { type: "bytes32" }], [account, roleSlot]));
}

async function read(ask: Ask, contract: Address, slot: Hex | number): Promise<bigint> {
  const place = typeof slot === "number" ? numberToHex(slot) : slot;
  return hexToBigInt(z.custom<Hex>().parse(await ask("eth_getStorageAt", [contract, place, "latest"])));
}
