import { type Hex, type PublicClient, parseUnits, type TypedDataDefinition, zeroHash } from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { figureNames } from "#protocol/abi/enums.ts";
import { registryAbi } from "#protocol/abi/registry.ts";
import type { FigureName } from "#protocol/governance/bounds.ts";
import type { ContractName, Deployment } from "#protocol/house/deployments.ts";
import { practiceAddress, practiceKey } from "#protocol/house/practice.ts";
import { nonceSubject, type Signable } from "#protocol/house/typedData.ts";
import { recordHash } from "#protocol/relay/records.ts";
import { type Call, Carrier, type Refused } from "./Carrier.ts";
import { Cast } from "./Cast.ts";
import type { Story } from "./Story.ts";

/** The doors of the house's server, without a network between. */
export interface Doors {
  request(path: string, init?: RequestInit): Response | Promise<Response>;
}

const signedCallsAbi = [
  {
    type: "function",
    name: "nonceOf",
    stateMutability: "view",
    inputs: [{ name: "subject", type: "bytes32" }],
    outputs: [{ name: "", type: "uint64" }],
  },
] as const;

const epochsAbi = [
  {
    type: "function",
    name: "epochOf",
    stateMutability: "view",
    inputs: [{ name: "subject", type: "uint256" }],
    outputs: [{ name: "", type: "uint32" }],
  },
] as const;

/** Seconds for which a signature of the story counts. */
const GOOD_FOR = 3_600;

/** What acts lean on: the house, its people, their signatures, and the way to the chain. */
export class Stage {
  readonly deployment: Deployment;
  readonly carrier: Carrier;
  readonly cast: Cast;
  readonly doors: Doors;
  readonly #isStrict: boolean;
  /** What the house said no to, when that is no fault: after the present people may have been quicker. */
  readonly refusals: Refused[] = [];

  constructor(options: { rpcUrl: string; deployment: Deployment; story: Story; doors: Doors; isStrict: boolean }) {
    this.deployment = options.deployment;
    this.carrier = new Carrier(options.rpcUrl, options.deployment);
    this.cast = new Cast(options.story, options.deployment);
    this.doors = options.doors;
    this.#isStrict = options.isStrict;
  }

  get client(): PublicClient {
    return this.carrier.client;
  }

  get contracts(): Deployment["contracts"] {
    return this.deployment.contracts;
  }

  /** Somebody with a role or a name, who is no member: the operator, a supplier. */
  account(label: string): PrivateKeyAccount {
    return privateKeyToAccount(practiceKey(this.deployment.chainId, label));
  }

  payee(name: string): `0x${string}` {
    return practiceAddress(this.deployment.chainId, `payee:${name}`);
  }

  units(wholeUnits: string): bigint {
    return parseUnits(wholeUnits, this.deployment.club.currency.decimals);
  }

  deadline(at: number): number {
    return at + GOOD_FOR;
  }

  sign(account: PrivateKeyAccount, message: Signable): Promise<Hex> {
    return account.signTypedData(message as TypedDataDefinition);
  }

  nonce(contract: ContractName, who: `0x${string}` | number, topic: string): Promise<bigint> {
    return this.client.readContract({
      abi: signedCallsAbi,
      address: this.contracts[contract],
      functionName: "nonceOf",
      args: [nonceSubject(who, topic)],
    });
  }

  /** What every message of a seat or an account carries: what it signed before its epoch rose is void. */
  epoch(who: `0x${string}` | number): Promise<number> {
    const { Share, Persons } = this.contracts;
    return this.client.readContract({
      abi: epochsAbi,
      address: typeof who === "number" ? Share : Persons,
      functionName: "epochOf",
      args: [BigInt(who)],
    });
  }

  /** A figure of the house as it is now: a vote may have changed it. */
  figure(which: FigureName): Promise<bigint> {
    return this.client.readContract({
      abi: registryAbi,
      address: this.contracts.Registry,
      functionName: "figure",
      args: [figureNames.indexOf(which)],
    });
  }

  /** Makes the calls in blocks from `at` on. Before the present the house accepts everything, or the story is wrong. */
  async carry(calls: readonly Call[], at: number): Promise<void> {
    if (calls.length === 0) return;
    const refused = await this.carrier.carry(calls, at);
    this.refusals.push(...refused);
    const [first] = refused;
    if (first !== undefined && this.#isStrict) throw new Error(sentence(first));
  }

  /** Puts a text where everybody finds it by its hash; no text, no hash. */
  async keep(text: string | undefined): Promise<Hex> {
    if (text === undefined || text === "") return zeroHash;
    await this.#post("/records", text, "text/plain");
    return recordHash(text);
  }

  /** Hands in a signed line of the directory; one that is there already stays. */
  async introduce(line: unknown): Promise<void> {
    await this.#post("/directory", JSON.stringify(line), "application/json", [409]);
  }

  /** Hands in what somebody signed for the house's server alone. After the present people may have been quicker. */
  async say(path: string, content: unknown): Promise<void> {
    const fine = this.#isStrict ? [] : [403, 404, 409, 410, 451];
    await this.#post(path, JSON.stringify(content), "application/json", fine);
  }

  async #post(path: string, body: string, type: string, fine: readonly number[] = []): Promise<void> {
    const answer = await this.doors.request(path, { method: "POST", headers: { "content-type": type }, body });
    if (!answer.ok && !fine.includes(answer.status))
      throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }
}

function sentence({ call, refusal }: Refused): string {
  return `${call.contract}.${call.functionName} was refused: ${refusal.name ?? refusal.data}(${refusal.args.join(", ")})`;
}
