import { Majority, proposalStateNames } from "#protocol/abi/enums.ts";
import * as proposalsAbi from "#protocol/abi/proposals.ts";
import { plainLine } from "#protocol/relay/plainText.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";
import { queries } from "../../../chain/node/useRead.ts";
import type { MotionCall } from "./decision.ts";

/** Nobody can take a motion back here, so `canceled` never comes. */
export type MotionState = (typeof proposalStateNames)[number];

/** A proposal of the house's governor, without its words. */
export interface Motion {
  id: bigint;
  /** From 1, in the order they came: its address here. */
  number: number;
  proposerSeat: number;
  sponsors: number;
  blockNumber: number;
  /** Members born before this second vote; the vote opens right after it. */
  snapshot: number;
  deadline: number;
  eta: number;
  expiresAt: number;
  state: MotionState;
  /** It needs two thirds of those for or against, instead of more for than against. */
  twoThirds: boolean;
  inFavour: number;
  against: number;
  abstained: number;
  quorum: number;
  electorate: number;
}

/** What was proposed: fixed for ever with the motion. */
export interface MotionContent {
  calls: readonly MotionCall[];
  description: string;
}

export type WholeMotion = Motion & { content: MotionContent };

/** The newest `count` motions with their words, newest first, and how many there are in all. */
export async function readMotions(house: House, count: number): Promise<{ all: number; newest: WholeMotion[] }> {
  const all = await readHouse(house, proposalsAbi.proposalCount);
  if (all === 0) return { all, newest: [] };
  const first = Math.max(1, all - count + 1);
  const page = await readHouse(house, proposalsAbi.proposalsPage, [first, count]);
  const newest = await Promise.all(page.map((one) => withContent(house, one)));
  return { all, newest: newest.reverse() };
}

/** Motions of one answer of the node. */
const STRIDE = 50;

/** The motions on which the vote ended in `[from, until)`, UTC seconds, in the order of their ends, with their words. */
export async function readVoted(house: House, from: number, until: number): Promise<WholeMotion[]> {
  const all = await readHouse(house, proposalsAbi.proposalCount);
  const firsts = Array.from({ length: Math.ceil(all / STRIDE) }, (_, i) => 1 + i * STRIDE);
  const parts = await Promise.all(firsts.map((first) => readHouse(house, proposalsAbi.proposalsPage, [first, STRIDE])));
  const voted = parts.flat().filter(({ deadline }) => deadline >= from && deadline < until);
  const motions = await Promise.all(voted.map((one) => withContent(house, one)));
  return motions.sort((one, other) => one.deadline - other.deadline || one.number - other.number);
}

/** One motion by its number; null when there is none. */
export async function readMotion(house: House, number: number): Promise<WholeMotion | null> {
  if (!Number.isSafeInteger(number) || number < 1 || number > 0xffffffff) return null;
  const [found] = await readHouse(house, proposalsAbi.proposalsPage, [number, 1]);
  return found === undefined ? null : withContent(house, found);
}

type MotionOnChain = Omit<Motion, "state" | "twoThirds"> & { state: number; majority: number };

async function withContent(house: House, { majority, ...found }: MotionOnChain): Promise<WholeMotion> {
  const state = proposalStateNames[found.state] ?? "expired";
  const motion = { ...found, state, twoThirds: majority === Majority.TwoThirds };
  return { ...motion, content: await contentOf(house, motion) };
}

/** What was proposed never changes: it is fetched once a visit, by a file that a page which came with it does not need. */
function contentOf(house: House, motion: Pick<Motion, "id" | "blockNumber">): Promise<MotionContent> {
  return queries.fetchQuery({
    queryKey: ["motionContent", house.deployment.houseId, motion.id.toString()],
    queryFn: async () => (await import("./motionContent.ts")).readContent(house, motion),
  });
}

/**
 * The state by the clock. What the contract says it says for its last block, and a quiet chain's last block may be
 * hours old.
 */
export function stateAt(motion: Motion, now: number): MotionState {
  let { state } = motion;
  if (state === "pending" && now > motion.snapshot) state = "active";
  if (state === "active" && now > motion.deadline) state = isAdopted(motion) ? "succeeded" : "defeated";
  if ((state === "succeeded" || state === "queued") && now > motion.expiresAt) state = "expired";
  return state;
}

type VoteCounts = Pick<Motion, "inFavour" | "against" | "abstained" | "quorum" | "twoThirds">;

export function turnout({ inFavour, against, abstained }: VoteCounts): number {
  return inFavour + against + abstained;
}

function isAdopted(tally: VoteCounts): boolean {
  if (turnout(tally) < tally.quorum || tally.inFavour <= tally.against) return false;
  return !tally.twoThirds || tally.inFavour >= 2 * tally.against;
}

/** What would become of it if the vote closed now. */
export function verdict(tally: VoteCounts): { is: "adopted" | "tooFew" | "rejected"; missing: number } {
  const missing = Math.max(0, tally.quorum - turnout(tally));
  if (missing > 0) return { is: "tooFew", missing };
  return { is: isAdopted(tally) ? "adopted" : "rejected", missing };
}

export type Group = "now" | "soon" | "decided";

export function groupOf(state: MotionState): Group {
  if (state === "active") return "now";
  return state === "pending" ? "soon" : "decided";
}

/** The title is the first line, the rest are paragraphs. Words by a stranger: still to be shown in `<bdi>`. */
export function splitDescription(description: string): { title: string; paragraphs: string[] } {
  const [first = "", ...rest] = description
    .replace(/#proposer=0x[0-9a-fA-F]{40}\s*$/, "")
    .trim()
    .split("\n");
  const paragraphs = rest
    .join("\n")
    .split(/\n\s*\n/)
    .map(plainLine);
  return { title: plainLine(first.replace(/^#+\s*/, "")), paragraphs: paragraphs.filter((text) => text !== "") };
}
