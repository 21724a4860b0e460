import { type Hex, zeroHash } from "viem";
import * as paymentsAbi from "#protocol/abi/payments.ts";
import * as reportsAbi from "#protocol/abi/reports.ts";
import * as treasuryAbi from "#protocol/abi/treasury.ts";
import type { Message } from "#protocol/house/typedData.ts";
import type { House } from "../../../chain/node/house.ts";
import { houseCall } from "../../../chain/node/houseCall.ts";
import type { Deed } from "../../../chain/write/act.ts";
import { deadlineOf, readEpoch, readNonce } from "../../../chain/write/nonce.ts";
import { signed } from "../../../chain/write/signed.ts";

/** The yes that completes the approvals: it pays in the same step. */
export async function approveAndPayDeed(house: House, id: number, seat: number): Promise<Deed> {
  const request = BigInt(id);
  const approval: Message<"Approval"> = {
    request,
    seat,
    epoch: await readEpoch(house, seat),
    deadline: deadlineOf(house),
  };
  const call = (signature: Hex) => houseCall(paymentsAbi.approveAndPay, [request, [approval], [signature]]);
  return { name: "approveAndPay", check: call("0x"), ...signed(house, "Approval", approval), call };
}

/** What a table vouches for beside the books, smallest units. */
export interface Attested {
  cashSales: bigint;
  payroll: bigint;
  goods: bigint;
  bankBalance: bigint;
}

/** Files the report of a term that is over. Filing is not agreeing. */
export async function fileDeed(
  house: House,
  term: number,
  seat: number,
  said: Attested & { text: Hex },
): Promise<Deed> {
  const [epoch, nonce] = await Promise.all([readEpoch(house, seat), readNonce(house, "Reports", seat, `file:${term}`)]);
  const filing: Message<"Filing"> = { term, seat, epoch, ...said, nonce, deadline: deadlineOf(house) };
  return {
    name: "fileReport",
    check: houseCall(reportsAbi.file, [filing, "0x"]),
    ...signed(house, "Filing", filing),
    call: (signature) => houseCall(reportsAbi.file, [filing, signature]),
  };
}

/** Agrees with a report, or objects with a reason. Once, for good. */
export async function signReportDeed(house: House, report: number, seat: number, reason?: Hex): Promise<Deed> {
  const signing: Message<"Signing"> = {
    report,
    seat,
    epoch: await readEpoch(house, seat),
    agrees: reason === undefined,
    reason: reason ?? zeroHash,
    deadline: deadlineOf(house),
  };
  return {
    name: "signReport",
    check: houseCall(reportsAbi.sign, [signing, "0x"]),
    ...signed(house, "Signing", signing),
    call: (signature) => houseCall(reportsAbi.sign, [signing, signature]),
  };
}

/** Books money that nobody announced as a donation that names nobody. Anybody may. */
export function bookUnannouncedDeed(): Deed {
  const call = houseCall(treasuryAbi.bookUnannounced);
  return { name: "bookUnannounced", call: () => call };
}
