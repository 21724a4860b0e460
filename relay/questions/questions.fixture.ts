import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import {
  type Abi,
  type Address,
  createPublicClient,
  custom,
  decodeFunctionData,
  encodeFunctionResult,
  type Hex,
  isAddressEqual,
  keccak256,
  stringToHex,
  toFunctionSelector,
} from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { journalAbi } from "#protocol/abi/journal.ts";
import { paymentsAbi } from "#protocol/abi/payments.ts";
import { proposalsAbi } from "#protocol/abi/proposals.ts";
import { registryAbi } from "#protocol/abi/registry.ts";
import { reportsAbi } from "#protocol/abi/reports.ts";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { shareAbi } from "#protocol/abi/share.ts";
import { teamAbi } from "#protocol/abi/team.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import type { Signable } from "#protocol/house/typedData.ts";
import {
  type Answer,
  answerMessage,
  type Question,
  questionId,
  questionMessage,
  type Removal,
  removalMessage,
} from "#protocol/relay/questions.ts";
import { aDeployment } from "../deployment.fixture.ts";
import { Hidden } from "../keeping/Hidden.ts";
import { folderOf } from "../store/folderOf.ts";
import { RelayStore } from "../store/RelayStore.ts";
import { AddressLimits } from "../web/AddressLimits.ts";
import { Questions } from "./Questions.ts";
import { questionRoutes } from "./questionRoutes.ts";

export const house = aDeployment();
export const NOW = 1_900_000_000;

const named = (name: string) => privateKeyToAccount(keccak256(stringToHex(name)));
export const people = {
  operator: named("operator"),
  overseer: named("one of the ten"),
  member: named("member"),
  other: named("another member"),
  stranger: named("stranger"),
};
export type Who = keyof typeof people;

const abis = [shareAbi, rosterAbi, teamAbi, registryAbi, journalAbi, paymentsAbi, reportsAbi, proposalsAbi];
const known = abis.flat() as Abi;

/** A chain that knows who has which seat and office, and how much there is to ask about. */
export class SmallChain {
  seats: Partial<Record<number, { owner: Address; epoch: number }>> = {
    7: { owner: people.overseer.address, epoch: 0 },
    8: { owner: people.member.address, epoch: 2 },
    9: { owner: people.other.address, epoch: 0 },
  };
  table: readonly number[] = [7];
  asks: readonly Address[] = [people.operator.address];
  /** Contracts that are accounts, and say yes to everything. */
  agreeable = false;
  isDown = false;

  /** Nobody is in office, and nobody is asked to run the place. */
  leaveOffice(): void {
    this.table = [];
    this.asks = [];
  }

  readonly request = async ({ method, params }: { method: string; params?: unknown }): Promise<Hex> => {
    if (this.isDown) throw new Error("Nobody is there");
    const [{ data, to }] = params as [{ data: Hex; to?: Address }];
    if (method !== "eth_call") return "0x";
    // A question without an address is the one whether a contract takes a signature.
    if (to === undefined) return this.agreeable ? "0x01" : "0x00";
    const { functionName, args = [] } = decodeFunctionData({ abi: known, data });
    const result = this.#answer(functionName, args);
    if (result === undefined) {
      const error = toFunctionSelector("ERC721NonexistentToken(uint256)");
      throw Object.assign(new Error("execution reverted"), { code: 3, data: error });
    }
    return encodeFunctionResult({ abi: known, functionName, result });
  };

  #answer(functionName: string, args: readonly unknown[]): unknown {
    const [first] = args;
    switch (functionName) {
      case "signerOf": {
        const seat = this.seats[Number(first)];
        return seat && [seat.owner, seat.epoch];
      }
      case "seatOf":
        return Number(
          Object.entries(this.seats).find(([, one]) => one && isAddressEqual(one.owner, first as Address))?.[0] ?? 0,
        );
      case "tableAt":
        return [this.table, false];
      case "may":
        return this.asks.some((one) => isAddressEqual(one, first as Address));
      case "registrar":
        return people.stranger.address;
      case "journalCount":
        return 30n;
      case "requestCount":
        return 5n;
      case "latestOf":
        return Number(first) === 3 ? 1 : 0;
      case "proposalCount":
        return 4;
      default:
        return undefined;
    }
  }
}

/** One relay's questions in a folder of their own, behind its routes. */
export class QuestionDesk {
  readonly chain: SmallChain;
  readonly dataDir: string;
  now = NOW;
  store: RelayStore;
  questions!: Questions;
  hidden!: Hidden;
  app!: Hono;

  constructor(chain: SmallChain, dataDir = mkdtempSync(join(tmpdir(), "runde questions "))) {
    this.chain = chain;
    this.dataDir = dataDir;
    this.store = this.#open();
  }

  /** Ends it and begins it anew with what is on the disk. */
  again(): void {
    this.store.close();
    this.store = this.#open();
  }

  #open(): RelayStore {
    const store = new RelayStore(folderOf(this.dataDir, house.houseId));
    const client = createPublicClient({ transport: custom(this.chain, { retryCount: 0 }) });
    this.hidden = new Hidden(store);
    this.questions = new Questions(store, this.hidden, house, { client, block: "latest" });
    this.app = new Hono();
    questionRoutes(this.app, { questions: this.questions, limits: new AddressLimits(), now: async () => this.now });
    this.app.onError((_, c) => c.json({ error: { code: "unreachable" } }, 503));
    return store;
  }

  /** What the relay says to this, by its code; "ok". */
  async post(path: string, content: unknown): Promise<string> {
    const body = typeof content === "string" ? content : JSON.stringify(content);
    const answer = await this.app.request(`/relay/questions${path}`, { method: "POST", body });
    const { id, error } = (await answer.json()) as { id?: Hex; error?: { code: string } };
    return id === undefined ? `${answer.status} ${error?.code}` : "ok";
  }

  async get<T>(path: string): Promise<T> {
    return (await this.app.request(`/relay/questions${path}`)).json() as Promise<T>;
  }
}

let chance = 0;

function aQuestion(change: Partial<Question> = {}): Question {
  return {
    seat: 8,
    epoch: 2,
    account: people.member.address,
    kind: "entry",
    number: 12,
    text: "Why was this paid twice?",
    askedAt: NOW,
    nonce: keccak256(stringToHex(`chance ${chance++}`)),
    ...change,
  };
}

type Signed = Parameters<PrivateKeyAccount["signTypedData"]>[0];
const sign = (by: Who, message: Signable) => people[by].signTypedData(message as Signed);
type At = Pick<Deployment, "chainId" | "contracts">;

export async function asked(change: Partial<Question> = {}, by: Who = "member", at: At = house) {
  const question = aQuestion(change);
  return { question, signature: await sign(by, questionMessage(at, question)) };
}

export async function answered(question: Question, change: Partial<Answer> = {}, by: Who = "operator", at: At = house) {
  const account = people[by].address;
  const text = "The first transfer came back.";
  const answer = { question: questionId(house, question), account, text, answeredAt: NOW, ...change };
  return { answer, signature: await sign(by, answerMessage(at, answer)) };
}

export async function removed(question: Question, by: Who = "member", change: Partial<Removal> = {}) {
  const removal = { question: questionId(house, question), account: people[by].address, ...change };
  return { removal, signature: await sign(by, removalMessage(house, removal)) };
}
