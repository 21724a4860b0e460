import { type Address, isAddressEqual, type PublicClient } from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { shareAbi } from "#protocol/abi/share.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { practiceKey } from "#protocol/house/practice.ts";
import type { Range, Story, StoryPerson } from "./Story.ts";

/** A person of the story with their key. */
export interface Actor {
  label: string;
  person: StoryPerson;
  account: PrivateKeyAccount;
  /** 0 = not a member. */
  seat: number;
}

export type Member = Actor & { seat: number };

/** Everybody in the story, and which seat each has by now. */
export class Cast {
  readonly people: readonly Actor[];
  readonly newcomers: readonly Actor[];
  /** The one somebody is playing in a browser: left alone. */
  playedBySomebody: string | undefined;
  readonly #deployment: Deployment;

  constructor(story: Story, deployment: Deployment) {
    this.#deployment = deployment;
    const actors = (kind: string, people: readonly StoryPerson[]) =>
      people.map((person, i): Actor => {
        const label = `${kind}:${i + 1}`;
        return { label, person, account: privateKeyToAccount(practiceKey(deployment.chainId, label)), seat: 0 };
      });
    this.people = actors("person", story.people);
    this.newcomers = actors("newcomer", story.newcomers);
  }

  get all(): readonly Actor[] {
    return [...this.people, ...this.newcomers];
  }

  /** Those whom the story may play now. */
  range([from, to]: Range): Actor[] {
    return this.#free(this.people.slice(from - 1, to));
  }

  person(number: number): Actor {
    const found = this.people[number - 1];
    if (found === undefined) throw new Error(`The story has no person ${number}`);
    return found;
  }

  /** Members whom the story may play now, by seat. */
  get members(): Member[] {
    return this.#free(this.all.filter(({ seat }) => seat > 0)).sort((a, b) => a.seat - b.seat);
  }

  /** Those of these seats whom the story may play, in the order of the seats. */
  ofSeats(seats: readonly number[]): Member[] {
    const bySeat = new Map(this.members.map((member) => [member.seat, member]));
    return seats.flatMap((seat) => bySeat.get(seat) ?? []);
  }

  isFree({ label }: Actor): boolean {
    return label !== this.playedBySomebody;
  }

  /** Asks the chain who has which seat. */
  async learnSeats(client: PublicClient): Promise<void> {
    const owners = await ownersOf(client, this.#deployment);
    const seats = new Map(owners.map((owner, i) => [owner.toLowerCase(), i + 1]));
    for (const actor of this.all) actor.seat = seats.get(actor.account.address.toLowerCase()) ?? 0;
  }

  find(account: Address): Actor | undefined {
    return this.all.find((actor) => isAddressEqual(actor.account.address, account));
  }

  #free(actors: readonly Actor[]): Actor[] {
    return actors.filter((actor) => this.isFree(actor));
  }
}

async function ownersOf(client: PublicClient, { contracts }: Deployment): Promise<readonly Address[]> {
  const at = { abi: shareAbi, address: contracts.Share } as const;
  const last = await client.readContract({ ...at, functionName: "lastSeat" });
  if (last === 0) return [];
  return client.readContract({ ...at, functionName: "owners", args: [1, last] });
}
