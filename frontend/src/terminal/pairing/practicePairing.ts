import { stringToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import * as rosterAbi from "#protocol/abi/roster.ts";
import * as shareAbi from "#protocol/abi/share.ts";
import { practiceKey, practicePeopleSchema } from "#protocol/house/practice.ts";
import { signable } from "#protocol/house/typedData.ts";
import type { P256PublicKey } from "#protocol/voucher/p256.ts";
import { askServer } from "../../chain/node/askServer.ts";
import { readHouse } from "../../chain/node/house.ts";
import type { TillHouse } from "../house.ts";

/** Practice networks only: two demo seats in office let this tablet in, with real signatures. */
export type PairingResult = "sent" | "noTable" | "noSigners" | "refused" | "unreachable";

const DAY = 86_400;

export async function pairOnPractice(house: TillHouse, key: P256PublicKey): Promise<PairingResult> {
  const [inOffice, caretakers] = await readHouse(house.house, rosterAbi.tableAt, [house.now()]);
  if (inOffice.length === 0 || caretakers) return "noTable";
  const people = await askServer("/practice/people", practicePeopleSchema).catch(() => undefined);
  if (people === undefined) return "unreachable";
  const signers = people
    .flatMap(({ label, seat }) => (seat !== null && inOffice.includes(seat) ? [{ label, seat }] : []))
    .sort((a, b) => a.seat - b.seat)
    .slice(0, 2);
  if (signers.length < 2) return "noSigners";

  const { deployment } = house;
  const now = house.now();
  const tablet = {
    terminal: 0,
    ...key,
    dayCap: 20_000n * 10n ** BigInt(deployment.club.currency.decimals),
    // Years: on a practice network people go forward by months.
    expiry: now + 3_650 * DAY,
    label: stringToHex("Practice tablet", { size: 32 }),
    nonce: 0n,
    deadline: now + 3_600,
  };
  const signed = await Promise.all(
    signers.map(async ({ label, seat }) => {
      const epoch = await readHouse(house.house, shareAbi.epochOf, [BigInt(seat)]);
      const enrolment = { ...tablet, seat, epoch };
      const account = privateKeyToAccount(practiceKey(deployment.chainId, label));
      return { enrolment, signature: await account.signTypedData(signable(deployment, "Enrolment", enrolment)) };
    }),
  );
  const sent = await house.enrol({
    enrolments: signed.map(({ enrolment }) => enrolment),
    signatures: signed.map(({ signature }) => signature),
  });
  return sent.state === "taken" ? "sent" : sent.state;
}
