import { expect } from "chai";
import { type Message, type MessageName, messages, signable } from "#protocol/house/typedData.ts";
import { DAY, ethers, loadFixture, networkHelpers, nextBlockAt, time } from "../../fixtures/chain.ts";
import { anOpenVote, aWord } from "../../fixtures/decisions.ts";
import { handedOver } from "../../fixtures/handedOver.ts";
import { accountMessages } from "../../fixtures/messages/accountMessages.ts";
import { counterMessages } from "../../fixtures/messages/counterMessages.ts";
import { seatMessages } from "../../fixtures/messages/seatMessages.ts";
import { aTalkingHouse, type Spoken } from "../../fixtures/messages/talkingHouse.ts";
import type { Person } from "../../fixtures/people.ts";
import { memberOn, signAs, type WholeHouse } from "../../fixtures/wholeHouse.ts";

/** Messages that cannot stand in the table, and why. */
const WITHOUT_A_ROW = {
  Credential:
    "is the registrar's word about somebody, not a person's own call: a clock (expiry), no epoch and no nonce of its own; " +
    "test/unit/membership/Admission.ts",
  LateHandIn:
    "vouches for a terminal's batch, whose codes count once each, and may come again; never without a signature; " +
    "test/unit/voucher/Counter.ts",
  PriceList:
    "is kept by relays and read by tills, and no contract takes it: a version of its own, no epoch and no deadline; " +
    "protocol/voucher/priceList.test.ts, relay/texts/priceLists.test.ts",
} satisfies Partial<Record<MessageName, string>>;

/** A message that is described and has no row does not compile. */
const rows: { [N in Exclude<MessageName, keyof typeof WITHOUT_A_ROW>]: Spoken<N> } = {
  ...accountMessages,
  ...seatMessages,
  ...counterMessages,
};

/** Nothing takes these back once they have counted, or only what is a decision of its own. */
const FINAL: readonly MessageName[] = [
  ...(["Refund", "HandOver", "OfferTaken", "EpochRaise", "RequestWithdrawal", "Gift", "Vote"] as const),
  ...(["SponsorshipWithdrawal", "Proposing", "ApprovalTakenBack", "RequestClosing", "Signing"] as const),
  ...(["Revocation", "Leaving", "MoveTaken", "Voiding", "Refunding", "ExactPayment", "Closing"] as const),
  "CredentialRevocation",
];

/** Their signers hold no seat in the table's house: three who join, the operator and the registrar. */
const WITHOUT_A_SEAT: readonly MessageName[] = [
  ...(["Join", "Withdrawal", "Refund", "HandOver", "MoveTaken", "TeamNaming"] as const),
  ...(["Voiding", "Refunding", "Closing", "CredentialRevocation"] as const),
];

/** The name of a refusal, in whatever contract of the house it stands. */
async function refusalOf(house: WholeHouse, call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
  } catch (error) {
    const { data = "0x" } = error as { data?: string };
    for (const { interface: known } of data === "0x" ? [] : Object.values(house.byName)) {
      const found = known.parseError(data);
      if (found !== null) return found.name;
    }
    throw error;
  }
  return "nothing: it counted";
}

/** The house, one message in it, its signature, and the ways to send it. */
async function said<N extends keyof typeof rows>(name: N, one: Spoken<N>) {
  const house = await loadFixture(aTalkingHouse);
  await one.ready?.(house);
  const message = await one.make(house);
  const signer = await one.signer(house);
  const sign = async (word: Message<N>) =>
    signAs(signer, await (one.signs?.(house, word) ?? signable(house.signing, name, word)));
  const signature = await sign(message);
  return {
    house,
    message,
    signer,
    sign,
    signature,
    signed: () => one.send(house, message, signature, house.stranger),
    direct: () => one.send(house, message, "0x", signer),
    sendAs: (word: Message<N>, with_: string) => one.send(house, word, with_, house.stranger),
  };
}

/** Every message of the table has one. */
const deadlineOf = (message: object): number => Number("deadline" in message && message.deadline);

/** Another's account becomes a wallet that this person's key opens: one key, two signers. */
async function shareTheKey(key: Person, account: string): Promise<void> {
  const wallet = await ethers.deployContract("ContractWallet", [key.address]);
  await networkHelpers.setCode(account, await ethers.provider.getCode(wallet));
}

function tests<N extends keyof typeof rows>(name: N, one: Spoken<N>): void {
  describe(`given a ${name}`, () => {
    for (const [first, then] of [
      ["signed", "signed"],
      ["signed", "direct"],
      ["direct", "signed"],
      ["direct", "direct"],
    ] as const) {
      it(`counts once: ${first}, and then not ${then}`, async () => {
        const word = await said(name, one);
        await word[first]();
        await networkHelpers.mine(1);
        expect(await refusalOf(word.house, word[then])).to.equal(one.again);
      });
    }

    if (one.undo) {
      for (const way of ["signed", "direct"] as const) {
        it(`is over when it was undone: what was held back is void, ${way}`, async () => {
          const word = await said(name, one);
          await word.direct();
          await one.undo?.(word.house, word.message);
          expect(await refusalOf(word.house, word[way])).to.equal(one.undone);
        });
      }
    }

    it("does nothing without its signer's word", async () => {
      const word = await said(name, one);
      const refusal = await refusalOf(word.house, () => word.sendAs(word.message, "0x"));
      expect(refusal).to.be.oneOf(["SignatureInvalid", "AuthorizationInvalid", "NotThePayer"]);
    });

    it("acts for no other seat or account, also of the same key", async () => {
      const word = await said(name, one);
      const [other, owner] = await one.other(word.house, word.message);
      const attempt = () => word.sendAs(other, word.signature);
      for (const key of ["another", "the same"]) {
        if (key === "the same") await shareTheKey(word.signer, owner.address);
        expect(await refusalOf(word.house, attempt), `${key} key`).to.be.oneOf([
          "SignatureInvalid",
          "AuthorizationInvalid",
        ]);
      }
    });

    it("is void once its signer has raised the epoch", async () => {
      const word = await said(name, one);
      const { persons } = word.house;
      const epoch = await persons.epochOf(word.signer.address);
      const raise = { account: word.signer.address, epoch, deadline: (await time.latest()) + DAY };
      await persons.connect(word.signer).raiseEpoch(raise, "0x");
      for (const way of [word.signed, word.direct]) expect(await refusalOf(word.house, way)).to.equal("EpochOutdated");
    });

    if (one.seat) {
      it("is void after a hand-over of its signer's seat, and the former owner's own call too", async () => {
        const word = await said(name, one);
        await handedOver(word.house, (await one.seat?.(word.house)) ?? 0);
        for (const way of [word.signed, word.direct]) {
          expect(await refusalOf(word.house, way)).to.be.oneOf(["SignatureInvalid", "EpochOutdated", one.unseated]);
        }
      });
    }

    if (one.isPaid) {
      it("counts until the second before its deadline: the money's own message (ERC-3009) is valid before it", async () => {
        const late = await said(name, one);
        await nextBlockAt(deadlineOf(late.message));
        expect(await refusalOf(late.house, late.signed)).to.equal("AuthorizationExpired");
        const word = await said(name, one);
        await nextBlockAt(deadlineOf(word.message) - 1);
        await word.signed();
      });
    }

    it("counts in the second of its deadline", async () => {
      const word = await said(name, one);
      await nextBlockAt(deadlineOf(word.message));
      await (one.isPaid ? word.direct : word.signed)();
    });

    it("does not count after its deadline, which lies 30 days ahead at most, the direct call neither", async () => {
      const word = await said(name, one);
      const now = await time.latest();
      const far = { ...word.message, deadline: now + 30 * DAY + 60 };
      await nextBlockAt(now + 10);
      const signature = await word.sign(far);
      expect(await refusalOf(word.house, () => word.sendAs(far, signature))).to.equal("DeadlineTooFar");
      expect(await refusalOf(word.house, () => one.send(word.house, far, "0x", word.signer))).to.equal(
        "DeadlineTooFar",
      );
      for (const way of [word.signed, word.direct]) {
        await nextBlockAt(Math.max(deadlineOf(word.message), await time.latest()) + 1);
        expect(await refusalOf(word.house, way)).to.equal("SignatureExpired");
      }
    });
  });
}

describe("Every signed message", () => {
  const names = Object.keys(rows) as (keyof typeof rows)[];

  it("has a row, or a reason why not; what has no column is listed", () => {
    expect([...names, ...Object.keys(WITHOUT_A_ROW)].sort()).to.deep.equal(Object.keys(messages).sort());
    const without = (column: "undo" | "seat") => names.filter((name) => rows[name][column] === undefined).sort();
    expect(without("undo")).to.deep.equal([...FINAL].sort());
    expect(without("seat")).to.deep.equal([...WITHOUT_A_SEAT].sort());
  });

  for (const name of names) tests(name, rows[name] as Spoken<typeof name>);

  describe("Vote, by the new holder of a seat that has voted", () => {
    it("is refused by the seat: a hand-over moves a vote and never doubles it (R9)", async () => {
      const { house, id } = await loadFixture(anOpenVote);
      const { governor } = house;
      await governor.connect(memberOn(house, 7)).castVote(id, 1);
      const taker = await handedOver(house, 7);
      const vote = { ...(await aWord(house, id, 7)), support: 0 };
      for (const attempt of [
        () => governor.connect(taker).castVote(id, 0),
        () => governor.connect(taker).vote([vote], ["0x"]),
      ]) {
        await expect(attempt()).to.be.revertedWithCustomError(governor, "AlreadyVoted").withArgs(id, 7);
      }
    });
  });
});
