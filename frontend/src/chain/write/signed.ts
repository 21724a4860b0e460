import { type Message, type MessageName, signable, structHash } from "#protocol/house/typedData.ts";
import type { House } from "../node/house.ts";
import type { Deed } from "./act.ts";

/** What a signed message adds to a deed: the signature that is asked for, and the code that names it afterwards. */
export function signed<N extends MessageName>(house: House, name: N, message: Message<N>): Pick<Deed, "sign" | "code"> {
  return { sign: signable(house.deployment, name, message), code: structHash(name, message) };
}
