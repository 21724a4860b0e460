import * as v from "valibot";
import type { Hex } from "viem";
import { address, bytesOf, whole, word } from "../house/shapes.ts";
import type { Signable, SigningHouse } from "../house/typedData.ts";

/** Who may read a paper: those in office with the team, all members, everybody. */
export const audiences = ["table", "members", "public"] as const;
export type Audience = (typeof audiences)[number];

/** What a paper can be. */
const paperKinds = ["application/pdf", "image/jpeg", "image/png"] as const;
export type PaperKind = (typeof paperKinds)[number];

/** Bytes of one paper. */
export const MOST_PAPER_BYTES = 8_000_000;
/** Papers of one request. */
const MOST_PAPERS = 10;
/** How long one signature lets somebody read, seconds. */
export const READING_LASTS = 8 * 3_600;

/**
 * The papers of a request, as a record: everybody sees hash, kind and size; the bytes go to whoever may read them. Its
 * hash is what the request names as its documents.
 */
const paperListSchema = v.object({
  format: v.literal("papers 1"),
  papers: v.pipe(
    v.array(v.object({ hash: word, kind: v.picklist(paperKinds), bytes: whole, audience: v.picklist(audiences) })),
    v.minLength(1),
    v.maxLength(MOST_PAPERS),
  ),
});
export type Paper = v.InferOutput<typeof paperListSchema>["papers"][number];

/** `GET /papers?since=…`: for the house's other relays, what is kept and when it came. */
export const listedPapersSchema = v.array(v.object({ hash: word, audience: v.picklist(audiences), at: whole }));
export type ListedPaper = v.InferOutput<typeof listedPapersSchema>[number];

export function writePapers(papers: readonly Paper[]): string {
  return JSON.stringify({ format: "papers 1", papers });
}

/** The papers in a record; undefined: it is something else. */
export function readPapers(text: string): readonly Paper[] | undefined {
  try {
    return v.parse(paperListSchema, JSON.parse(text)).papers;
  } catch {
    // Whatever is no list of papers is some other text.
    return undefined;
  }
}

/** What a paper is, by its first bytes: a name or a header can say anything. */
export function kindOf(bytes: Uint8Array): PaperKind | undefined {
  const begins = (...signs: number[]) => signs.every((sign, i) => bytes[i] === sign);
  if (begins(0x25, 0x50, 0x44, 0x46, 0x2d)) return "application/pdf";
  if (begins(0xff, 0xd8, 0xff)) return "image/jpeg";
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
  return undefined;
}

/** What stands in the header `Authorization: Runde …`, as JSON in base64url. */
const permitSchema = v.object({
  account: address,
  until: whole,
  signature: bytesOf(0, 1_024),
});
export type Permit = v.InferOutput<typeof permitSchema>;

export function writePermit(permit: Permit): string {
  const text = btoa(JSON.stringify(permit));
  return `Runde ${text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

export function readPermit(header: string | undefined): Permit | undefined {
  const [, text] = /^Runde ([A-Za-z0-9_-]{1,4096})$/.exec(header ?? "") ?? [];
  if (text === undefined) return undefined;
  try {
    return v.parse(permitSchema, JSON.parse(atob(text.replaceAll("-", "+").replaceAll("_", "/"))));
  } catch {
    // Cut off or made up: it permits nothing.
    return undefined;
  }
}

type At = Pick<SigningHouse, "chainId" | "contracts">;

const domainOf = (house: At): Signable["domain"] => ({
  name: "Runde Papers",
  version: "1",
  chainId: house.chainId,
  verifyingContract: house.contracts.Payments,
});

/** Lets somebody read what they may read, for some hours. It is no login for anything else. */
export function readingMessage(house: At, { account, until }: Pick<Permit, "account" | "until">): Signable {
  return {
    domain: domainOf(house),
    types: {
      Reading: [
        { name: "account", type: "address" },
        { name: "until", type: "uint48" },
      ],
    },
    primaryType: "Reading",
    message: { account, until },
  };
}

/** Hands one paper in, for one audience. */
export function handInMessage(
  house: At,
  { account, until, paper, audience }: Pick<Permit, "account" | "until"> & { paper: Hex; audience: Audience },
): Signable {
  return {
    domain: domainOf(house),
    types: {
      PaperHandIn: [
        { name: "account", type: "address" },
        { name: "paper", type: "bytes32" },
        { name: "audience", type: "string" },
        { name: "until", type: "uint48" },
      ],
    },
    primaryType: "PaperHandIn",
    message: { account, paper, audience, until },
  };
}
