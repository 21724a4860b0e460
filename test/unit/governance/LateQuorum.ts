import { expect } from "chai";
import { DAY, ethers, HOUR, loadFixture, provider, time } from "../../fixtures/chain.ts";
import { aHouse, aPayment, aVote, sponsorBy } from "../../fixtures/decisions.ts";
import { decided, memberOn, proposeDirectly } from "../../fixtures/wholeHouse.ts";

/** Seats that vote in one second, counted from the first second of the vote; the quorum is 4. */
type History = readonly (readonly [second: number, seats: number])[];

const PERIOD = 7 * DAY;
const EXTENSION = 2 * DAY;

const histories: Record<string, History> = {
  "reached early, votes to the last second": [
    [0, 3],
    [DAY, 1],
    [PERIOD - EXTENSION, 1],
    [PERIOD - 1, 2],
  ],
  "reached in the last second that moves nothing": [
    [0, 3],
    [PERIOD - 1 - EXTENSION, 1],
    [PERIOD - 1, 1],
  ],
  "reached one second later": [
    [0, 3],
    [PERIOD - EXTENSION, 1],
    [PERIOD - HOUR, 1],
    [PERIOD - 1, 1],
    [PERIOD, 1],
  ],
  "reached in the last second, by several at once": [
    [PERIOD - DAY, 1],
    [PERIOD - 1, 4],
    [PERIOD + EXTENSION - 1, 2],
  ],
  "reached by all at once, first and last": [[PERIOD - 1, 5]],
  "never reached": [
    [0, 1],
    [PERIOD - 1, 2],
  ],
};

describe("HouseGovernor: a late quorum", () => {
  for (const how of ["directly", "by signature"] as const) {
    for (const [name, history] of Object.entries(histories)) {
      it(`moves the end as OpenZeppelin's own module does: ${name}, ${how}`, async () => {
        const { house, twin, twinId, id, targets, values, calldatas, words } = await loadFixture(twins);
        const { governor } = house;
        await together(
          () => proposeDirectly(house, { id, targets, values, calldatas, words }, 1),
          () => twin.propose(targets, values, calldatas, words),
        );
        const firstSecond = Number(await governor.proposalSnapshot(id)) + 1;
        const before = await governor.proposalDeadline(id);
        expect(before).to.equal(await twin.proposalDeadline(twinId));
        let next = 1;
        for (const [second, count] of history) {
          const seats = Array.from({ length: count }, () => next++);
          const signed = await Promise.all(seats.map((seat) => aVote(house, id, seat)));
          await time.setNextBlockTimestamp(firstSecond + second);
          await together(
            ...(how === "by signature"
              ? [
                  () =>
                    governor.vote(
                      signed.map(({ vote }) => vote),
                      signed.map(({ signature }) => signature),
                      { gasLimit: 1_000_000 },
                    ),
                ]
              : seats.map(
                  (seat) => () => governor.connect(memberOn(house, seat)).castVote(id, 1, { gasLimit: 300_000 }),
                )),
            ...seats.map(
              (seat) => () => twin.connect(memberOn(house, seat)).castVote(twinId, 1, { gasLimit: 300_000 }),
            ),
          );
          expect(await governor.proposalDeadline(id), `after second ${second}`).to.equal(
            await twin.proposalDeadline(twinId),
          );
        }
        const { inFavour } = await governor.proposalVotes(id);
        expect(inFavour).to.equal(next - 1);
        const extensions = await governor.queryFilter(governor.filters.ProposalExtended());
        const expected = await twin.queryFilter(twin.filters.ProposalExtended());
        expect(extensions.map(({ args }) => args.extendedDeadline)).to.deep.equal(
          expected.map(({ args }) => args.extendedDeadline),
        );
        expect((await governor.proposalDeadline(id)) > before).to.equal(name.startsWith("reached one") || late(name));
      });
    }
  }
});

const late = (name: string) => name.includes("several at once") || name.includes("all at once");

/** The house with OpenZeppelin's governor beside it, and the same proposal for both. */
async function twins() {
  const house = await aHouse();
  const twin = await ethers.deployContract("LateQuorumTwin", [2 * DAY, PERIOD, EXTENSION, 4]);
  const proposal = await decided(house, aPayment(house));
  await sponsorBy(house, proposal.id, [2, 3, 4, 5]);
  const { targets, values, calldatas, hash } = proposal;
  return { house, twin, twinId: await twin.hashProposal(targets, values, calldatas, hash), ...proposal };
}

/** All of them in one block, hence in the same second. */
async function together(...sends: (() => Promise<{ wait(): Promise<{ status: number | null } | null> }>)[]) {
  await provider.request({ method: "evm_setAutomine", params: [false] });
  const sent = [];
  for (const send of sends) sent.push(await send());
  await provider.request({ method: "evm_mine" });
  await provider.request({ method: "evm_setAutomine", params: [true] });
  for (const one of sent) expect((await one.wait())?.status).to.equal(1);
}
