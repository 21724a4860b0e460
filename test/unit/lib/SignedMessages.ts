import { expect } from "chai";
import type { BaseContract, ContractTransactionResponse } from "ethers";
import { type Message, type MessageName, messages, signable } from "#protocol/house/typedData.ts";
import { DAY, loadFixture, time } from "../../fixtures/chain.ts";
import { aHouse, anOpenVote, aPayment, aWord, sponsorBy } from "../../fixtures/decisions.ts";
import type { Person } from "../../fixtures/people.ts";
import { admit, decided, memberOn, signAs, type WholeHouse } from "../../fixtures/wholeHouse.ts";

type SeatMessage = { seat: number; epoch: number; deadline: number };

/** A message of a seat with everything that has to be said about it. */
interface Row {
  /** The house in which `seat` can say it. */
  given: () => Promise<{ house: WholeHouse; proposal: bigint; words?: string }>;
  seat: number;
  contract: (house: WholeHouse) => BaseContract;
  message: (house: WholeHouse, proposal: bigint, seat: number) => Promise<SeatMessage>;
  send: (
    house: WholeHouse,
    by: Person,
    message: SeatMessage,
    signature: string,
  ) => Promise<ContractTransactionResponse>;
  /** How the second one is refused, whoever brings it. */
  again: string;
}

const aDraft = async () => {
  const house = await aHouse();
  const { id } = await decided(house, aPayment(house));
  return { house, proposal: id };
};
const aDraftWithSponsors = async () => {
  const { house, proposal } = await aDraft();
  await sponsorBy(house, proposal, [2, 3, 4, 5]);
  return { house, proposal };
};
const anOpenMotion = async () => {
  const { house, id } = await anOpenVote();
  return { house, proposal: id };
};

const rows: Partial<Record<MessageName, Row>> = {
  Vote: {
    given: anOpenMotion,
    seat: 7,
    contract: ({ governor }) => governor,
    message: async (house, proposal, seat) => ({ ...(await aWord(house, proposal, seat)), support: 1 }),
    send: ({ governor }, by, message, signature) =>
      governor.connect(by).vote([message as unknown as Message<"Vote">], [signature]),
    again: "AlreadyVoted",
  },
  Sponsorship: {
    given: aDraft,
    seat: 7,
    contract: ({ proposals }) => proposals,
    message: aWord,
    send: ({ proposals }, by, message, signature) =>
      proposals.connect(by).sponsor(message as unknown as Message<"Sponsorship">, signature),
    again: "AlreadySponsored",
  },
  SponsorshipWithdrawal: {
    given: aDraft,
    seat: 7,
    contract: ({ proposals }) => proposals,
    message: aWord,
    send: ({ proposals }, by, message, signature) =>
      proposals.connect(by).withdrawSponsorship(message as unknown as Message<"SponsorshipWithdrawal">, signature),
    again: "SponsorshipTakenBack",
  },
  Proposing: {
    given: aDraftWithSponsors,
    seat: 1,
    contract: ({ proposals }) => proposals,
    message: aWord,
    send: async (house, by, message, signature) => {
      const { targets, values, calldatas, words } = await decided(house, aPayment(house));
      const motion = { targets, values, calldatas, description: words };
      const proposing = message as unknown as Message<"Proposing">;
      return house.proposals.connect(by).proposeWithSponsors(proposing, motion, [], [signature]);
    },
    again: "AlreadyProposed",
  },
};

/** Messages that have their tests in their own room and no row here yet. */
const WITHOUT_A_ROW: readonly MessageName[] = [
  "Answer",
  "Approval",
  "ApprovalTakenBack",
  "Ballot",
  "Credential",
  "Enrolment",
  "EpochRaise",
  "Filing",
  "Fill",
  "Gift",
  "HandOver",
  "Join",
  "Leaving",
  "Nomination",
  "NominationWithdrawal",
  "OfferTaken",
  "PaymentRequest",
  "PocketExit",
  "Refund",
  "RequestClosing",
  "RequestWithdrawal",
  "Revocation",
  "SetUp",
  "Signing",
  "TeamNaming",
  "Withdrawal",
];

const signed = (house: WholeHouse, name: MessageName, signer: Person, message: SeatMessage) =>
  signAs(signer, signable(house.signing, name, message as never));

/** The seat goes to somebody admitted, for nothing; both sign. */
async function handOver(house: WholeHouse, seat: number): Promise<Person> {
  const taker = house.stranger;
  await admit(house, taker.address, "the taker");
  const wish: Message<"HandOver"> = {
    seat,
    to: taker.address as `0x${string}`,
    price: 0n,
    seatEpoch: Number(await house.share.epochOf(seat)),
    toEpoch: Number(await house.persons.epochOf(taker.address)),
    deadline: (await time.latest()) + DAY,
  };
  const owner = memberOn(house, seat);
  const says = (who: Person) => signAs(who, signable(house.signing, "HandOver", wish));
  await house.exit.handOver(wish, await says(owner), await says(taker), "0x");
  return taker;
}

describe("Every signed message", () => {
  it("has a row in this table", () => {
    const named = [...Object.keys(rows), ...WITHOUT_A_ROW].sort();
    expect(named).to.deep.equal(Object.keys(messages).sort());
  });

  for (const [name, row] of Object.entries(rows) as [MessageName, Row][]) {
    describe(name, () => {
      const state = row.given;
      const ready = async () => {
        const { house, proposal } = await loadFixture(state);
        const owner = memberOn(house, row.seat);
        const message = await row.message(house, proposal, row.seat);
        return { house, proposal, owner, message, contract: row.contract(house) };
      };

      it("has one effect: not replayed, not directly after it was signed", async () => {
        const { house, owner, message, contract } = await ready();
        const signature = await signed(house, name, owner, message);
        await row.send(house, house.operator, message, signature);
        for (const [by, said] of [
          [house.operator, signature],
          [owner, "0x"],
        ] as const) {
          await expect(row.send(house, by, message, said)).to.be.revertedWithCustomError(contract, row.again);
        }
      });

      it("has one effect: not signed after it was sent directly", async () => {
        const { house, owner, message, contract } = await ready();
        const signature = await signed(house, name, owner, message);
        await row.send(house, owner, message, "0x");
        await expect(row.send(house, house.operator, message, signature)).to.be.revertedWithCustomError(
          contract,
          row.again,
        );
      });

      it("is nobody's word without a signature but its owner's own", async () => {
        const { house, owner, message, contract } = await ready();
        await expect(row.send(house, house.operator, message, "0x"))
          .to.be.revertedWithCustomError(contract, "SignatureInvalid")
          .withArgs(owner.address);
      });

      it("acts for no other seat", async () => {
        const { house, owner, message, contract } = await ready();
        const signature = await signed(house, name, owner, message);
        const other = { ...message, seat: row.seat + 8 };
        await expect(row.send(house, house.operator, other, signature))
          .to.be.revertedWithCustomError(contract, "SignatureInvalid")
          .withArgs(memberOn(house, other.seat).address);
      });

      it("is void once its owner has raised the epoch", async () => {
        const { house, owner, message } = await ready();
        const signature = await signed(house, name, owner, message);
        const account = owner.address;
        const epoch = await house.persons.epochOf(account);
        const deadline = (await time.latest()) + DAY;
        await house.persons.connect(owner).raiseEpoch({ account, epoch, deadline }, "0x");
        await expect(row.send(house, house.operator, message, signature))
          .to.be.revertedWithCustomError(house.persons, "EpochOutdated")
          .withArgs(row.seat, message.epoch, await house.share.epochOf(row.seat));
      });

      it("is void after a hand-over, and the former owner's own call too", async () => {
        const { house, owner, message, contract } = await ready();
        const signature = await signed(house, name, owner, message);
        const taker = await handOver(house, row.seat);
        for (const [by, said] of [
          [house.operator, signature],
          [owner, "0x"],
        ] as const) {
          await expect(row.send(house, by, message, said))
            .to.be.revertedWithCustomError(contract, "SignatureInvalid")
            .withArgs(taker.address);
        }
      });

      it("counts until its deadline, which lies 30 days ahead at most", async () => {
        const { house, owner, message, contract } = await ready();
        const late = { ...message, deadline: await time.latest() };
        const far = { ...message, deadline: (await time.latest()) + 31 * DAY };
        for (const [one, error] of [
          [late, "SignatureExpired"],
          [far, "DeadlineTooFar"],
        ] as const) {
          const signature = await signed(house, name, owner, one);
          for (const [by, said] of [
            [house.operator, signature],
            [owner, "0x"],
          ] as const) {
            await expect(row.send(house, by, one, said)).to.be.revertedWithCustomError(contract, error);
          }
        }
      });
    });
  }

  describe("Vote, by the new holder of a seat that has voted", () => {
    it("is refused by the seat: a hand-over moves a vote and never doubles it (R9)", async () => {
      const { house, proposal } = await loadFixture(anOpenMotion);
      const { governor } = house;
      await governor.connect(memberOn(house, 7)).castVote(proposal, 1);
      const taker = await handOver(house, 7);
      const vote = { ...(await aWord(house, proposal, 7)), support: 0 };
      for (const attempt of [
        () => governor.connect(taker).castVote(proposal, 0),
        () => governor.connect(taker).vote([vote], ["0x"]),
      ]) {
        await expect(attempt()).to.be.revertedWithCustomError(governor, "AlreadyVoted").withArgs(proposal, 7);
      }
    });
  });
});
