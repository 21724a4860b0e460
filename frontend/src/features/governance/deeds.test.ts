import { type Address, decodeFunctionData, hashTypedData, recoverTypedDataAddress } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, it } from "vitest";
import { houseGovernorAbi } from "#protocol/abi/houseGovernor.ts";
import type { House } from "../../chain/node/house.ts";
import { encodeCall } from "../../chain/node/houseCall.ts";
import type { Deed } from "../../chain/write/act.ts";
import { proposeDeed, sponsorDeed, voteDeed } from "./deeds.ts";

const NOW = 1_800_000_000;
const GOVERNOR = `0x${"9".repeat(40)}` as Address;
const member = privateKeyToAccount(`0x${"11".repeat(32)}`);
const content = {
  calls: [{ target: `0x${"1".repeat(40)}` as Address, value: 0n, data: "0x12345678" as const }],
  description: "Open round 3",
};
// What a deed asks of a house: where it stands and what time it is.
const house = {
  deployment: { chainId: 31_337, contracts: { HouseGovernor: GOVERNOR }, club: { currency: {} } },
  clock: { now: () => NOW },
} as unknown as House;

/** The call that carries a deed, as its bytes say it, after the member signed what it asks for. */
async function carried(deed: Deed) {
  const signature = await member.signTypedData(deed.sign!);
  const { data } = encodeCall(house.deployment, deed.call(signature));
  return { signature, ...decodeFunctionData({ abi: houseGovernorAbi, data }) };
}

describe("what a member does about a motion", () => {
  it("proposes under their own name and for an hour: with a message that is no sponsorship", async () => {
    const deed = proposeDeed(house, content, 7n, 12);
    const { functionName, args, signature } = await carried(deed);
    const proposing = { proposal: 7n, seat: 12, deadline: NOW + 3_600 };
    const [{ target, value, data }] = content.calls as [(typeof content.calls)[number]];
    expect([functionName, args]).toEqual([
      "proposeBySig",
      [proposing, [target], [value], [data], content.description, [], [signature]],
    ]);
    const asked = deed.sign;
    expect([asked?.primaryType, asked?.message]).toEqual(["Proposing", proposing]);
    expect(await recoverTypedDataAddress({ ...asked!, signature })).toBe(member.address);
    const sponsorship = sponsorDeed(house, 7n, 12).sign!;
    expect(sponsorship.message).toEqual(proposing);
    expect(hashTypedData(sponsorship)).not.toBe(hashTypedData(asked!));
  });

  it("stands behind it, or votes on it, with its own signed call", async () => {
    for (const [deed, name] of [
      [sponsorDeed(house, 7n, 12), "sponsorBySig"],
      [voteDeed(house, 7n, 12, "for"), "voteBySig"],
    ] as const) {
      expect((await carried(deed)).functionName).toBe(name);
    }
  });

  it("is asked of the chain first, by the direct call", () => {
    const deeds = [proposeDeed(house, content, 7n, 12), sponsorDeed(house, 7n, 12), voteDeed(house, 7n, 12, "for")];
    const names = deeds.map(({ check }) => {
      const { data } = encodeCall(house.deployment, check!);
      return decodeFunctionData({ abi: houseGovernorAbi, data }).functionName;
    });
    expect(names).toEqual(["propose", "sponsor", "castVote"]);
  });
});
