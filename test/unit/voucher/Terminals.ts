import { expect } from "chai";
import { DAY, ethers, goTo, loadFixture, networkHelpers, nextBlockAt, time } from "../../fixtures/chain.ts";
import {
  anEmptyCounter,
  anEnrolment,
  aRevocation,
  bySeats,
  type CounterHouse,
  type Enrolment,
  enrolTerminal,
  member,
  shutOut,
  signEnrolment,
  terminalNonce,
  yuan,
} from "../../fixtures/counterHouse.ts";
import { p256Key } from "../../fixtures/p256Keys.ts";

/** Each over their own seat. */
async function signedBy(house: CounterHouse, enrolment: Enrolment, seats: number[]) {
  return Promise.all(bySeats(enrolment, seats).map((one) => signEnrolment(house, member(house, one.seat), one)));
}

async function aTerminal() {
  const house = await anEmptyCounter();
  const key = await enrolTerminal(house, "till 1");
  return { ...house, key };
}

describe("Terminals", () => {
  describe("given a table of ten in office", () => {
    describe("when two of it sign for a tablet", () => {
      it("lets it in and keeps what was signed", async () => {
        const house = await loadFixture(anEmptyCounter);
        const enrolment = await anEnrolment(p256Key("till 1"));
        const signatures = await signedBy(house, enrolment, [1, 3]);
        await nextBlockAt((await time.latest()) + 10);
        await expect(house.terminals.connect(house.stranger).enrol(bySeats(enrolment, [1, 3]), signatures))
          .to.emit(house.terminals, "TerminalEnrolled")
          .withArgs(1, enrolment.x, enrolment.y, enrolment.dayCap, enrolment.expiry, enrolment.label, [1, 3]);
        const known = await house.terminals.terminal(1);
        expect([
          known.x,
          known.y,
          known.dayCap,
          known.expiry,
          known.revokedAt,
          known.label,
          known.enrolledAt,
        ]).to.deep.equal([
          enrolment.x,
          enrolment.y,
          yuan(10_000),
          BigInt(enrolment.expiry),
          0n,
          enrolment.label,
          BigInt(await time.latest()),
        ]);
        expect(await house.terminals.terminalOf(enrolment.x, enrolment.y)).to.deep.equal([1n, 0n]);
        expect(await house.terminals.terminalCount()).to.equal(1);
      });

      it("takes a signature of a member whose account is a contract", async () => {
        const house = await loadFixture(anEmptyCounter);
        const wallet = await ethers.deployContract("ContractWallet", [member(house, 5).address]);
        await house.share.connect(house.rounds).mint(1, 0);
        await house.share.connect(house.rounds).assign(6, wallet);
        await house.table.seatAtTable(6, true, false);
        const enrolment = await anEnrolment(p256Key("till 1"));
        const [one, six] = bySeats(enrolment, [1, 6]) as [Enrolment, Enrolment];
        await house.terminals.enrol(
          [one, six],
          [await signEnrolment(house, member(house, 1), one), await signEnrolment(house, member(house, 5), six)],
        );
        expect(await house.terminals.terminalCount()).to.equal(1);
      });
    });

    describe("when something is missing", () => {
      it("reverts with EnrolmentSignaturesMissing for one signature, three, or seats without signature", async () => {
        const house = await loadFixture(anEmptyCounter);
        const enrolment = await anEnrolment(p256Key("till 1"));
        const [one, two, three] = (await signedBy(house, enrolment, [1, 2, 3])) as [string, string, string];
        const refused = (seats: number[], signatures: string[], given: number) =>
          expect(house.terminals.enrol(bySeats(enrolment, seats), signatures))
            .to.be.revertedWithCustomError(house.terminals, "EnrolmentSignaturesMissing")
            .withArgs(given, 2);
        await refused([1], [one], 1);
        await refused([1, 2, 3], [one, two, three], 3);
        await refused([1, 2], [one], 1);
      });

      it("reverts with EnrolmentSeatsOutOfOrder when one seat signs twice", async () => {
        const house = await loadFixture(anEmptyCounter);
        const enrolment = await anEnrolment(p256Key("till 1"));
        const [one, two] = (await signedBy(house, enrolment, [1, 2])) as [string, string];
        await expect(house.terminals.enrol(bySeats(enrolment, [1, 1]), [one, one]))
          .to.be.revertedWithCustomError(house.terminals, "EnrolmentSeatsOutOfOrder")
          .withArgs(1, 1);
        await expect(house.terminals.enrol(bySeats(enrolment, [2, 1]), [two, one]))
          .to.be.revertedWithCustomError(house.terminals, "EnrolmentSeatsOutOfOrder")
          .withArgs(2, 1);
      });

      it("reverts with NotInOfficeForTerminals for a member without office and for a caretaker", async () => {
        const house = await loadFixture(anEmptyCounter);
        const enrolment = await anEnrolment(p256Key("till 1"));
        for (const seat of [4, 5]) {
          await expect(
            house.terminals.enrol(bySeats(enrolment, [1, seat]), await signedBy(house, enrolment, [1, seat])),
          )
            .to.be.revertedWithCustomError(house.terminals, "NotInOfficeForTerminals")
            .withArgs(seat);
        }
      });

      it("reverts with SignatureInvalid when another seat signed, or something else was signed", async () => {
        const house = await loadFixture(anEmptyCounter);
        const enrolment = await anEnrolment(p256Key("till 1"));
        const [one, , three] = (await signedBy(house, enrolment, [1, 2, 3])) as [string, string, string];
        await expect(house.terminals.enrol(bySeats(enrolment, [1, 2]), [one, three]))
          .to.be.revertedWithCustomError(house.terminals, "SignatureInvalid")
          .withArgs(member(house, 2).address);
        const signatures = await signedBy(house, enrolment, [1, 2]);
        await expect(house.terminals.enrol(bySeats({ ...enrolment, dayCap: yuan(99_999) }, [1, 2]), signatures))
          .to.be.revertedWithCustomError(house.terminals, "SignatureInvalid")
          .withArgs(member(house, 1).address);
      });

      it("takes no signature for two seats of one key (fault 23)", async () => {
        const house = await loadFixture(anEmptyCounter);
        // Seats 1 and 6 belong to accounts of one key.
        const wallet = await ethers.deployContract("ContractWallet", [member(house, 1).address]);
        await house.share.connect(house.rounds).mint(1, 0);
        await house.share.connect(house.rounds).assign(6, wallet);
        await house.table.seatAtTable(6, true, false);
        const enrolment = await anEnrolment(p256Key("till 1"));
        const [one] = (await signedBy(house, enrolment, [1])) as [string];
        await expect(house.terminals.enrol(bySeats(enrolment, [1, 6]), [one, one]))
          .to.be.revertedWithCustomError(house.terminals, "SignatureInvalid")
          .withArgs(await wallet.getAddress());
        await expect(house.terminals.enrol(bySeats(enrolment, [1, 1]), [one, one]))
          .to.be.revertedWithCustomError(house.terminals, "EnrolmentSeatsOutOfOrder")
          .withArgs(1, 1);
      });

      it("reverts with EnrolmentsDiffer when two seats speak for different tablets", async () => {
        const house = await loadFixture(anEmptyCounter);
        const enrolment = await anEnrolment(p256Key("till 1"));
        const [one, two] = bySeats(enrolment, [1, 2]) as [Enrolment, Enrolment];
        for (const change of [{ dayCap: 1n }, { x: 1n }, { y: 1n }, { expiry: 2 ** 40 }, { label: ethers.ZeroHash }]) {
          const other = { ...two, ...change };
          const signatures = [
            await signEnrolment(house, member(house, 1), one),
            await signEnrolment(house, member(house, 2), other),
          ];
          await expect(house.terminals.enrol([one, other], signatures))
            .to.be.revertedWithCustomError(house.terminals, "EnrolmentsDiffer")
            .withArgs(2);
        }
      });

      it("needs no signature of the overseer who calls, and the other's all the same", async () => {
        const house = await loadFixture(anEmptyCounter);
        const enrolment = await anEnrolment(p256Key("till 1"));
        const [, two] = (await signedBy(house, enrolment, [1, 2])) as [string, string];
        const terminals = house.terminals.connect(member(house, 1));
        await expect(terminals.enrol(bySeats(enrolment, [1, 2]), ["0x", "0x"]))
          .to.be.revertedWithCustomError(house.terminals, "SignatureInvalid")
          .withArgs(member(house, 2).address);
        await terminals.enrol(bySeats(enrolment, [1, 2]), ["0x", two]);
        expect(await house.terminals.terminalCount()).to.equal(1);
      });

      it("reverts with EpochOutdated for a word of an old epoch, UnknownTerminal for a number that nobody has", async () => {
        const house = await loadFixture(anEmptyCounter);
        const stale = await anEnrolment(p256Key("till 1"), { epoch: 1 });
        await expect(house.terminals.enrol(bySeats(stale, [1, 2]), await signedBy(house, stale, [1, 2])))
          .to.be.revertedWithCustomError(house.terminals, "EpochOutdated")
          .withArgs(1, 1, 0);
        const again = await anEnrolment(p256Key("till 1"), { terminal: 1 });
        await expect(house.terminals.enrol(bySeats(again, [1, 2]), await signedBy(house, again, [1, 2])))
          .to.be.revertedWithCustomError(house.terminals, "UnknownTerminal")
          .withArgs(1);
      });

      it("reverts with SignatureExpired after the deadline", async () => {
        const house = await loadFixture(anEmptyCounter);
        const enrolment = await anEnrolment(p256Key("till 1"));
        const signatures = await signedBy(house, enrolment, [1, 2]);
        await nextBlockAt(enrolment.deadline + 1);
        await expect(house.terminals.enrol(bySeats(enrolment, [1, 2]), signatures))
          .to.be.revertedWithCustomError(house.terminals, "SignatureExpired")
          .withArgs(enrolment.deadline, enrolment.deadline + 1);
      });

      it("reverts with TerminalExpiryPassed when its time would be over at once", async () => {
        const house = await loadFixture(anEmptyCounter);
        const now = await time.latest();
        const enrolment = await anEnrolment(p256Key("till 1"), { expiry: now + 5 });
        const signatures = await signedBy(house, enrolment, [1, 2]);
        await nextBlockAt(now + 5);
        await expect(house.terminals.enrol(bySeats(enrolment, [1, 2]), signatures))
          .to.be.revertedWithCustomError(house.terminals, "TerminalExpiryPassed")
          .withArgs(now + 5, now + 5);
      });

      it("reverts with TerminalKeyInvalid for numbers off the curve", async () => {
        const house = await loadFixture(anEmptyCounter);
        const key = p256Key("till 1");
        const enrolment = await anEnrolment(key, { y: key.y + 1n });
        await expect(house.terminals.enrol(bySeats(enrolment, [1, 2]), await signedBy(house, enrolment, [1, 2])))
          .to.be.revertedWithCustomError(house.terminals, "TerminalKeyInvalid")
          .withArgs(key.x, key.y + 1n);
      });
    });
  });

  describe("given an enrolled terminal", () => {
    it("reverts with TerminalKeyTaken for the same key, revoked or not, so that an enrolment is never used twice", async () => {
      const house = await loadFixture(aTerminal);
      const enrolment = await anEnrolment(house.key);
      const signatures = await signedBy(house, enrolment, [1, 2]);
      await expect(house.terminals.enrol(bySeats(enrolment, [1, 2]), signatures))
        .to.be.revertedWithCustomError(house.terminals, "TerminalKeyTaken")
        .withArgs(1);
      await shutOut(house, 1);
      await expect(house.terminals.enrol(bySeats(enrolment, [1, 2]), signatures))
        .to.be.revertedWithCustomError(house.terminals, "TerminalKeyTaken")
        .withArgs(1);
    });

    it("answers the counter with key, cap and end, and reverts with UnknownTerminal for another number", async () => {
      const house = await loadFixture(aTerminal);
      const key = await house.terminals.keyOf(1);
      expect([key.x, key.y, key.dayCap, key.revokedAt]).to.deep.equal([house.key.x, house.key.y, yuan(10_000), 0n]);
      for (const id of [0, 2]) {
        await expect(house.terminals.keyOf(id))
          .to.be.revertedWithCustomError(house.terminals, "UnknownTerminal")
          .withArgs(id);
        await expect(house.terminals.terminal(id))
          .to.be.revertedWithCustomError(house.terminals, "UnknownTerminal")
          .withArgs(id);
      }
    });

    describe("when two of the table renew it", () => {
      /** Two of the table renew terminal 1 with this key. */
      async function renew(house: CounterHouse, name: string, changes: Partial<Enrolment> = {}) {
        const nonce = await terminalNonce(house, 1);
        const enrolment = await anEnrolment(p256Key(name), { terminal: 1, nonce, ...changes });
        return house.terminals.enrol(bySeats(enrolment, [1, 2]), await signedBy(house, enrolment, [1, 2]));
      }

      it("keeps number and first day, takes the new key, cap, end and label, and ends the old key", async () => {
        const house = await loadFixture(aTerminal);
        const { enrolledAt } = await house.terminals.terminal(1);
        const label = ethers.encodeBytes32String("Counter right");
        const expiry = (await time.latest()) + 9 * DAY;
        const next = p256Key("till 1, renewed");
        await expect(renew(house, "till 1, renewed", { dayCap: yuan(7), expiry, label }))
          .to.emit(house.terminals, "TerminalRenewed")
          .withArgs(1, next.x, next.y, yuan(7), expiry, label, [1, 2]);
        const known = await house.terminals.terminal(1);
        expect([known.x, known.y, known.dayCap, known.expiry, known.label, known.enrolledAt]).to.deep.equal([
          next.x,
          next.y,
          yuan(7),
          BigInt(expiry),
          label,
          enrolledAt,
        ]);
        expect(await house.terminals.terminalCount()).to.equal(1);
        expect(await house.terminals.terminalOf(next.x, next.y)).to.deep.equal([1n, 0n]);
        expect(await house.terminals.terminalOf(house.key.x, house.key.y)).to.deep.equal([
          1n,
          BigInt(await time.latest()),
        ]);
      });

      it("lets it in again when it was shut out or over, with the same key or another", async () => {
        const house = await loadFixture(aTerminal);
        await shutOut(house, 1);
        await renew(house, "till 1");
        expect((await house.terminals.terminal(1)).revokedAt).to.equal(0);
        expect(await house.terminals.terminalOf(house.key.x, house.key.y)).to.deep.equal([1n, 0n]);
        const { expiry } = await house.terminals.terminal(1);
        await goTo(Number(expiry) + 1);
        await renew(house, "till 1, renewed");
        expect((await house.terminals.terminal(1)).expiry).to.be.greaterThan(expiry);
      });

      it("reverts with NonceUsed when a renewal comes again, or after a later shutting out", async () => {
        const house = await loadFixture(aTerminal);
        const enrolment = await anEnrolment(p256Key("till 1, renewed"), { terminal: 1 });
        const signatures = await signedBy(house, enrolment, [1, 2]);
        const send = () => house.terminals.enrol(bySeats(enrolment, [1, 2]), signatures);
        const snapshot = await networkHelpers.takeSnapshot();
        await send();
        await expect(send()).to.be.revertedWithCustomError(house.terminals, "NonceUsed").withArgs(0, 1);
        await snapshot.restore();
        await shutOut(house, 3);
        await expect(send()).to.be.revertedWithCustomError(house.terminals, "NonceUsed").withArgs(0, 1);
      });

      it("lets no shutting out of before count after it", async () => {
        const house = await loadFixture(aTerminal);
        const revocation = await aRevocation(house, 4);
        const signature = await signRevocation(house, 4, revocation);
        await house.terminals.revoke(revocation, signature);
        await renew(house, "till 1, renewed");
        await expect(house.terminals.revoke(revocation, signature))
          .to.be.revertedWithCustomError(house.terminals, "NonceUsed")
          .withArgs(0, 2);
      });

      it("reverts with TerminalKeyTaken for a key of another terminal, and for its old keys under a new number", async () => {
        const house = await loadFixture(aTerminal);
        await enrolTerminal(house, "till 2");
        await expect(renew(house, "till 2"))
          .to.be.revertedWithCustomError(house.terminals, "TerminalKeyTaken")
          .withArgs(2);
        await renew(house, "till 1, renewed");
        await expect(enrolTerminal(house, "till 1"))
          .to.be.revertedWithCustomError(house.terminals, "TerminalKeyTaken")
          .withArgs(1);
      });
    });

    describe("when one of the table revokes it", () => {
      for (const [who, seat] of [
        ["an overseer", 3],
        ["a caretaker", 4],
      ] as const) {
        it(`shuts it out for ${who}`, async () => {
          const house = await loadFixture(aTerminal);
          await nextBlockAt((await time.latest()) + 7);
          await expect(shutOut(house, seat)).to.emit(house.terminals, "TerminalShutOut").withArgs(1, seat);
          expect((await house.terminals.terminal(1)).revokedAt).to.equal(await time.latest());
        });
      }

      it("works with a signature that anybody hands in", async () => {
        const house = await loadFixture(aTerminal);
        const revocation = await aRevocation(house, 4);
        const signature = await signRevocation(house, 4, revocation);
        await expect(house.terminals.connect(house.stranger).revoke(revocation, signature))
          .to.emit(house.terminals, "TerminalShutOut")
          .withArgs(1, 4);
      });

      it("reverts with NotAtTheTableForTerminals for anybody else, direct or signed", async () => {
        const house = await loadFixture(aTerminal);
        await expect(shutOut(house, 5))
          .to.be.revertedWithCustomError(house.terminals, "NotAtTheTableForTerminals")
          .withArgs(5);
        const revocation = await aRevocation(house, 5);
        await expect(house.terminals.revoke(revocation, await signRevocation(house, 5, revocation)))
          .to.be.revertedWithCustomError(house.terminals, "NotAtTheTableForTerminals")
          .withArgs(5);
      });

      it("reverts with SignatureInvalid when a stranger signs for a seat, SignatureExpired when late", async () => {
        const house = await loadFixture(aTerminal);
        const revocation = await aRevocation(house, 1);
        const signature = await signRevocation(house, 1, revocation);
        await expect(house.terminals.revoke(revocation, await signRevocation(house, 2, revocation)))
          .to.be.revertedWithCustomError(house.terminals, "SignatureInvalid")
          .withArgs(member(house, 1).address);
        await goTo(revocation.deadline + DAY);
        await nextBlockAt(revocation.deadline + DAY + 1);
        await expect(house.terminals.revoke(revocation, signature))
          .to.be.revertedWithCustomError(house.terminals, "SignatureExpired")
          .withArgs(revocation.deadline, revocation.deadline + DAY + 1);
      });

      it("reverts with TerminalRevoked the second time and UnknownTerminal for another number", async () => {
        const house = await loadFixture(aTerminal);
        await shutOut(house, 1);
        const since = await time.latest();
        await expect(shutOut(house, 2))
          .to.be.revertedWithCustomError(house.terminals, "TerminalRevoked")
          .withArgs(1, since);
        await expect(shutOut(house, 2, 9))
          .to.be.revertedWithCustomError(house.terminals, "UnknownTerminal")
          .withArgs(9);
      });
    });
  });
});

async function signRevocation(house: CounterHouse, signer: number, revocation: Record<string, number>) {
  return member(house, signer).signTypedData(
    { name: "Runde Terminals", version: "1", chainId: 31337, verifyingContract: await house.terminals.getAddress() },
    {
      Revocation: [
        { name: "terminal", type: "uint32" },
        { name: "seat", type: "uint32" },
        { name: "epoch", type: "uint32" },
        { name: "nonce", type: "uint64" },
        { name: "deadline", type: "uint48" },
      ],
    },
    revocation,
  );
}
