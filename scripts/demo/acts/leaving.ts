import { exitAbi } from "#protocol/abi/exit.ts";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { shareAbi } from "#protocol/abi/share.ts";
import { handOverPayment, type Message, signable } from "#protocol/house/typedData.ts";
import { directoryLineMessage } from "#protocol/relay/records.ts";
import { callOf } from "../Carrier.ts";
import type { Actor, Member } from "../Cast.ts";
import type { Stage } from "../Stage.ts";
import type { HandOverAct, LeaveAct, Range } from "../Story.ts";
import { admission, money } from "./joining.ts";
import { couldStand } from "./rotation.ts";

/** The directory's second word of a seat: what its first holder wrote is past. */
const SECOND = "2";

/** The first of these people who holds no chair, has held none and does not stand for one: nobody at a table goes. */
async function whoGoes(stage: Stage, people: Range, at: number): Promise<Member> {
  const present = await stage.client.readContract({
    abi: rosterAbi,
    address: stage.contracts.Roster,
    functionName: "termAt",
    args: [at],
  });
  const idle = new Set((await couldStand(stage, present + 1)).map(({ seat }) => seat));
  const found = stage.cast.range(people).find(({ seat }) => idle.has(seat));
  if (found === undefined) throw new Error(`Nobody of ${people.join("–")} could go`);
  return found;
}

/** A member hands the seat to somebody new, who pays what it once cost. */
export async function handOver(stage: Stage, { people, to }: HandOverAct, at: number): Promise<void> {
  const giver = await whoGoes(stage, people, at);
  // Whoever gives it has it no more when it is learned anew who sits where.
  const { seat } = giver;
  const taker = stage.cast.person(to);
  const account = taker.account.address;
  const price = await stage.client.readContract({
    abi: shareAbi,
    address: stage.contracts.Share,
    functionName: "paidFor",
    args: [seat],
  });
  const before = [
    ...(await admission(stage, { account, label: taker.label }, at)),
    ...(await money(stage, account, price)),
  ];
  const wish: Message<"HandOver"> = {
    seat,
    to: account,
    price,
    seatEpoch: await stage.epoch(seat),
    toEpoch: await stage.epoch(account),
    deadline: stage.deadline(at),
  };
  const ownerSays = await stage.sign(giver.account, signable(stage.deployment, "HandOver", wish));
  const payment = await stage.sign(taker.account, handOverPayment(stage.deployment, wish));
  await stage.carry([...before, callOf("Exit", exitAbi, "handOver", [wish, ownerSays, "0x", payment], 1_500_000n)], at);
  await stage.cast.learnSeats(stage.client);
  await write(stage, taker, seat, taker.person);
}

/** A member leaves: the name goes out of the directory, and the seat ends. */
export async function leave(stage: Stage, { people }: LeaveAct, at: number): Promise<void> {
  const leaver = await whoGoes(stage, people, at);
  await write(stage, leaver, leaver.seat, { name: "", sentence: "" });
  const wish: Message<"Leaving"> = {
    seat: leaver.seat,
    epoch: await stage.epoch(leaver.seat),
    deadline: stage.deadline(at),
  };
  const signature = await stage.sign(leaver.account, signable(stage.deployment, "Leaving", wish));
  await stage.carry([callOf("Exit", exitAbi, "leaveHouse", [wish, signature], 1_200_000n)], at);
  await stage.cast.learnSeats(stage.client);
}

async function write(stage: Stage, { account }: Actor, seat: number, words: { name: string; sentence: string }) {
  const line = { seat, name: words.name, sentence: words.sentence, nonce: SECOND };
  const signature = await stage.sign(account, directoryLineMessage(stage.deployment, line));
  await stage.introduce({ line, signature });
}
