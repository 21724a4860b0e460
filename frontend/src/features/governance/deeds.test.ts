import { type Address, decodeFunctionData, hashTypedData, numberToHex, recoverTypedDataAddress } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, it } from "vitest";
import { houseGovernorAbi } from "#protocol/abi/houseGovernor.ts";
import { proposalsAbi } from "#protocol/abi/proposals.ts";
import type { House } from "../../chain/node/house.ts";
import { encodeCall } from "../../chain/node/houseCall.ts";
import type { Deed } from "../../chain/write/act.ts";
import { proposeDeed, sponsorDeed, voteDeed, withdrawDeed } from "./deeds.ts";

const NOW = 1_800_000_000;
const GOVERNOR = `0x${"9".repeat(40)}` as Address;
const member = privateKeyToAccount(`0x${"11".repeat(32)}`);
const content = {
  calls: [{ target: `0x${"1".repeat(40)}` as Address, value: 0n, data: "0x12345678" as const }],
  description: "Open round 3",
};
const PROPOSALS = `0x${"8".repeat(40)}` as Address;
const EPOCH = 4;
// What a deed asks of a house: where it stands, what time it is, and the epoch of a seat.
const house = {
  deployment: { chainId: 31_337, contracts: { HouseGovernor: GOVERNOR, Proposals: PROPOSALS }, club: { currency: {} } },
  clock: { anchored: () => NOW },
  rpc: { request: async () => numberToHex(EPOCH, { size: 32 }) },
} as unknown as House;

const abi = [...houseGovernorAbi, ...proposalsAbi] as const;

/** The call that carries a deed, as its bytes say it, after the member signed what it asks for. */
async function carried(deed: Deed) {
  const signature = await member.signTypedData(deed.sign!);
  const { data } = encodeCall(house.deployment, deed.call(signature));
  return { signature, ...decodeFunctionData({ abi, data }) };
}

describe("what a member does about a motion", () => {
  it("proposes under their own name and for an hour: with a message that is no sponsorship", async () => {
    const deed = await proposeDeed(house, content, 7n, 12);
    const { functionName, args, signature } = await carried(deed);
    const proposing = { proposal: 7n, seat: 12, epoch: EPOCH, deadline: NOW + 3_600 };
    const [{ target, value, data }] = content.calls as [(typeof content.calls)[number]];
    const motion = { targets: [target], values: [value], calldatas: [data], description: content.description };
    expect([functionName, args]).toEqual(["proposeWithSponsors", [proposing, motion, [], [signature]]]);
    const asked = deed.sign;
    expect([asked?.primaryType, asked?.message]).toEqual(["Proposing", proposing]);
    expect(await recoverTypedDataAddress({ ...asked!, signature })).toBe(member.address);
    const sponsorship = (await sponsorDeed(house, 7n, 12)).sign!;
    expect(sponsorship.message).toEqual(proposing);
    expect(hashTypedData(sponsorship)).not.toBe(hashTypedData(asked!));
  });

  const deeds = [
    ["sponsor", () => sponsorDeed(house, 7n, 12)],
    ["withdrawSponsorship", () => withdrawDeed(house, 7n, 12)],
    ["vote", () => voteDeed(house, 7n, 12, "for")],
  ] as const;

  it.each(deeds)("has one function for both ways: %s", async (name, make) => {
    const deed = await make();
    expect((await carried(deed)).functionName).toBe(name);
    // The chain is asked first whether the member's own call would do.
    const { data } = encodeCall(house.deployment, deed.check!);
    expect(decodeFunctionData({ abi, data }).functionName).toBe(name);
  });
});
