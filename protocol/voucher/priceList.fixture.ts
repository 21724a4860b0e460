import { keccak256, stringToHex } from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import type { SigningHouse } from "../house/typedData.ts";
import { type PriceList, priceListMessage, type SignedPriceList } from "./priceList.ts";

/** Bread in two classes, and a thing of none. */
export const someBread: PriceList = {
  taxes: [
    { label: "A", rate: 1_900 },
    { label: "B", rate: 700 },
  ],
  groups: [
    {
      name: { en: "Bread", de: "Brot" },
      items: [
        { name: { en: "Loaf", de: "Laib" }, amount: 420, tax: "B" },
        { name: { en: "Apron", de: "Schürze" }, amount: 1_900, tax: "A" },
      ],
    },
    { items: [{ name: { en: "Bag", de: "Tüte" }, amount: 20 }] },
  ],
};

export const signer = (name: string): PrivateKeyAccount => privateKeyToAccount(keccak256(stringToHex(name)));

export async function signedBy(
  by: PrivateKeyAccount,
  house: SigningHouse,
  version: string,
  list: PriceList = someBread,
): Promise<SignedPriceList> {
  const message = priceListMessage(house, { list, by: by.address, version });
  const signature = await by.signTypedData(message as Parameters<PrivateKeyAccount["signTypedData"]>[0]);
  return { list, by: by.address, version, signature };
}
