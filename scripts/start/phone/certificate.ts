import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** What a server shows, and the key that goes with it, both as PEM. */
export interface Certificate {
  cert: string;
  key: string;
}

export interface CertificateOptions {
  /** Who is named on it. */
  name: string;
  /** The IPv4 address that it is for. */
  address: string;
  /** UTC seconds between which it counts. */
  from: number;
  until: number;
}

const ecdsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));

/** A certificate that only its own key vouches for (X.509, RFC 5280; P-256), for one server at one address. */
export function makeCertificate({ name, address, from, until }: CertificateOptions): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const commonName = sequence(element(0x31, sequence(oid(0x55, 0x04, 0x03), element(0x0c, Buffer.from(name)))));
  // Which key is known to whoever looks; it takes no part in what the certificate is worth.
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(15)]);
  const statement = sequence(
    element(0xa0, integer(Buffer.from([2]))),
    integer(serial),
    ecdsaWithSha256,
    commonName,
    sequence(time(from), time(until)),
    commonName,
    publicKey.export({ type: "spki", format: "der" }),
    element(
      0xa3,
      sequence(
        // It vouches for no other certificate, whoever is made to trust it.
        extension(oid(0x55, 0x1d, 0x13), sequence(), { critical: true }),
        // To sign, for a server, at this address.
        extension(oid(0x55, 0x1d, 0x0f), element(0x03, Buffer.from([7, 0x80])), { critical: true }),
        extension(oid(0x55, 0x1d, 0x25), sequence(oid(0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01))),
        extension(oid(0x55, 0x1d, 0x11), sequence(element(0x87, Buffer.from(address.split(".").map(Number))))),
      ),
    ),
  );
  const signature = sign("sha256", statement, privateKey);
  const whole = sequence(statement, ecdsaWithSha256, element(0x03, Buffer.from([0]), signature));
  const lines = whole.toString("base64").match(/.{1,64}/g) ?? [];
  return {
    cert: ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n"),
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

/** An element of DER: its tag, its length, its content. */
function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content)]), content]);
}

function lengthOf({ length }: Uint8Array): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return element(0x30, ...parts);
}

/** Above zero: its first bit is not set. */
function integer(bytes: Uint8Array): Buffer {
  return element(0x02, bytes);
}

function oid(...bytes: readonly number[]): Buffer {
  return element(0x06, Uint8Array.from(bytes));
}

function extension(id: Buffer, value: Buffer, { critical = false } = {}): Buffer {
  const parts = critical ? [element(0x01, Buffer.from([0xff]))] : [];
  return sequence(id, ...parts, element(0x04, value));
}

/** A year has two digits until 2049, four from then on. */
function time(seconds: number): Buffer {
  const digits = new Date(seconds * 1_000).toISOString().replace(/[-:T]|\.\d+/g, "");
  return digits < "2050" ? element(0x17, Buffer.from(digits.slice(2))) : element(0x18, Buffer.from(digits));
}
