import { type DBSchema, openDB } from "idb";
import type { Address } from "viem";
import { keyHashOf, makeKeyPair, publicKeyOf } from "#protocol/voucher/p256.ts";
import { keeping } from "../../../chain/node/kept.ts";

/** A phone's key for one account. The private half never leaves the browser: it cannot be read, only used. */
export interface SpendKeyPair {
  privateKey: CryptoKey;
  keyHash: bigint;
}

interface SpendKeySchema extends DBSchema {
  keys: { key: string; value: SpendKeyPair };
}

/** The key to enrol, of this browser for an account; throws `NotKept`. */
export async function keyToEnrol(houseId: string, account: Address): Promise<SpendKeyPair> {
  const keys = await keeping(openSpendKeys(houseId));
  return keeping(keys.findOrMake(account)).finally(keys.close);
}

/** The keys that this browser holds, by account; a house begun again starts without. */
export async function openSpendKeys(houseId: string) {
  const db = await openDB<SpendKeySchema>(`runde-phone-${houseId}`, 1, {
    upgrade(fresh) {
      fresh.createObjectStore("keys");
    },
  });
  return {
    find: (account: Address) => db.get("keys", account.toLowerCase()),

    /** The key to enrol: the one at hand, or a new one. Kept before it is enrolled, so that it cannot be lost between. */
    async findOrMake(account: Address): Promise<SpendKeyPair> {
      const known = await db.get("keys", account.toLowerCase());
      if (known !== undefined) return known;
      const { privateKey, publicKey } = await makeKeyPair();
      const pair = { privateKey, keyHash: keyHashOf(await publicKeyOf(publicKey)) };
      const write = db.transaction("keys", "readwrite", { durability: "strict" });
      await Promise.all([write.store.put(pair, account.toLowerCase()), write.done]);
      return pair;
    },

    close: () => db.close(),
  };
}
