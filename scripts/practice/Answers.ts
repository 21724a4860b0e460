import * as v from "valibot";
import { admissionAbi } from "#protocol/abi/admission.ts";
import { ProposalState, RequestState } from "#protocol/abi/enums.ts";
import { houseGovernorAbi } from "#protocol/abi/houseGovernor.ts";
import { paymentsAbi } from "#protocol/abi/payments.ts";
import { proposalsAbi } from "#protocol/abi/proposals.ts";
import { proposalsIn } from "#protocol/governance/openProposals.ts";
import type { Message } from "#protocol/house/typedData.ts";
import { signable } from "#protocol/house/typedData.ts";
import { invitationPageSchema } from "#protocol/membership/invitations.ts";
import { type ToldQuestion, toldQuestionsSchema } from "#protocol/relay/questions.ts";
import { recordHash } from "#protocol/relay/records.ts";
import { voteOn } from "../demo/acts/decisions.ts";
import { admission } from "../demo/acts/joining.ts";
import { visitorsReply } from "../demo/acts/questions.ts";
import { tableNow } from "../demo/acts/table.ts";
import { approveRequest } from "../demo/acts/treasury.ts";
import { callOf } from "../demo/Carrier.ts";
import { shuffled } from "../demo/choice.ts";
import type { Stage } from "../demo/Stage.ts";
import type { Story } from "../demo/Story.ts";

/** How many of all members vote on a visitor's motion, and how. */
const VOTES = { inFavour: 0.3, against: 0.08, abstain: 0.02 } as const;
/** Requests looked through, the newest first. */
const REQUESTS = 100n;
const MINUTE = 60;
/** The story is looked through for what it has begun itself, this far ahead. */
const AHEAD = 86_400;

interface Waiting {
  /** Drafts of motions that some stand behind, and too few. */
  drafts: bigint[];
  motions: bigint[];
  requests: bigint[];
  /** Accounts that have opened a link of the admissions desk. */
  applicants: `0x${string}`[];
  /** Replies to questions, each given at a second of its own. */
  replies: ((at: number) => Promise<void>)[];
}

/** What a visitor has begun, whoever they were when they did: the story's people answer it when they are asked to. */
export class Answers {
  readonly #stage: Stage;
  readonly #story: Story;

  constructor(stage: Stage, story: Story) {
    this.#stage = stage;
    this.#story = story;
  }

  async waiting(now: number): Promise<Waiting> {
    const own = this.#ownOf(now);
    const [drafts, motions, requests, applicants, replies] = await Promise.all([
      this.#drafts(),
      this.#motions(now, own.titles),
      this.#requests(now, own.notes),
      this.#applicants(),
      this.#replies(now, own.questions),
    ]);
    return { drafts, motions, requests, applicants, replies };
  }

  /** All that waits is answered, one thing after another, from a second of the chain on. */
  async give(now: number): Promise<void> {
    const { drafts, motions, requests, applicants, replies } = await this.waiting(now);
    let at = now + 1;
    const next = () => {
      at += MINUTE;
      return at;
    };
    for (const draft of drafts) await this.#standBehind(draft, next());
    for (const motion of motions) await this.#voteOn(motion, next());
    const approvals = Number(await this.#stage.figure("approvals"));
    for (const id of requests) await approveRequest(this.#stage, { id, word: `request ${id}`, approvals }, next());
    for (const account of applicants) {
      const label = this.#stage.cast.find(account)?.label ?? `own wallet ${account.toLowerCase()}`;
      const when = next();
      await this.#stage.carry(await admission(this.#stage, { account, label }, when), when);
    }
    for (const reply of replies) await reply(next());
  }

  /** Only the questions: who has asked one is answered by the time they arrive anywhere. */
  async reply(now: number): Promise<void> {
    const replies = await this.#replies(now, this.#ownOf(now).questions);
    for (const [i, reply] of replies.entries()) await reply(now + (i + 1) * MINUTE);
  }

  /** Only the votes: whoever goes to the end of one finds that the others have voted. Of the story's own it leaves be. */
  async vote(now: number): Promise<void> {
    const motions = await this.#motions(now, this.#ownOf(now).titles);
    for (const [i, motion] of motions.entries()) await this.#voteOn(motion, now + (i + 1) * MINUTE);
  }

  async #voteOn(motion: bigint, at: number): Promise<void> {
    const members = this.#stage.cast.all.filter(({ seat }) => seat > 0).length;
    const part = (share: number) => Math.ceil(share * members);
    const { inFavour, against, abstain } = VOTES;
    const words = { inFavour: part(inFavour), against: part(against), abstain: part(abstain) };
    await voteOn(this.#stage, motion, { title: `motion ${motion}`, ...words }, at);
  }

  /** What the story begins itself it also ends itself. */
  #ownOf(now: number): { titles: Set<string>; notes: Set<string>; questions: Set<string> } {
    const scenes = this.#story.scenes(this.#story.beginsAt - 1, now + AHEAD);
    return {
      titles: new Set(scenes.flatMap((scene) => (scene.act === "propose" ? [scene.title] : []))),
      notes: new Set(scenes.flatMap((scene) => (scene.act === "ask" ? [recordHash(scene.note)] : []))),
      questions: new Set(scenes.flatMap((scene) => (scene.act === "question" ? [scene.text] : []))),
    };
  }

  async #drafts(): Promise<bigint[]> {
    const { client, contracts, deployment } = this.#stage;
    const where = { abi: proposalsAbi, address: contracts.Proposals } as const;
    const events = await client.getContractEvents({
      ...where,
      eventName: "ProposalSponsored",
      fromBlock: BigInt(deployment.deployedAtBlock),
      strict: true,
    });
    const needed = await client.readContract({ ...where, functionName: "sponsorsNeeded" });
    const ids = [...new Set(events.map(({ args }) => args.proposal))];
    const looked = await Promise.all(
      ids.map(async (id) => {
        const [number, backers] = await Promise.all([
          client.readContract({ ...where, functionName: "numberOf", args: [id] }),
          client.readContract({ ...where, functionName: "backersOf", args: [id] }),
        ]);
        return number === 0 && backers.length > 0 && BigInt(backers.length) < needed;
      }),
    );
    return ids.filter((_, i) => looked[i]);
  }

  async #motions(now: number, titles: ReadonlySet<string>): Promise<bigint[]> {
    const { client, contracts, deployment } = this.#stage;
    const where = { abi: proposalsAbi, address: contracts.Proposals } as const;
    const count = await client.readContract({ ...where, functionName: "proposalCount" });
    const active = await proposalsIn([ProposalState.Active], now, count, (first, size) =>
      client.readContract({ ...where, functionName: "proposalsPage", args: [first, size] }),
    );
    const few = active.filter(({ inFavour, against, abstained, quorum }) => inFavour + against + abstained < quorum);
    if (few.length === 0) return [];
    const events = await client.getContractEvents({
      abi: houseGovernorAbi,
      address: contracts.HouseGovernor,
      eventName: "ProposalCreated",
      fromBlock: BigInt(deployment.deployedAtBlock),
      strict: true,
    });
    const title = new Map(events.map(({ args }) => [args.proposalId, args.description.split("\n")[0] ?? ""]));
    return few.map(({ id }) => id).filter((id) => !titles.has(title.get(id) ?? ""));
  }

  async #requests(now: number, notes: ReadonlySet<string>): Promise<bigint[]> {
    const { client, contracts } = this.#stage;
    const where = { abi: paymentsAbi, address: contracts.Payments } as const;
    const count = await client.readContract({ ...where, functionName: "requestCount" });
    const first = count > REQUESTS ? count - REQUESTS + 1n : 1n;
    const page = await client.readContract({ ...where, functionName: "requests", args: [first, REQUESTS] });
    const open = page.filter(({ state, ref }) => state === RequestState.Open && !notes.has(ref));
    if (open.length === 0 || (await tableNow(this.#stage, now)).length === 0) return [];
    return open.map(({ id }) => id);
  }

  /** Whoever plays the admissions desk answers there. */
  async #applicants(): Promise<`0x${string}`[]> {
    const { client, contracts, cast, doors } = this.#stage;
    if (cast.playedBySomebody?.startsWith("registrar")) return [];
    const answer = await doors.request("/invitations");
    const { changed } = v.parse(invitationPageSchema, await answer.json());
    const opened = changed.filter((one) => one.answer === undefined && one.openings.length === 1);
    const accounts = opened.map(({ openings }) => openings[0]!.account);
    const isAdmitted = await Promise.all(
      accounts.map((account) =>
        client.readContract({
          abi: admissionAbi,
          address: contracts.Admission,
          functionName: "isAdmitted",
          args: [account],
        }),
      ),
    );
    return accounts.filter((_, i) => !isAdmitted[i]);
  }

  async #replies(now: number, texts: ReadonlySet<string>): Promise<Waiting["replies"]> {
    const answer = await this.#stage.doors.request("/relay/questions");
    const told = v.parse(toldQuestionsSchema, await answer.json());
    const isOpen = (one: ToldQuestion) =>
      one.said !== undefined && one.answer === undefined && one.answerHidden === undefined;
    const open = told.filter((one) => isOpen(one) && !texts.has(one.said?.question.text ?? ""));
    const replies = await Promise.all(open.map((one) => visitorsReply(this.#stage, one, now)));
    return replies.filter((reply) => reply !== undefined);
  }

  async #standBehind(proposal: bigint, at: number): Promise<void> {
    const { client, contracts, cast, deployment } = this.#stage;
    const where = { abi: proposalsAbi, address: contracts.Proposals } as const;
    const [needed, backers] = await Promise.all([
      client.readContract({ ...where, functionName: "sponsorsNeeded" }),
      client.readContract({ ...where, functionName: "backersOf", args: [proposal] }),
    ]);
    const hasPlace = (seat: number) => client.readContract({ ...where, functionName: "hasPlace", args: [seat] });
    const others = shuffled(cast.members, `stands behind ${proposal}`, ({ seat }) => seat);
    const free: typeof others = [];
    for (const one of others) {
      if (free.length + backers.length >= Number(needed)) break;
      if (!backers.includes(one.seat) && (await hasPlace(one.seat))) free.push(one);
    }
    const calls = free.map(async ({ seat, account }) => {
      const message: Message<"Sponsorship"> = {
        proposal,
        seat,
        epoch: await this.#stage.epoch(seat),
        deadline: this.#stage.deadline(at),
      };
      const signature = await this.#stage.sign(account, signable(deployment, "Sponsorship", message));
      return callOf("Proposals", proposalsAbi, "sponsor", [message, signature]);
    });
    await this.#stage.carry(await Promise.all(calls), at);
  }
}
