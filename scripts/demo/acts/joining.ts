import { isAddressEqual, keccak256, stringToHex } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import { admissionAbi } from "#protocol/abi/admission.ts";
import { registryAbi } from "#protocol/abi/registry.ts";
import { roundsAbi } from "#protocol/abi/rounds.ts";
import { tokenAbi } from "#protocol/abi/token.ts";
import { joinPayment, type Message, placeTopic, signable } from "#protocol/house/typedData.ts";
import { directoryLineMessage } from "#protocol/relay/records.ts";
import { type Call, callOf } from "../Carrier.ts";
import type { Actor } from "../Cast.ts";
import type { Stage } from "../Stage.ts";
import { type JoinAct, type Range, type RefundAct, registrars } from "../Story.ts";

const DAY = 86_400;
/** The registrar's word holds a year and a bit. */
const ADMITTED_FOR = 400 * DAY;
const CLAIMS = 50;

type Desk = Pick<Stage, "client" | "contracts" | "deployment" | "account" | "sign">;

/** The key of whoever admits now: a vote may have named another. */
export async function registrarNow(stage: Desk): Promise<PrivateKeyAccount> {
  const address = await stage.client.readContract({
    abi: registryAbi,
    address: stage.contracts.Registry,
    functionName: "registrar",
  });
  const found = registrars.map((label) => stage.account(label)).find((one) => isAddressEqual(one.address, address));
  if (found === undefined) throw new Error(`Nobody here has the key of the registrar ${address}`);
  return found;
}

/** The credential of an account that has none, or whose own is about to end or was given by a former registrar. */
export async function admission(
  stage: Desk,
  who: { account: `0x${string}`; label: string },
  at: number,
): Promise<Call[]> {
  const where = { abi: admissionAbi, address: stage.contracts.Admission } as const;
  const [[, , expiry], isAdmitted, criteria] = await Promise.all([
    stage.client.readContract({ ...where, functionName: "admissionOf", args: [who.account] }),
    stage.client.readContract({ ...where, functionName: "isAdmitted", args: [who.account] }),
    stage.client.readContract({ ...where, functionName: "criteriaVersion" }),
  ]);
  if (isAdmitted && expiry > at + 30 * DAY) return [];
  const credential = {
    account: who.account,
    nullifier: keccak256(stringToHex(`runde practice person ${who.label}`)),
    criteria,
    expiry: at + ADMITTED_FOR,
  };
  const registrar = await registrarNow(stage);
  const signature = await stage.sign(registrar, signable(stage.deployment, "Credential", credential));
  return [callOf("Admission", admissionAbi, "attest", [credential, signature], 250_000n)];
}

/** Test money up to what is needed. */
export async function money(
  stage: Pick<Stage, "client" | "contracts">,
  account: `0x${string}`,
  needed: bigint,
): Promise<Call[]> {
  const where = { abi: tokenAbi, address: stage.contracts.Token } as const;
  const has = await stage.client.readContract({ ...where, functionName: "balanceOf", args: [account] });
  return has >= needed ? [] : [callOf("Token", tokenAbi, "faucet", [account, needed - has], 150_000n)];
}

export async function join(stage: Stage, { round, people }: JoinAct, at: number): Promise<void> {
  const { terms } = await stage.client.readContract({
    abi: roundsAbi,
    address: stage.contracts.Rounds,
    functionName: "round",
    args: [round],
  });
  const calls = await Promise.all(
    stage.cast.range(people).map(async (actor) => {
      const account = actor.account.address;
      const [first, second, nonce, epoch] = await Promise.all([
        admission(stage, { account, label: actor.label }, at),
        money(stage, account, terms.price),
        stage.nonce("Rounds", account, placeTopic(round)),
        stage.epoch(account),
      ]);
      const message = {
        round,
        recipient: account,
        payer: account,
        termsHash: terms.termsHash,
        binding: false,
        epoch,
        payerEpoch: epoch,
        nonce,
        deadline: stage.deadline(at),
      };
      const payment = await stage.sign(actor.account, joinPayment(stage.deployment, message, terms.price));
      return [...first, ...second, callOf("Rounds", roundsAbi, "buy", [message, "0x", payment], 700_000n)];
    }),
  );
  await stage.carry(calls.flat(), at);
}

export async function refund(stage: Stage, { round, people, way }: RefundAct, at: number): Promise<void> {
  const calls = stage.cast.range(people).map(async (actor) => {
    const account = actor.account.address;
    if (way === "pushed") return callOf("Rounds", roundsAbi, "pushRefund", [round, account], 300_000n);
    const message: Message<"Refund"> = {
      round,
      recipient: account,
      by: account,
      to: account,
      epoch: await stage.epoch(account),
      deadline: stage.deadline(at),
    };
    const signature = await stage.sign(actor.account, signable(stage.deployment, "Refund", message));
    return callOf("Rounds", roundsAbi, "refund", [message, signature], 350_000n);
  });
  await stage.carry(await Promise.all(calls), at);
}

export async function offerAgain(stage: Stage, { opensAt }: { opensAt: number }, at: number): Promise<void> {
  await stage.carry([callOf("Rounds", roundsAbi, "offerAgain", [opensAt])], at);
}

/** The house begins, and everybody gets their seat and vouchers. */
export async function finalise(stage: Stage, { round }: { round: number }, at: number): Promise<void> {
  const { sold } = await stage.client.readContract({
    abi: roundsAbi,
    address: stage.contracts.Rounds,
    functionName: "round",
    args: [round],
  });
  const claims = Array.from({ length: Math.ceil(sold / CLAIMS) }, () =>
    callOf("Rounds", roundsAbi, "claim", [round, CLAIMS], 14_000_000n),
  );
  await stage.carry([callOf("Rounds", roundsAbi, "finalise", [round], 1_500_000n)], at);
  await stage.carry(claims, at + 60);
  await stage.cast.learnSeats(stage.client);
}

/** Those who want to be called by a name sign their line of the directory. */
export async function introduce(stage: Stage, { people }: { people: Range }): Promise<void> {
  await stage.cast.learnSeats(stage.client);
  const willing = stage.cast.range(people).filter(({ seat, person }) => seat > 0 && !person.shy);
  for (const { seat, person, account } of willing) {
    const line = { seat, name: person.name, sentence: person.sentence, nonce: "1" };
    const signature = await stage.sign(account, directoryLineMessage(stage.deployment, line));
    await stage.introduce({ line, signature });
  }
}

/** The prepared newcomers: admitted, with the price of the open round in their pockets. */
export async function welcome(stage: Stage, at: number): Promise<void> {
  const price = await priceNow(stage);
  const each = async ({ label, account: { address } }: Actor) => [
    ...(await admission(stage, { account: address, label }, at)),
    ...(await money(stage, address, price)),
  ];
  await stage.carry((await Promise.all(stage.cast.newcomers.map(each))).flat(), at);
}

const SELLING: readonly number[] = [0, 1, 2];

/** The price of the newest round that sells or will; 0 = there is none. */
export async function priceNow({ client, contracts }: Pick<Stage, "client" | "contracts">): Promise<bigint> {
  const where = { abi: roundsAbi, address: contracts.Rounds } as const;
  const count = await client.readContract({ ...where, functionName: "roundCount" });
  for (let id = count; id > 0; id--) {
    const { state, terms } = await client.readContract({ ...where, functionName: "round", args: [id] });
    if (SELLING.includes(state)) return terms.price;
  }
  return 0n;
}
