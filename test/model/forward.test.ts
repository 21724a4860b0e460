import * as v from "valibot";
import {
  encodeFunctionData,
  type Hex,
  keccak256,
  parseAbi,
  stringToHex,
  type TypedDataDefinition,
  zeroHash,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { admissionAbi } from "#protocol/abi/admission.ts";
import { electionsAbi } from "#protocol/abi/elections.ts";
import { ProposalState, RequestState } from "#protocol/abi/enums.ts";
import { houseGovernorAbi } from "#protocol/abi/houseGovernor.ts";
import { paymentsAbi } from "#protocol/abi/payments.ts";
import { proposalsAbi } from "#protocol/abi/proposals.ts";
import { registryAbi } from "#protocol/abi/registry.ts";
import { reportsAbi } from "#protocol/abi/reports.ts";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { shareAbi } from "#protocol/abi/share.ts";
import { tokenAbi } from "#protocol/abi/token.ts";
import { treasuryAbi } from "#protocol/abi/treasury.ts";
import { voucherAbi } from "#protocol/abi/voucher.ts";
import type { ContractName } from "#protocol/house/deployments.ts";
import { practiceAddress, practiceKey, practicePeopleSchema } from "#protocol/house/practice.ts";
import { type PracticeState, practiceStateSchema } from "#protocol/house/practiceClock.ts";
import { joinPayment, type Message, nonceSubject, type Signable, signable } from "#protocol/house/typedData.ts";
import { invitationListMessage, openingMessage } from "#protocol/membership/invitations.ts";
import { type AskedKind, questionMessage, toldQuestionsSchema } from "#protocol/relay/questions.ts";
import { categoryCode } from "#protocol/treasury/accounts.ts";
import { LANE_B } from "#protocol/treasury/lanes.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { presentBegins } from "#scripts/tests/fakedDay.ts";
import { aToldHouse, type ToldHouse } from "../fixtures/toldHouse.ts";

const ANCHOR = presentBegins;
const me = privateKeyToAccount(practiceKey(31337, "newcomer:1"));
const nonceAbi = parseAbi(["function nonceOf(bytes32 subject) view returns (uint64)"]);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

let house: ToldHouse;

beforeAll(async () => {
  house = await aToldHouse(ANCHOR);
});
afterAll(() => house?.stop());

const state = async (): Promise<PracticeState> => v.parse(practiceStateSchema, await house.get("/practice/state"));

/** @param mine Whom the story leaves alone, because somebody plays them. */
async function goForward(to: string, mine = "newcomer:1"): Promise<void> {
  expect(await house.post("/practice/forward", { to, mine })).toMatchObject({ status: 202 });
  for (;;) {
    const { running, failed } = await state();
    if (failed !== undefined) throw new Error(failed.message);
    if (running === undefined) return;
    await pause(200);
  }
}

const sign = (message: Signable, signer = me) => signer.signTypedData(message as TypedDataDefinition);

/** Hands a signed call to the relay, as a page does, and waits until it is in a block. */
async function relay(contract: ContractName, data: Hex): Promise<void> {
  const { status, answer } = await house.post("/relay/calls", { to: house.deployment.contracts[contract], data });
  expect(status, JSON.stringify(answer)).toBe(202);
  for (;;) {
    const { state: where } = (await house.get(`/relay/calls/${(answer as { id: Hex }).id}`)) as { state: string };
    if (where === "included") return;
    if (where === "failed") throw new Error("The call failed");
    await pause(100);
  }
}

/** The newcomer's one confirmation: a place in the open round. */
async function join(): Promise<void> {
  const { terms } = await house.read("Rounds", roundsAbi, "round", [3]);
  const message: Message<"Join"> = {
    round: 3,
    recipient: me.address,
    payer: me.address,
    termsHash: terms.termsHash,
    binding: false,
    epoch: 0,
    payerEpoch: 0,
    nonce: 0n,
    deadline: (await state()).now + 600,
  };
  const payment = await sign(joinPayment(house.deployment, message, terms.price));
  const args = [message, "0x", payment] as const;
  await relay("Rounds", encodeFunctionData({ abi: roundsAbi, functionName: "buy", args }));
}

async function vote(term: number, seat: number): Promise<void> {
  const message: Message<"Ballot"> = {
    term,
    seat,
    epoch: 0,
    approvals: 0b111n,
    nonce: 1,
    deadline: (await state()).now + 600,
  };
  const args = [message, await sign(signable(house.deployment, "Ballot", message))] as const;
  await relay("Elections", encodeFunctionData({ abi: electionsAbi, functionName: "cast", args }));
}

/** Says yes for somebody who was drawn. Their name in the story. */
async function acceptChair(term: number, seat: number): Promise<string> {
  const people = v.parse(practicePeopleSchema, await house.get("/practice/people"));
  const drawn = people.find((person) => person.seat === seat);
  if (drawn === undefined) throw new Error(`The story does not know who has seat ${seat}`);
  const message: Message<"Answer"> = {
    term,
    seat,
    epoch: 0,
    yes: true,
    nonce: 0n,
    deadline: (await state()).now + 600,
  };
  const signer = privateKeyToAccount(practiceKey(31337, drawn.label));
  const args = [message, await sign(signable(house.deployment, "Answer", message), signer)] as const;
  await relay("Elections", encodeFunctionData({ abi: electionsAbi, functionName: "answer", args }));
  return drawn.label;
}

describe.skipIf(anvilFile() === undefined)("going forward with a newcomer", () => {
  it("offers what has a date, by name and in order", async () => {
    const { now, next } = await state();
    expect(now - ANCHOR).toBeLessThan(3_600);
    expect(next.map(({ id }) => id)).toEqual([
      "ballotCloses:3",
      "draw:3",
      "voteEnds:7",
      "roundEnds:3",
      "answersEnd:3",
      "termStarts:3",
      "nominationsOpen:4",
      "nominationsClose:4",
      "ballotOpens:4",
      "ballotCloses:4",
      "draw:4",
      "answersEnd:4",
      "termStarts:4",
    ]);
  });

  it("refuses what it does not know, and a second journey beside the first", async () => {
    expect(await house.post("/practice/forward", { to: "moonrise:1" })).toMatchObject({
      status: 404,
      answer: { error: { code: "unknownEvent" } },
    });
    expect((await house.post("/practice/forward", {})).status).toBe(400);
    const both = await Promise.all([
      house.post("/practice/forward", { to: "ballotCloses:3" }),
      house.post("/practice/forward", { to: "ballotCloses:3" }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
    while ((await state()).running !== undefined) await pause(200);
  });

  it("gives an own wallet what the newcomers have: an admission and the price of the round", async () => {
    const account = `0x${"00".repeat(19)}aa` as const;
    // However it is spelt.
    expect(await house.post("/practice/desk", { account: account.replace("aa", "Aa") })).toMatchObject({ status: 201 });
    const price = 50_000n * 10n ** 6n;
    expect(await house.read("Token", tokenAbi, "balanceOf", [account])).toBe(price);
    expect((await house.post("/practice/desk", { account: "nobody" })).status).toBe(400);
  });

  it("makes a member of the newcomer at the end of the round", async () => {
    await join();
    await goForward("roundEnds:3");
    expect(await house.read("Rounds", roundsAbi, "round", [3])).toMatchObject({ state: 4, sold: 98, claimed: 98 });
    expect(await house.read("Share", shareAbi, "seatOf", [me.address])).toBe(198);
    expect(await house.read("Voucher", voucherAbi, "balanceOf", [me.address])).toBe(50_000n * 10n ** 6n);
    // On the way: the ballot closed, the third table was seated, the members' decision was carried out or waits.
    expect((await house.read("Roster", rosterAbi, "tableOf", [3])).length).toBe(10);
    expect((await house.read("Elections", electionsAbi, "election", [3])).turnout).toBe(52);
  });

  it("lets the house live on until the next ballot, in which the newcomer votes", async () => {
    await goForward("ballotOpens:4");
    const seat = await house.read("Share", shareAbi, "seatOf", [me.address]);
    const candidates = await house.read("Elections", electionsAbi, "candidates", [4]);
    expect(candidates).toHaveLength(8);
    expect(candidates.some((one) => one.seat === seat)).toBe(false);
    await vote(4, seat);
    expect((await house.read("Elections", electionsAbi, "election", [4])).turnout).toBe(1);

    const [cast] = await house.read("Proposals", proposalsAbi, "proposalsPage", [7, 1]);
    expect(cast).toMatchObject({ state: ProposalState.Executed, inFavour: 42, against: 7, abstained: 2 });
    expect(await house.read("Reports", reportsAbi, "standingOf", [2])).toBe(2);
    expect(await house.read("Reports", reportsAbi, "isOverdue", [])).toBe(false);
    const requests = await house.read("Payments", paymentsAbi, "requests", [1n, 300n]);
    expect(requests.filter(({ term, state: is }) => term === 3 && is === RequestState.Paid).length).toBeGreaterThan(10);
  });

  it("seats ten, the newcomer's ballot among those that were counted", async () => {
    await goForward("draw:4");
    const election = await house.read("Elections", electionsAbi, "election", [4]);
    expect(election.seatedAt).toBeGreaterThan(0);
    expect(election.turnout).toBe(1 + 44 + 30 + 21);
    const chairs = await house.read("Roster", rosterAbi, "chairsOf", [4]);
    // Eight stood for ten chairs: the draw filled two, and of those drawn one says no.
    expect(chairs.slice(0, 10).map(({ elected }) => elected)).toEqual([...Array(8).fill(true), false, false]);
    // Whom the block's hash drew is chance, it may be the newcomer: from here on one of those drawn is played.
    await goForward("termStarts:4", await acceptChair(4, chairs[8]!.seat));
    const [seats, caretakers] = await house.read("Roster", rosterAbi, "tableAt", [(await state()).now]);
    expect([seats.length, caretakers]).toEqual([10, false]);
    expect((await state()).next[0]?.id).toBe("nominationsOpen:5");
  });
});

describe.skipIf(anvilFile() === undefined)("what a visitor has begun", () => {
  const operator = privateKeyToAccount(practiceKey(31337, "operator"));
  const stranger = privateKeyToAccount(keccak256(stringToHex("somebody with a wallet")));
  const waiting = async () => (await state()).next.find(({ name }) => name === "othersAnswer")?.args?.n;

  it("waits for nobody before anything is begun, however much of the story is under way", async () => {
    expect(await waiting()).toBeUndefined();
  });

  it("is a motion that finds its sponsors, and votes before its end", async () => {
    const seat = await house.read("Share", shareAbi, "seatOf", [me.address]);
    const { Treasury } = house.deployment.contracts;
    const description = "A new bench\n\nFor the street side.";
    const args = [practiceAddress(31337, "payee:A joiner"), 1_000_000n, categoryCode("equipment"), zeroHash] as const;
    const data = encodeFunctionData({ abi: treasuryAbi, functionName: "payWithinReserve", args });
    const motion = { targets: [Treasury], values: [0n], calldatas: [data], description } as const;
    const proposal = await house.read("HouseGovernor", houseGovernorAbi, "hashProposal", [
      motion.targets,
      motion.values,
      motion.calldatas,
      keccak256(stringToHex(description)),
    ]);
    const words = async () => ({ proposal, seat, epoch: 0, deadline: (await state()).now + 600 });
    const sponsorship: Message<"Sponsorship"> = await words();
    const backed = [sponsorship, await sign(signable(house.deployment, "Sponsorship", sponsorship))] as const;
    await relay("Proposals", encodeFunctionData({ abi: proposalsAbi, functionName: "sponsor", args: backed }));
    expect(await waiting()).toBe(1);
    await goForward("othersAnswer");
    expect(await house.read("Proposals", proposalsAbi, "backersOf", [proposal])).toHaveLength(5);
    expect(await waiting()).toBeUndefined();

    const proposing: Message<"Proposing"> = await words();
    const put = [proposing, motion, [], [await sign(signable(house.deployment, "Proposing", proposing))]] as const;
    await relay("Proposals", encodeFunctionData({ abi: proposalsAbi, functionName: "proposeWithSponsors", args: put }));
    const number = await house.read("Proposals", proposalsAbi, "numberOf", [proposal]);
    await goForward(`voteEnds:${number}`);
    const voted = await house.read("Proposals", proposalsAbi, "proposal", [proposal]);
    expect(voted.inFavour).toBeGreaterThan(voted.against);
    expect([ProposalState.Succeeded, ProposalState.Queued] as number[]).toContain(voted.state);
  });

  it("is the operator's request, which those in office approve, and an opened link, which is admitted", async () => {
    const { now } = await state();
    const wish: Message<"PaymentRequest"> = {
      proposer: operator.address,
      epoch: 0,
      lane: LANE_B,
      payee: practiceAddress(31337, "payee:A baker"),
      amount: 1_000_000n,
      category: categoryCode("goods"),
      ref: keccak256(stringToHex("Flour, from a visitor")),
      documents: zeroHash,
      order: zeroHash,
      nonce: await house.read("Payments", nonceAbi, "nonceOf", [nonceSubject(operator.address, "request")]),
      deadline: now + 600,
    };
    const asked = [wish, await sign(signable(house.deployment, "PaymentRequest", wish), operator)] as const;
    await relay("Payments", encodeFunctionData({ abi: paymentsAbi, functionName: "request", args: asked }));
    const request = await house.read("Payments", paymentsAbi, "requestCount", []);

    const registrar = await house.read("Registry", registryAbi, "registrar", []);
    const desk = ["registrar", "registrar:2"]
      .map((label) => privateKeyToAccount(practiceKey(31337, label)))
      .find(({ address }) => address === registrar)!;
    const id = keccak256(stringToHex("a link"));
    const list = { ids: [id], until: now + 86_400 };
    const signature = await sign(invitationListMessage(house.deployment, list), desk);
    expect(await house.post("/invitations", { ...list, signature })).toMatchObject({ status: 201 });
    const { address: account } = stranger;
    const opened = await sign(openingMessage(house.deployment, id, account), stranger);
    const opening = { account, signature: opened };
    expect(await house.post(`/invitations/${id}/opening`, opening)).toMatchObject({ status: 201 });

    expect(await waiting()).toBe(2);
    await goForward("othersAnswer");
    const [paid] = await house.read("Payments", paymentsAbi, "requests", [request, 1n]);
    expect(paid?.state).toBe(RequestState.Paid);
    expect(await house.read("Admission", admissionAbi, "isAdmitted", [account])).toBe(true);
    expect(await waiting()).toBeUndefined();
  });

  describe("is a question", () => {
    /** The newcomer, who is a member by now, asks. */
    const ask = async (kind: AskedKind, number: number): Promise<void> => {
      const seat = await house.read("Share", shareAbi, "seatOf", [me.address]);
      const text = `What about ${kind} ${number}?`;
      const { now: askedAt } = await state();
      const nonce = keccak256(stringToHex(text));
      const question = { seat, epoch: 0, account: me.address, kind, number, text, askedAt, nonce };
      const signature = await sign(questionMessage(house.deployment, question));
      expect(await house.post("/relay/questions", { question, signature })).toMatchObject({ status: 201 });
    };
    /** Who has answered. */
    const answererOf = async (kind: AskedKind, number: number) => {
      const told = v.parse(toldQuestionsSchema, await house.get(`/relay/questions/about/${kind}/${number}`));
      return told.at(-1)?.answer?.answer.account;
    };
    const seatOf = async (account: Hex | undefined) =>
      account && (await house.read("Share", shareAbi, "seatOf", [account]));
    const table = async () => (await house.read("Roster", rosterAbi, "tableAt", [(await state()).now]))[0];

    it("answered by the operator about money, and about a motion by one in office", async () => {
      await ask("entry", 1);
      await ask("motion", 1);
      expect(await waiting()).toBe(2);
      await goForward("othersAnswer");
      expect(await answererOf("entry", 1)).toBe(operator.address);
      expect(await table()).toContain(await seatOf(await answererOf("motion", 1)));
      expect(await waiting()).toBeUndefined();
    });

    it("answered by one in office where somebody plays the operator, on the way to any other date too", async () => {
      await ask("entry", 2);
      await goForward((await state()).next.find(({ name }) => name !== "othersAnswer")!.id, "operator");
      expect(await table()).toContain(await seatOf(await answererOf("entry", 2)));
    });
  });

  it("names who is in office, and who works at a desk", async () => {
    const people = v.parse(practicePeopleSchema, await house.get("/practice/people"));
    const [seats] = await house.read("Roster", rosterAbi, "tableAt", [(await state()).now]);
    const inOffice = people.filter(({ role }) => role === "table").map(({ seat }) => seat);
    expect(inOffice.sort()).toEqual([...seats].sort());
    expect(people.filter(({ role }) => role === "operator" || role === "registrar")).toHaveLength(2);
  });
});
