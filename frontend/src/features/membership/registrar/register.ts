import * as v from "valibot";
import { bytesToHex, type Hex } from "viem";
import { address, bytes, ifFits } from "#protocol/house/shapes.ts";
import { invitationOf } from "#protocol/membership/invitations.ts";
import { type ListedPerson, personKey } from "./peopleCsv.ts";

const entrySchema = v.object({
  name: v.string(),
  born: v.string(),
  contact: v.string(),
  /** One for each person: what the chain knows of them. */
  nullifier: bytes,
  /** What stands behind the # of the present link. */
  secret: bytes,
  invitation: bytes,
  /** UTC seconds, the last one in which the link can be opened. */
  until: v.number(),
  /** Whose digits were compared by voice: this account shall be admitted. */
  compared: v.optional(address),
  /** What was signed last, so that it can be taken back whether or not it was brought. */
  signedUntil: v.optional(v.number()),
  /** Why the person was refused. */
  refused: v.optional(v.string()),
});
/** A person in the register. Nothing of it but hashes ever leaves the registrar's browser. */
export type Entry = v.InferOutput<typeof entrySchema>;

const registerSchema = v.object({
  format: v.literal("runde register 1"),
  /** Makes nullifiers; whoever has it can tell whether somebody is in the register. */
  key: bytes,
  people: v.array(entrySchema),
});
/** Whom the registrar knows. It is kept sealed (`registerFile.ts`). */
export type Register = v.InferOutput<typeof registerSchema>;

export function readRegister(text: string): Register | undefined {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  return ifFits(registerSchema, content);
}

export function newRegister(): Register {
  return { format: "runde register 1", key: random(32), people: [] };
}

function random(bytes: number): Hex {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(bytes)));
}

/** The mark of a person: keyed, so that nobody can try names against the chain; the same however the name is written. */
async function nullifierOf(key: CryptoKey, person: Pick<ListedPerson, "name" | "born">): Promise<Hex> {
  const text = new TextEncoder().encode(personKey(person));
  return bytesToHex(new Uint8Array(await crypto.subtle.sign("HMAC", key, text)));
}

/** Makes links for people, and tells how far it is: ten thousand take a moment. */
export async function entriesFor(
  register: Pick<Register, "key">,
  people: readonly ListedPerson[],
  { houseId, until }: { houseId: Hex; until: number },
  tell: (done: number) => void = () => {},
): Promise<Entry[]> {
  const key = await hmacKey(register.key);
  const entries: Entry[] = [];
  for (const person of people) {
    const secret = random(16);
    entries.push({
      ...person,
      nullifier: await nullifierOf(key, person),
      secret,
      invitation: invitationOf(houseId, secret),
      until,
    });
    if (entries.length % STEP === 0) {
      tell(entries.length);
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  return entries;
}

/** People between two looks at the screen. */
const STEP = 250;

function hmacKey(key: Hex): Promise<CryptoKey> {
  const bytes = Uint8Array.from(key.slice(2).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}

/** The same register with some of its people changed. */
export function withEntries(register: Register, changed: readonly Entry[]): Register {
  const of = new Map(changed.map((entry) => [entry.nullifier, entry]));
  const kept = register.people.map((entry) => of.get(entry.nullifier) ?? entry);
  const known = new Set(register.people.map(({ nullifier }) => nullifier));
  return { ...register, people: [...kept, ...changed.filter(({ nullifier }) => !known.has(nullifier))] };
}
