import * as v from "valibot";
import {
  type Abi,
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  createPublicClient,
  type Hex,
  http,
} from "viem";
import { inject } from "vitest";
import { electionsAbi } from "#protocol/abi/elections.ts";
import { RoundState } from "#protocol/abi/enums.ts";
import { journalAbi } from "#protocol/abi/journal.ts";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { shareAbi } from "#protocol/abi/share.ts";
import { voucherAbi } from "#protocol/abi/voucher.ts";
import { roundNames, roundPath } from "#protocol/funding/roundNames.ts";
import { type ContractName, type Deployment, parseDeployment } from "#protocol/house/deployments.ts";
import { type PracticePerson, practiceKey, practicePeopleSchema } from "#protocol/house/practice.ts";
import { PRACTICE_CHAIN_ID } from "#protocol/house/practiceChain.ts";
import { practiceStateSchema } from "#protocol/house/practiceClock.ts";
import { type AccountName, accounts } from "#protocol/treasury/accounts.ts";
import { rpc } from "#scripts/node/rpc.ts";

/** The house that is visited, asked directly: what the pages say is held against it. */
export class TestHouse {
  readonly address: string;
  readonly deployment: Deployment;
  readonly #client;

  static find(): Promise<TestHouse> {
    return TestHouse.at(inject("house"));
  }

  /** A house that a test has opened for itself. */
  static async at(address: string): Promise<TestHouse> {
    return new TestHouse(address, parseDeployment(await (await fetch(`${address}/deployment.json`)).json()));
  }

  protected constructor(address: string, deployment: Deployment) {
    this.address = address;
    this.deployment = deployment;
    this.#client = createPublicClient({ transport: http(`${address}/rpc`, { batch: true }), cacheTime: 0 });
  }

  read<
    const abi extends Abi,
    name extends ContractFunctionName<abi, "pure" | "view">,
    const args extends ContractFunctionArgs<abi, "pure" | "view", name>,
  >(contract: ContractName, abi: abi, functionName: name, args: args) {
    const address = this.deployment.contracts[contract];
    return this.#client.readContract({ address, abi, functionName, args } as never) as Promise<
      import("viem").ContractFunctionReturnType<abi, "pure" | "view", name, args>
    >;
  }

  /** What the café owes in coffee, smallest units. */
  owed(): Promise<bigint> {
    return this.read("Voucher", voucherAbi, "totalSupply", []);
  }

  /** The books: what is in the account, what is owed in coffee, smallest units, and how many entries say so. */
  async books() {
    const [[cash = 0n, owed = 0n], entries] = await Promise.all([
      this.read("Journal", journalAbi, "balances", [[accounts.cash, accounts["vouchers owed"]]]),
      this.read("Journal", journalAbi, "journalCount", []),
    ]);
    return { cash, owed: -owed, entries };
  }

  /** The number of the one entry after the first `known` that goes from one account to the other. */
  async entrySince(known: bigint, from: AccountName, to: AccountName): Promise<{ seq: bigint; amount: bigint }> {
    const { entries } = await this.books();
    const since = await this.read("Journal", journalAbi, "entries", [known + 1n, entries - known]);
    const found = since.flatMap(({ debit, credit, amount }, i) =>
      debit === accounts[to] && credit === accounts[from] ? [{ seq: known + 1n + BigInt(i), amount }] : [],
    );
    const [one] = found;
    if (one === undefined || found.length > 1) throw new Error(`${found.length} new entries from ${from} to ${to}`);
    return one;
  }

  seatOf(account: Address): Promise<number> {
    return this.read("Share", shareAbi, "seatOf", [account]);
  }

  async people(): Promise<PracticePerson[]> {
    return v.parse(practicePeopleSchema, await this.#get("/practice/people"));
  }

  /** The key of one of the story's people, by label: the same wherever that state goes on. */
  keyOf(label: string): Hex {
    return practiceKey(PRACTICE_CHAIN_ID, label);
  }

  async clock() {
    return v.parse(practiceStateSchema, await this.#get("/practice/state"));
  }

  /** The house's present, UTC seconds. */
  async now(): Promise<number> {
    return (await this.clock()).now;
  }

  /** A question to the node itself, past the house's server: what no visitor can do. */
  node(method: string, params: readonly unknown[] = []): Promise<unknown> {
    const { port } = new URL(this.address);
    return rpc(`http://127.0.0.1:${Number(port) + 1}`, method, [...params]);
  }

  async #get(path: string): Promise<unknown> {
    return (await fetch(this.address + path)).json();
  }
}

/** Where the page of a round is, by its number on the chain. */
export async function roundAddress(house: TestHouse, id: number): Promise<string> {
  const count = await house.read("Rounds", roundsAbi, "roundCount", []);
  const ids = Array.from({ length: count }, (_, i) => i + 1);
  const rounds = await Promise.all(ids.map((one) => house.read("Rounds", roundsAbi, "round", [one])));
  const name = roundNames(rounds.map(({ founding }) => founding))[id - 1];
  if (name === undefined) throw new Error(`There is no round ${id}`);
  return roundPath(name);
}

/** The number of the round that sells places now. */
export async function openRound(house: TestHouse): Promise<number> {
  const count = await house.read("Rounds", roundsAbi, "roundCount", []);
  for (let id = count; id > 0; id--) {
    if ((await house.read("Rounds", roundsAbi, "round", [id])).state === RoundState.Open) return id;
  }
  throw new Error("No round is open in the story");
}

/** The term whose ballot every story leaves open. */
export const TERM_IN_BALLOT = 3;

/** The last member who has not voted in the open ballot. */
export async function someoneWhoHasNotVoted(house: TestHouse): Promise<PracticePerson & { seat: number }> {
  for (const person of (await house.people()).reverse()) {
    const { seat } = person;
    if (seat === null) continue;
    const [voted] = await house.read("Elections", electionsAbi, "ballotOf", [TERM_IN_BALLOT, seat]);
    if (!voted) return { ...person, seat };
  }
  throw new Error("Everybody has voted in the story");
}
