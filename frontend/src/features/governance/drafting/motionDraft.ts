import * as v from "valibot";
import * as houseGovernorAbi from "#protocol/abi/houseGovernor.ts";
import * as proposalsAbi from "#protocol/abi/proposals.ts";
import { address, bytes } from "#protocol/house/shapes.ts";
import { plainLine } from "#protocol/relay/plainText.ts";
import { MAX_RECORD_BYTES } from "#protocol/relay/records.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";
import type { MotionContent } from "../motions/motion.ts";
import { descriptionHash, proposalArgs } from "../motions/proposal.ts";

/** A motion that looks for its sponsors: kept as a record, so that a link is enough to read it and to stand behind it. */
const draftSchema = v.object({
  format: v.literal("motion 1"),
  calls: v.pipe(v.array(v.object({ target: address, data: bytes })), v.minLength(1), v.maxLength(10)),
  description: v.pipe(v.string(), v.minLength(1)),
});

/** The text of the record; undefined when it is longer than a record may be. */
export function writeDraft({ calls, description }: MotionContent): string | undefined {
  const draft = { format: "motion 1", calls: calls.map(({ target, data }) => ({ target, data })), description };
  const text = JSON.stringify(draft);
  return new TextEncoder().encode(text).length > MAX_RECORD_BYTES ? undefined : text;
}

/** The motion in a record; null when the record is something else. */
export function readDraft(text: string): MotionContent | null {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = v.safeParse(draftSchema, content);
  if (!parsed.success) return null;
  const { calls, description } = parsed.output;
  return { calls: calls.map((call) => ({ ...call, value: 0n })), description };
}

/** The four questions of a motion as its text: the first line is the title. */
export function composeDescription(title: string, answers: readonly { question: string; answer: string }[]): string {
  const paragraphs = answers
    .map(({ question, answer }) => ({ question, answer: plainLine(answer) }))
    .filter(({ answer }) => answer !== "")
    .map(({ question, answer }) => `${question} ${answer}`);
  return [plainLine(title), ...paragraphs].join("\n\n");
}

export interface Backing {
  id: bigint;
  needed: number;
  sponsors: number;
  /** How the seat that asks stands to it. `noPlace`: it stands behind as many open ones as it may. */
  mine: "backs" | "takenBack" | "noPlace" | "free";
  /** The number it got when it was put to the vote. */
  number?: number;
}

/** What the house will call this motion once it is proposed; its sponsors name it so already. */
export function proposalId(house: House, content: MotionContent): Promise<bigint> {
  return readHouse(house, houseGovernorAbi.hashProposal, [
    ...proposalArgs(content),
    descriptionHash(content.description),
  ]);
}

/** Who stands behind a draft so far, and whether it was put to the vote already. */
export async function readBacking(house: House, content: MotionContent, seat: number): Promise<Backing> {
  const id = await proposalId(house, content);
  const [needed, backers, takenBack, hasPlace, number] = await Promise.all([
    readHouse(house, proposalsAbi.sponsorsNeeded),
    readHouse(house, proposalsAbi.backersOf, [id]),
    readHouse(house, proposalsAbi.isTakenBack, [id, seat]),
    readHouse(house, proposalsAbi.hasPlace, [seat]),
    readHouse(house, proposalsAbi.numberOf, [id]),
  ]);
  const mine = backers.includes(seat) ? "backs" : takenBack ? "takenBack" : hasPlace ? "free" : "noPlace";
  const backing = { id, needed: Number(needed), sponsors: backers.length, mine } as const;
  return number === 0 ? backing : { ...backing, number };
}

/** Midnight (UTC) of a day as an input of type date gives it; undefined when there is none. */
export function dayStart(day: string): number | undefined {
  const at = Date.parse(`${day}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(at) ? at / 1000 : undefined;
}

/** The day of a moment (UTC), as an input of type date wants it. */
export function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
