import { type DBSchema, openDB } from "idb";
import { bytesToHex, type Hex, stringToBytes } from "viem";

/** Who works at this counter. A PIN is kept only as an HMAC under a key that cannot be read, not even by this page. */
interface Person {
  name: string;
  mac: Hex;
  /** Wrong PINs since the last right one. */
  fails: number;
  /** Locked until then, UTC seconds. */
  lockedUntil: number;
}

export type PinAnswer = { is: "right" } | { is: "wrong"; left: number } | { is: "locked"; until: number };

interface PeopleSchema extends DBSchema {
  keys: { key: string; value: CryptoKey };
  people: { key: string; value: Person };
}

const TRIES = 5;
/** Seconds. */
const LOCKED_FOR = 900;

export const isPin = (text: string): boolean => /^\d{4,8}$/.test(text);

export async function openPeople(houseId: string) {
  const db = await openDB<PeopleSchema>(`runde-till-people-${houseId}`, 1, {
    upgrade(fresh) {
      fresh.createObjectStore("keys");
      fresh.createObjectStore("people", { keyPath: "name" });
    },
  });

  async function macOf(name: string, pin: string): Promise<Hex> {
    let key = await db.get("keys", "pin");
    if (key === undefined) {
      key = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
      await db.put("keys", key, "pin");
    }
    const text = stringToBytes(`${name}\n${pin}`) as Uint8Array<ArrayBuffer>;
    return bytesToHex(new Uint8Array(await crypto.subtle.sign("HMAC", key, text)));
  }

  return {
    names: () => db.getAllKeys("people"),

    /** Puts somebody on the list, or gives them another PIN. */
    async add(name: string, pin: string): Promise<void> {
      const mac = await macOf(name, pin);
      await db.put("people", { name, mac, fails: 0, lockedUntil: 0 });
    },

    /** @param now UTC seconds. */
    async check(name: string, pin: string, now: number): Promise<PinAnswer> {
      const mac = await macOf(name, pin);
      const write = db.transaction("people", "readwrite", { durability: "strict" });
      const person = await write.store.get(name);
      if (person === undefined) return { is: "wrong", left: 0 };
      if (person.lockedUntil > now) return { is: "locked", until: person.lockedUntil };
      const right = person.mac === mac;
      const fails = right ? 0 : person.fails + 1;
      const locked = fails >= TRIES;
      const lockedUntil = locked ? now + LOCKED_FOR : 0;
      await Promise.all([write.store.put({ ...person, fails: locked ? 0 : fails, lockedUntil }), write.done]);
      if (right) return { is: "right" };
      return locked ? { is: "locked", until: lockedUntil } : { is: "wrong", left: TRIES - fails };
    },

    close: () => db.close(),
  };
}
