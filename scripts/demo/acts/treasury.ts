import { stringToHex, zeroHash } from "viem";
import { donationsAbi } from "#protocol/abi/donations.ts";
import { paymentsAbi } from "#protocol/abi/payments.ts";
import { reportsAbi } from "#protocol/abi/reports.ts";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { tokenAbi } from "#protocol/abi/token.ts";
import { treasuryAbi } from "#protocol/abi/treasury.ts";
import { giftPayment, type Message, signable } from "#protocol/house/typedData.ts";
import { recordHash } from "#protocol/relay/records.ts";
import { accounts, categoryCode } from "#protocol/treasury/accounts.ts";
import { LANE_B } from "#protocol/treasury/lanes.ts";
import { callOf } from "../Carrier.ts";
import { shuffled } from "../choice.ts";
import type { Stage } from "../Stage.ts";
import type { ApproveAct, AskAct, GiftAct, ReportAct, SignReportAct } from "../Story.ts";
import { money } from "./joining.ts";
import { tableNow } from "./table.ts";

const OPEN = 0;
/** Requests looked through for one with a note, newest first. */
const REQUESTS = 100n;

const payments = (stage: Stage) => ({ abi: paymentsAbi, address: stage.contracts.Payments }) as const;
const reports = (stage: Stage) => ({ abi: reportsAbi, address: stage.contracts.Reports }) as const;

/** The latest request with this note. */
export async function requestWith(stage: Stage, note: string) {
  const count = await stage.client.readContract({ ...payments(stage), functionName: "requestCount" });
  const first = count > REQUESTS ? count - REQUESTS + 1n : 1n;
  const page = await stage.client.readContract({
    ...payments(stage),
    functionName: "requests",
    args: [first, REQUESTS],
  });
  const ref = recordHash(note);
  return page.findLast((one) => one.ref === ref);
}

export async function ask(stage: Stage, { payee, amount, category, note }: AskAct, at: number): Promise<void> {
  if ((await requestWith(stage, note)) !== undefined) return;
  const operator = stage.account("operator");
  const message: Message<"PaymentRequest"> = {
    proposer: operator.address,
    epoch: await stage.epoch(operator.address),
    lane: LANE_B,
    payee: stage.payee(payee),
    amount: stage.units(amount),
    category: categoryCode(category),
    ref: await stage.keep(note),
    documents: zeroHash,
    order: zeroHash,
    nonce: await stage.nonce("Payments", operator.address, "request"),
    deadline: stage.deadline(at),
  };
  const signature = await stage.sign(operator, signable(stage.deployment, "PaymentRequest", message));
  await stage.carry([callOf("Payments", paymentsAbi, "request", [message, signature])], at);
}

export async function approve(stage: Stage, { note, approvals }: ApproveAct, at: number): Promise<void> {
  const request = await requestWith(stage, note);
  if (request?.state === OPEN) await approveRequest(stage, { id: request.id, word: note, approvals }, at);
}

/** @param asked.word Decides who of the table they are. */
export async function approveRequest(
  stage: Stage,
  { id, word, approvals }: { id: bigint; word: string; approvals: number },
  at: number,
): Promise<void> {
  const table = shuffled(await tableNow(stage, at), `approves ${word}`, ({ seat }) => seat).slice(0, approvals);
  const messages = await Promise.all(
    table.map(
      async ({ seat }): Promise<Message<"Approval">> => ({
        request: id,
        seat,
        epoch: await stage.epoch(seat),
        deadline: stage.deadline(at),
      }),
    ),
  );
  const signatures = await Promise.all(
    table.map(({ account }, i) => stage.sign(account, signable(stage.deployment, "Approval", messages[i]!))),
  );
  const isEnough = BigInt(table.length) >= (await stage.figure("approvals"));
  const calls = isEnough
    ? [callOf("Payments", paymentsAbi, "approveAndPay", [id, messages, signatures], 1_200_000n)]
    : messages.map((message, i) => callOf("Payments", paymentsAbi, "approve", [message, signatures[i]!]));
  await stage.carry(calls, at);
}

/** The operator brings what the counter took in cash and by card. */
export async function bringSales(
  stage: Stage,
  { amount, note }: { amount: string; note: string },
  at: number,
): Promise<void> {
  const units = stage.units(amount);
  const byOperator = { from: "operator" };
  await stage.carry(
    [
      ...(await money(stage, stage.account("operator").address, units)),
      { ...callOf("Token", tokenAbi, "approve", [stage.contracts.Treasury, units], 100_000n), ...byOperator },
    ],
    at - 60,
  );
  const deposit = callOf("Treasury", treasuryAbi, "deposit", [accounts["cash sales"], units, await stage.keep(note)]);
  await stage.carry([{ ...deposit, ...byOperator }], at);
}

export async function give(stage: Stage, act: GiftAct, at: number): Promise<void> {
  const donor = stage.cast.person(act.person);
  if (!stage.cast.isFree(donor)) return;
  const { address } = donor.account;
  const message: Message<"Gift"> = {
    donor: address,
    epoch: await stage.epoch(address),
    amount: stage.units(act.amount),
    project: act.project === undefined ? zeroHash : stringToHex(act.project, { size: 32 }),
    note: await stage.keep(act.note),
    nameless: act.nameless ?? false,
    nonce: await stage.nonce("Donations", address, "gift"),
    deadline: stage.deadline(at),
  };
  const authorization = await stage.sign(donor.account, giftPayment(stage.deployment, message));
  await stage.carry(
    [
      ...(await money(stage, address, message.amount)),
      callOf("Donations", donationsAbi, "donate", [message, authorization], 600_000n),
    ],
    at,
  );
}

/** Those who sat at a term's table at its end, in an order of their own. */
async function tableOf(stage: Stage, term: number) {
  const seats = await stage.client.readContract({
    abi: rosterAbi,
    address: stage.contracts.Roster,
    functionName: "tableOf",
    args: [term],
  });
  return shuffled(stage.cast.ofSeats(seats), `reports on term ${term}`, ({ seat }) => seat);
}

export async function fileReport(stage: Stage, act: ReportAct, at: number): Promise<void> {
  const [author] = await tableOf(stage, act.term);
  const known = await stage.client.readContract({ ...reports(stage), functionName: "latestOf", args: [act.term] });
  if (author === undefined || known !== 0) return;
  const message: Message<"Filing"> = {
    term: act.term,
    seat: author.seat,
    epoch: await stage.epoch(author.seat),
    cashSales: stage.units(act.cashSales),
    payroll: stage.units(act.payroll),
    goods: stage.units(act.goods),
    bankBalance: stage.units(act.bankBalance),
    text: await stage.keep(act.text),
    nonce: await stage.nonce("Reports", author.seat, `file:${act.term}`),
    deadline: stage.deadline(at),
  };
  const signature = await stage.sign(author.account, signable(stage.deployment, "Filing", message));
  await stage.carry([callOf("Reports", reportsAbi, "file", [message, signature], 900_000n)], at);
}

export async function signReport(stage: Stage, { term, agree, dissent }: SignReportAct, at: number): Promise<void> {
  const report = await stage.client.readContract({ ...reports(stage), functionName: "latestOf", args: [term] });
  if (report === 0) return;
  const said = await stage.client.readContract({ ...reports(stage), functionName: "signaturesOf", args: [report] });
  const silent = (await tableOf(stage, term)).filter(({ seat }) => said.every((one) => one.seat !== seat));
  const words = silent.slice(0, agree + (dissent === undefined ? 0 : 1)).map(async ({ seat, account }, i) => {
    const message: Message<"Signing"> = {
      report,
      seat,
      epoch: await stage.epoch(seat),
      agrees: i < agree,
      reason: i < agree ? zeroHash : await stage.keep(dissent),
      deadline: stage.deadline(at),
    };
    const signature = await stage.sign(account, signable(stage.deployment, "Signing", message));
    return callOf("Reports", reportsAbi, "sign", [message, signature], 400_000n);
  });
  await stage.carry(await Promise.all(words), at);
}
