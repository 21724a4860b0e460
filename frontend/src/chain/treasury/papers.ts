import * as v from "valibot";
import { type Address, decodeEventLog, type Hex, keccak256, numberToHex, toEventSelector, zeroHash } from "viem";
import { PaymentRequested } from "#protocol/abi/payments.ts";
import { inRanges } from "#protocol/house/logRanges.ts";
import { hiddenSchema } from "#protocol/relay/records.ts";
import {
  type Audience,
  handInMessage,
  type Paper,
  type PaperKind,
  READING_LASTS,
  readingMessage,
  readPapers,
  writePermit,
} from "#protocol/treasury/papers.ts";
import type { House } from "../node/house.ts";
import { readRecord } from "../records/useRecord.ts";
import type { SignedIn } from "../session/session.ts";
import { type SaidEnd, signedBy } from "../write/said.ts";

const PATIENCE = 60_000;
/** How long a hand-in may take, seconds. */
const HAND_IN_LASTS = 600;

/** Gives the house a paper, for one audience. Its bytes are what was hashed. */
export async function handInPaper(
  house: House,
  session: SignedIn,
  { bytes, audience }: { bytes: Uint8Array<ArrayBuffer>; audience: Audience },
): Promise<SaidEnd> {
  const paper = keccak256(bytes);
  const { account } = session;
  const until = house.clock.anchored() + HAND_IN_LASTS;
  const signature = await signedBy(session, handInMessage(house.deployment, { account, until, paper, audience }));
  if (typeof signature !== "string") return signature;
  const answer = await fetch(`/papers/${paper}?audience=${audience}`, {
    method: "POST",
    headers: { authorization: writePermit({ account, until, signature }), "content-type": "application/octet-stream" },
    body: bytes,
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => undefined);
  if (answer === undefined || answer.status >= 503) return { is: "refused", why: "unreachable" };
  if (answer.ok) return { is: "kept" };
  return { is: "refused", why: answer.status === 429 ? "full" : "malformed" };
}

/** What somebody has signed to read for some hours; it is forgotten with the page. */
const permits = new Map<Address, { until: number; header: string }>();

async function permitOf(house: House, session: SignedIn): Promise<string | undefined> {
  const { account } = session;
  // The house's server judges it, whose clock is the chain's within seconds; this device's may be anything.
  const now = house.clock.anchored();
  const known = permits.get(account);
  if (known !== undefined && known.until > now + 60) return known.header;
  const until = now + READING_LASTS - 60;
  const signature = await signedBy(session, readingMessage(house.deployment, { account, until }));
  if (typeof signature !== "string") return undefined;
  const header = writePermit({ account, until, signature });
  permits.set(account, { until, header });
  return header;
}

export type PaperRead =
  | { ok: true; blob: Blob }
  | { ok: false; why: "notAllowed" | "unknown" | "unreachable" | "changed" }
  /** Whoever runs the server has taken it out of sight. */
  | { ok: false; why: "hidden"; reason: string };

/** A paper's bytes, once they are what their hash says. Who is not signed in reads what is public. */
export async function readPaper(
  house: House,
  session: SignedIn | undefined,
  { hash, kind, audience }: { hash: Hex; kind: PaperKind; audience: Audience },
): Promise<PaperRead> {
  const header = audience === "public" || session === undefined ? undefined : await permitOf(house, session);
  const answer = await fetch(`/papers/${hash}`, {
    ...(header !== undefined && { headers: { authorization: header } }),
    cache: "no-store",
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => undefined);
  if (answer === undefined || answer.status >= 500) return { ok: false, why: "unreachable" };
  if (answer.status === 403) return { ok: false, why: "notAllowed" };
  if (answer.status === 451) {
    const told = v.safeParse(hiddenSchema, await answer.json().catch(() => undefined));
    if (told.success) return { ok: false, why: "hidden", reason: told.output.error.message };
  }
  if (!answer.ok) return { ok: false, why: "unknown" };
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (keccak256(bytes) !== hash) return { ok: false, why: "changed" };
  return { ok: true, blob: new Blob([bytes], { type: kind }) };
}

const TOPIC = toEventSelector(PaymentRequested);

/** What a request said of its papers, from the log of its making; none: it named none, or nobody keeps the list. */
export async function readRequestPapers(
  house: House,
  request: number,
): Promise<{ order: Hex; papers: readonly Paper[] }> {
  const { contracts, deployedAtBlock } = house.deployment;
  const latest = Number(await house.rpc.request({ method: "eth_blockNumber" }));
  const topics = [TOPIC, numberToHex(request, { size: 32 })] as [Hex, Hex];
  const fetchRange = ({ from, to }: { from: number; to: number }) =>
    house.rpc.request({
      method: "eth_getLogs",
      params: [{ address: contracts.Payments, topics, fromBlock: numberToHex(from), toBlock: numberToHex(to) }],
    });
  for await (const { result } of inRanges({ from: deployedAtBlock, to: latest }, fetchRange, 500_000)) {
    const [log] = result;
    if (log === undefined) continue;
    const { args } = decodeEventLog({ abi: [PaymentRequested], data: log.data, topics: log.topics });
    const text = args.documents === zeroHash ? undefined : await readRecord(args.documents);
    return { order: args.order, papers: (text === undefined ? undefined : readPapers(text)) ?? [] };
  }
  return { order: zeroHash, papers: [] };
}
