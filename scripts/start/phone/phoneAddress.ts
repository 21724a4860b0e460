import { isIPv4 } from "node:net";
import { type NetworkInterfaceInfo, networkInterfaces } from "node:os";

/** Networks of homes and offices, the likeliest first. */
const homes = [/^192\.168\./, /^10\./, /^172\.(1[6-9]|2\d|3[01])\./];

/** The addresses (IPv4) at which a phone in the same network may reach this computer, the likeliest first. */
export function phoneAddresses(
  interfaces: NodeJS.Dict<Pick<NetworkInterfaceInfo, "address" | "family" | "internal">[]> = networkInterfaces(),
): string[] {
  const all = Object.values(interfaces).flatMap((list = []) =>
    list.filter(({ family, internal }) => family === "IPv4" && !internal).map(({ address }) => address),
  );
  return homes.flatMap((home) => all.filter((address) => home.test(address)));
}

/** The one address that a phone is told; throws with a sentence for a person. */
export function choosePhoneAddress(asked: string | true, found = phoneAddresses()): string {
  if (asked !== true) {
    if (!isIPv4(asked)) throw new Error(`--phone-at wants an address such as 192.168.1.7, and "${asked}" is none`);
    return asked;
  }
  const [first] = found;
  if (first === undefined) {
    throw new Error(
      "This computer is in no network in which a phone could reach it. Join one, or name its address: npm start -- --phone-at ADDRESS",
    );
  }
  return first;
}
