import { expect } from "chai";
import { Part } from "#protocol/abi/enums.ts";
import { DAY, ethers, loadFixture, nextBlockAt, time } from "../../fixtures/chain.ts";
import { person } from "../../fixtures/people.ts";
import { nonceSubject } from "../../fixtures/signatures.ts";
import {
  Account,
  ATTESTED,
  aFiling,
  aFilledTreasury,
  agreeBy,
  approveBy,
  aRequest,
  aSigning,
  fileBy,
  handOver,
  member,
  receive,
  sayOf,
  signFor,
  TERM,
  TEXT,
  yuan,
} from "../../fixtures/treasuryHouse.ts";

const WHY = ethers.id("the till was 300 short");

/** Term 1 with rent paid, a gift, a coffee and new members; now it is term 2, with another table of its own. */
async function anEndedTerm() {
  const house = await aFilledTreasury();
  const { journal, counter, donations, share, rounds } = house;
  const id = await aRequest(house);
  await approveBy(house, id, [1, 2, 3, 4, 5, 6]);
  await house.payments.pay(id);
  await journal.connect(counter).append(Account.VouchersOwed, Account.SalesVoucher, yuan(28), ethers.ZeroHash, counter);
  await journal.connect(donations).append(Account.Cash, Account.Donations, yuan(50), ethers.ZeroHash, donations);
  await house.token.faucet(house.treasury, yuan(50));
  await share.connect(rounds).mint(3, 0);
  const end = house.start + TERM;
  await time.increaseTo(end);
  return { ...house, end };
}

/** The same, and the report of term 1 is filed by seat 2. */
async function aFiledReport() {
  const house = await anEndedTerm();
  await fileBy(house, 2);
  return house;
}

/** After 35 days of term 2, with seats 11 and 12 at a table of their own in term 2 as well. */
async function aLateTable() {
  const house = await anEndedTerm();
  await house.roster.seatTable(2, [11, 12]);
  return house;
}

describe("Reports", () => {
  describe("given a term that is over", () => {
    describe("when one of its table files", () => {
      it("keeps what was attested, and adds what the books prove (I15)", async () => {
        const house = await loadFixture(anEndedTerm);
        const { reports, journal } = house;
        const head = await journal.journalHead();
        await nextBlockAt(house.end + 9);
        await expect(fileBy(house, 2))
          .to.emit(reports, "ReportFiled")
          .withArgs(1, 1, 2, 1, TEXT, Object.values(ATTESTED), head, 4);
        const [report] = await reports.reports(1, 5);
        if (!report) throw new Error("no report");
        expect([report.id, report.term, report.author, report.table, report.text]).to.deep.equal([
          1n,
          1n,
          2n,
          1n,
          TEXT,
        ]);
        expect([report.agreed, report.dissented, report.stands, report.superseded]).to.deep.equal([
          0n,
          0n,
          false,
          false,
        ]);
        const { cashSales, payroll, goods, bankBalance } = report.attested;
        expect({ cashSales, payroll, goods, bankBalance }).to.deep.equal(ATTESTED);
        const { proved } = report;
        expect({
          openingCash: proved.openingCash,
          closingCash: proved.closingCash,
          vouchersOwed: proved.vouchersOwed,
          donations: proved.donations,
          members: proved.members,
        }).to.deep.equal({
          openingCash: yuan(100_000),
          closingCash: yuan(96_050),
          vouchersOwed: yuan(99_972),
          donations: yuan(50),
          members: 15n,
        });
        expect([proved.journalHead, proved.journalCount, proved.filedAt]).to.deep.equal([
          head,
          4n,
          BigInt(house.end + 9),
        ]);
        expect(proved.blockNumber).to.equal(await ethers.provider.getBlockNumber());
        const rent = proved.spending.find(({ category }) => category === 500n);
        expect([rent?.limit, rent?.inBudget, rent?.booked]).to.deep.equal([yuan(50_000), yuan(4_000), yuan(4_000)]);
        expect(proved.spending).to.have.length(10);
      });

      it("proves the books of the term's end, whatever comes later", async () => {
        const house = await loadFixture(aFiledReport);
        const before = (await house.reports.reports(1, 1))[0]?.proved;
        await receive(house, yuan(5_000));
        await house.treasury.connect(house.house).payWithinReserve(house.supplier, yuan(1), Account.Rent, TEXT);
        await house.share.connect(house.rounds).mint(4, 0);
        expect((await house.reports.reports(1, 1))[0]?.proved).to.deep.equal(before);
        const now = await house.reports.provedOf(1);
        expect([now.closingCash, now.members, now.journalCount]).to.deep.equal([yuan(96_050), 15n, 6n]);
      });

      it("takes it by signature from anybody, once; the owner's own call carries the same message", async () => {
        const house = await loadFixture(anEndedTerm);
        const { reports } = house;
        const filing = await aFiling(house, 3);
        const signature = await signFor(house, member(house, 3), "Filing", filing);
        const submit = () => reports.connect(house.stranger).file(filing, signature);
        for (const [changed, signed] of [
          [{ ...filing, goods: 1n }, signature],
          [filing, "0x"],
        ] as const) {
          await expect(reports.connect(house.stranger).file(changed, signed))
            .to.be.revertedWithCustomError(reports, "SignatureInvalid")
            .withArgs(member(house, 3).address);
        }
        await expect(submit()).to.emit(reports, "ReportFiled");
        for (const again of [submit, () => reports.connect(member(house, 3)).file(filing, "0x")]) {
          await expect(again()).to.be.revertedWithCustomError(reports, "NonceUsed").withArgs(0, 1);
        }
        expect(await reports.nonceOf(nonceSubject(3n, "file:1"))).to.equal(1);
        await time.increaseTo(filing.deadline + 1);
        await expect(submit())
          .to.be.revertedWithCustomError(reports, "SignatureExpired")
          .withArgs(filing.deadline, (n: bigint) => n > BigInt(filing.deadline));
      });

      it("takes a later message before an earlier one that got lost, and then not the earlier", async () => {
        const house = await loadFixture(anEndedTerm);
        await fileBy(house, 3, { nonce: 4n });
        await expect(fileBy(house, 3, { nonce: 0n }))
          .to.be.revertedWithCustomError(house.reports, "NonceUsed")
          .withArgs(0, 5);
      });
    });

    describe("when somebody may not file", () => {
      it("refuses a term that runs, or is to come", async () => {
        const house = await loadFixture(anEndedTerm);
        for (const term of [2, 3]) {
          await expect(fileBy(house, 2, { term }))
            .to.be.revertedWithCustomError(house.reports, "TermNotOver")
            .withArgs(term, house.start + term * TERM);
          await expect(house.reports.provedOf(term))
            .to.be.revertedWithCustomError(house.reports, "TermNotOver")
            .withArgs(term, house.start + term * TERM);
        }
      });

      it("refuses a member of another table, a stranger, and the time before term 1", async () => {
        const house = await loadFixture(aLateTable);
        const { reports } = house;
        for (const [seat, term] of [
          [11, 1],
          [2, 0],
        ] as const) {
          await expect(fileBy(house, seat, { term }))
            .to.be.revertedWithCustomError(reports, "NotSeatedInTerm")
            .withArgs(seat, term);
        }
        for (const by of [house.stranger, house.operator]) {
          await expect(fileBy(house, 2, {}, by))
            .to.be.revertedWithCustomError(reports, "SignatureInvalid")
            .withArgs(member(house, 2).address);
        }
        await expect(reports.provedOf(0)).to.be.revertedWithCustomError(reports, "TermNotOver").withArgs(0, 0);
      });

      it("refuses a seat that changed hands since: who holds it now did not sit", async () => {
        const house = await loadFixture(anEndedTerm);
        const before = await aFiling(house, 2);
        const signature = await signFor(house, member(house, 2), "Filing", before);
        await handOver(house, 2, house.stranger);
        await expect(fileBy(house, 2, {}, house.stranger))
          .to.be.revertedWithCustomError(house.reports, "NotSeatedInTerm")
          .withArgs(2, 1);
        await expect(house.reports.file(before, signature)).to.be.revertedWithCustomError(
          house.reports,
          "SignatureInvalid",
        );
      });

      it("refuses one who gave up the chair before the end", async () => {
        const house = await loadFixture(anEndedTerm);
        await house.roster.giveUp(1, 1, house.end - 1);
        await expect(fileBy(house, 2)).to.be.revertedWithCustomError(house.reports, "NotSeatedInTerm").withArgs(2, 1);
      });
    });
  });

  describe("given a filed report", () => {
    describe("when the ten say their word", () => {
      it("stands with the sixth who agrees", async () => {
        const house = await loadFixture(aFiledReport);
        await agreeBy(house, 1, [1, 2, 3, 4, 5]);
        expect(await house.reports.standingOf(1)).to.equal(0);
        await expect(sayOf(house, 6))
          .to.emit(house.reports, "ReportSigned")
          .withArgs(1, 6, true, ethers.ZeroHash)
          .and.to.emit(house.reports, "ReportStands")
          .withArgs(1, 1);
        await agreeBy(house, 1, [7]);
        const [report] = await house.reports.reports(1, 1);
        expect([report?.agreed, report?.stands]).to.deep.equal([7n, true]);
        expect(await house.reports.standingOf(1)).to.equal(1);
      });

      it("keeps a dissent with its reason, and refuses one without", async () => {
        const house = await loadFixture(aFiledReport);
        await expect(sayOf(house, 9, { agrees: false }))
          .to.be.revertedWithCustomError(house.reports, "DissentNeedsReason")
          .withArgs(1, 9);
        const at = (await time.latest()) + 5;
        await nextBlockAt(at);
        await expect(sayOf(house, 9, { agrees: false, reason: WHY }))
          .to.emit(house.reports, "ReportSigned")
          .withArgs(1, 9, false, WHY);
        const [signature] = await house.reports.signaturesOf(1);
        expect(Object.values(signature ?? {})).to.deep.equal([9n, false, BigInt(at), WHY]);
        const [report] = await house.reports.reports(1, 1);
        expect([report?.agreed, report?.dissented, report?.stands]).to.deep.equal([0n, 1n, false]);
      });

      it("takes a word by signature, once a seat", async () => {
        const house = await loadFixture(aFiledReport);
        const { reports } = house;
        const signing = await aSigning(house, 4, { reason: TEXT });
        const signature = await signFor(house, member(house, 4), "Signing", signing);
        for (const [changed, signed] of [
          [{ ...signing, agrees: false }, signature],
          [signing, "0x"],
        ] as const) {
          await expect(reports.sign(changed, signed))
            .to.be.revertedWithCustomError(reports, "SignatureInvalid")
            .withArgs(member(house, 4).address);
        }
        await expect(reports.connect(house.stranger).sign(signing, signature))
          .to.emit(reports, "ReportSigned")
          .withArgs(1, 4, true, TEXT);
        const said = () => expect(reports.sign(signing, signature));
        await said().to.be.revertedWithCustomError(reports, "SignedAlready").withArgs(1, 4);
        for (const agrees of [true, false]) {
          await expect(sayOf(house, 4, { agrees, reason: WHY }))
            .to.be.revertedWithCustomError(reports, "SignedAlready")
            .withArgs(1, 4);
        }
      });

      it("takes no word of an epoch that is over", async () => {
        const house = await loadFixture(aFiledReport);
        const old = [await aFiling(house, 4), await aSigning(house, 4)] as const;
        const persons = await person("persons");
        await house.registry.set(Part.Persons, persons);
        await house.share.connect(persons).raiseEpoch(4);
        const present = await house.share.epochOf(4);
        const { reports } = house;
        for (const attempt of [
          () => reports.connect(member(house, 4)).file(old[0], "0x"),
          () => reports.connect(member(house, 4)).sign(old[1], "0x"),
        ]) {
          await expect(attempt())
            .to.be.revertedWithCustomError(house.share, "EpochOutdated")
            .withArgs(4, old[0].epoch, present);
        }
        await sayOf(house, 4);
      });

      it("refuses who sat elsewhere, and a report that is not there", async () => {
        const house = await loadFixture(aFiledReport);
        await expect(sayOf(house, 11)).to.be.revertedWithCustomError(house.reports, "NotSeatedInTerm").withArgs(11, 1);
        for (const unknown of [0, 2]) {
          await expect(sayOf(house, 1, { report: unknown }))
            .to.be.revertedWithCustomError(house.reports, "UnknownReport")
            .withArgs(unknown);
        }
      });
    });

    describe("when it is corrected", () => {
      it("is superseded once the new one stands, not when one alone files it", async () => {
        const house = await loadFixture(aFiledReport);
        await agreeBy(house, 1, [1, 2, 3, 4, 5, 6]);
        await fileBy(house, 10, { goods: 0n, text: WHY });
        expect(await house.reports.latestOf(1)).to.equal(2);
        expect((await house.reports.reports(1, 1))[0]?.superseded).to.equal(false);
        await agreeBy(house, 2, [5, 6, 7, 8, 9, 10]);
        const [first, second] = await house.reports.reports(1, 9);
        expect([first?.superseded, first?.stands, second?.superseded, second?.stands]).to.deep.equal([
          true,
          true,
          false,
          true,
        ]);
        expect(await house.reports.standingOf(1)).to.equal(2);
      });

      it("stays the standing one when an older draft gets its sixth later", async () => {
        const house = await loadFixture(aFiledReport);
        await fileBy(house, 10, { text: WHY });
        await agreeBy(house, 2, [1, 2, 3, 4, 5, 6]);
        await agreeBy(house, 1, [1, 2, 3, 4, 5, 6]);
        expect(await house.reports.standingOf(1)).to.equal(2);
      });
    });
  });

  describe("given the table does not report", () => {
    it("is overdue 21 days after the end, until a report stands", async () => {
      const house = await loadFixture(anEndedTerm);
      const { reports, end } = house;
      await time.increaseTo(end + 21 * DAY);
      expect(await reports.isOverdue()).to.equal(false);
      await time.increaseTo(end + 21 * DAY + 1);
      expect(await reports.isOverdue()).to.equal(true);
      await fileBy(house, 1);
      expect(await reports.isOverdue()).to.equal(true);
      await agreeBy(house, 1, [1, 2, 3, 4, 5, 6]);
      expect(await reports.isOverdue()).to.equal(false);
    });

    it("lets the sitting table report in their place 35 days after the end", async () => {
      const house = await loadFixture(aLateTable);
      const { reports, end } = house;
      await time.increaseTo(end + 35 * DAY - 2);
      await expect(fileBy(house, 11)).to.be.revertedWithCustomError(reports, "NotSeatedInTerm").withArgs(11, 1);
      await nextBlockAt(end + 35 * DAY);
      await expect(fileBy(house, 11))
        .to.emit(reports, "ReportFiled")
        .withArgs(1, 1, 11, 2, TEXT, Object.values(ATTESTED), await house.journal.journalHead(), 4);
      await sayOf(house, 12);
      expect((await reports.reports(1, 1))[0]?.table).to.equal(2);
    });

    it("leaves a report that stands to its own table", async () => {
      const house = await loadFixture(aLateTable);
      const { reports, end } = house;
      await fileBy(house, 1);
      await agreeBy(house, 1, [1, 2, 3, 4, 5, 6]);
      await time.increaseTo(end + 35 * DAY);
      await expect(fileBy(house, 11)).to.be.revertedWithCustomError(reports, "TermReportedAlready").withArgs(1, 1);
      await fileBy(house, 2);
      expect(await reports.reportCount()).to.equal(2);
    });

    it("holds only the last term that had a table to it", async () => {
      const house = await loadFixture(anEndedTerm);
      // Term 3 has no table: in term 4 it is still term 2 whose report is due.
      await time.increaseTo(house.start + 3 * TERM + DAY);
      expect(await house.reports.isOverdue()).to.equal(true);
      await fileBy(house, 1, { term: 2 });
      await agreeBy(house, 1, [1, 2, 3, 4, 5, 6]);
      expect(await house.reports.isOverdue()).to.equal(false);
    });
  });

  describe("given members of two tables", () => {
    /** 35 days after the end: term 1's report is late, and term 2's table (seats 1…12) may file in its place. */
    async function bothTables() {
      const house = await anEndedTerm();
      await house.roster.run(house.start, TERM);
      await house.roster.seatTable(3, [9, 10, 11, 12]);
      await time.increaseTo(house.start + 2 * TERM + 5 * DAY);
      return house;
    }

    it("counts no agreement of the sitting table for a report of the term's own, nor the other way round", async () => {
      const house = await loadFixture(bothTables);
      const { reports } = house;
      // Own table of term 2: 1…10; sitting in term 3: 9…12.
      await fileBy(house, 2, { term: 1 });
      await expect(sayOf(house, 11)).to.be.revertedWithCustomError(reports, "NotSeatedInTerm").withArgs(11, 1);
      await fileBy(house, 11, { term: 1 });
      expect((await reports.reports(2, 1))[0]?.table).to.equal(3);
      await expect(sayOf(house, 2, { report: 2 }))
        .to.be.revertedWithCustomError(reports, "NotSeatedInTerm")
        .withArgs(2, 3);
    });

    it("lets no dissident's draft with the sitting table's help replace what the table stands for", async () => {
      const house = await loadFixture(bothTables);
      const { reports } = house;
      await fileBy(house, 11, { text: WHY });
      await agreeBy(house, 1, [11, 12]);
      await fileBy(house, 2);
      await agreeBy(house, 2, [1, 2, 3, 4, 5, 6]);
      // A draft in their place that wants one more, and a dissident's of the own table.
      await expect(sayOf(house, 9)).to.be.revertedWithCustomError(reports, "TermReportedAlready").withArgs(1, 2);
      await fileBy(house, 10, { text: WHY });
      for (const seat of [11, 12]) {
        await expect(sayOf(house, seat, { report: 3 }))
          .to.be.revertedWithCustomError(reports, "NotSeatedInTerm")
          .withArgs(seat, 1);
      }
      expect(await reports.standingOf(1)).to.equal(2);
    });

    it("sets the word of the term's own table before another's, whichever was filed first", async () => {
      const house = await loadFixture(bothTables);
      const { reports } = house;
      await fileBy(house, 2);
      await agreeBy(house, 1, [1, 2, 3, 4, 5]);
      await fileBy(house, 11);
      await agreeBy(house, 2, [9, 11]);
      expect(await reports.standingOf(1)).to.equal(0);
      await agreeBy(house, 2, [12]);
      expect(await reports.standingOf(1)).to.equal(2);
      await expect(sayOf(house, 6)).to.emit(reports, "ReportStands").withArgs(1, 1);
      const [own, other] = await reports.reports(1, 2);
      expect([await reports.standingOf(1), own?.superseded, other?.superseded]).to.deep.equal([1n, false, true]);
    });

    it("adds up no two tables that sat one after the other", async () => {
      const house = await loadFixture(bothTables);
      const { reports } = house;
      await fileBy(house, 11);
      await agreeBy(house, 1, [11, 12]);
      await house.roster.seatTable(4, [7, 8]);
      await time.increaseTo(house.start + 3 * TERM + DAY);
      await expect(sayOf(house, 7)).to.be.revertedWithCustomError(reports, "NotSeatedInTerm").withArgs(7, 3);
      await agreeBy(house, 1, [9]);
      expect(await reports.standingOf(1)).to.equal(1);
    });

    it("lets caretakers report in the place of a table before them", async () => {
      const house = await loadFixture(bothTables);
      // Nobody is seated in terms 4 and 5: who sat in term 3 takes care.
      await time.increaseTo(house.start + 4 * TERM + DAY);
      await fileBy(house, 12, { term: 2 });
      expect((await house.reports.reports(1, 1))[0]?.table).to.equal(3);
    });
  });

  describe("given seats of the table were given up since", () => {
    const gone = (count: number) => async () => {
      const house = await aFiledReport();
      for (let seat = 1; seat <= count; ++seat) await handOver(house, seat, await person(`taker ${seat}`));
      return house;
    };

    for (const [left, needed] of [
      [10, 6],
      [9, 5],
      [3, 2],
      [2, 2],
      [1, 1],
    ] as const) {
      it(`needs ${needed} of the ${left} that are left, and not one less`, async () => {
        const house = await gone(10 - left)();
        const all = Array.from({ length: needed }, (_, i) => 10 - i);
        await agreeBy(house, 1, all.slice(1));
        expect(await house.reports.standingOf(1)).to.equal(0);
        expect((await house.reports.reports(1, 1))[0]?.needed).to.equal(needed);
        await agreeBy(house, 1, all.slice(0, 1));
        expect(await house.reports.standingOf(1)).to.equal(1);
      });
    }

    it("holds nobody to it once all are gone", async () => {
      const house = await gone(9)();
      await time.increaseTo(house.end + 21 * DAY + 1);
      expect(await house.reports.isOverdue()).to.equal(true);
      await handOver(house, 10, house.stranger);
      expect(await house.reports.isOverdue()).to.equal(false);
    });

    it("counts no agreement of somebody who has left", async () => {
      const house = await loadFixture(aFiledReport);
      const { reports } = house;
      await agreeBy(house, 1, [1, 2, 3, 4, 5]);
      for (const seat of [1, 2, 3, 4]) await handOver(house, seat, await person(`taker ${seat}`));
      // Six are left, four of them must agree: 5 has.
      await agreeBy(house, 1, [6, 7]);
      expect(await reports.standingOf(1)).to.equal(0);
      await expect(reports.letStand(1)).to.be.revertedWithCustomError(reports, "AgreementsMissing").withArgs(1, 3, 4);
      await agreeBy(house, 1, [8]);
      expect(await reports.standingOf(1)).to.equal(1);
    });

    it("is written by anybody when those who are left had all agreed before", async () => {
      const house = await loadFixture(aFiledReport);
      const { reports } = house;
      await agreeBy(house, 1, [1, 2, 3, 4, 5]);
      await expect(reports.letStand(1)).to.be.revertedWithCustomError(reports, "AgreementsMissing").withArgs(1, 5, 6);
      for (const seat of [6, 7, 8, 9, 10]) await handOver(house, seat, await person(`taker ${seat}`));
      await expect(reports.connect(house.stranger).letStand(1)).to.emit(reports, "ReportStands").withArgs(1, 1);
      await expect(reports.letStand(1)).to.be.revertedWithCustomError(reports, "ReportStandsAlready").withArgs(1);
      expect(await reports.standingOf(1)).to.equal(1);
    });
  });

  describe("given no term is over", () => {
    it("has nothing, and nothing is overdue", async () => {
      const { reports } = await loadFixture(aFilledTreasury);
      expect(await reports.isOverdue()).to.equal(false);
      expect(await reports.reportCount()).to.equal(0);
      expect(await reports.reports(1, 9)).to.deep.equal([]);
      expect(await reports.reports(0, 9)).to.deep.equal([]);
      expect(await reports.signaturesOf(1)).to.deep.equal([]);
    });
  });
});
