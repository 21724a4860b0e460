import { expect } from "chai";
import { DAY, ethers, loadFixture, nextBlockAt, time } from "../../fixtures/chain.ts";
import { nonceSubject } from "../../fixtures/signatures.ts";
import {
  Account,
  aFilledTreasury,
  approveBy,
  aRequest,
  member,
  receive,
  signFor,
  TERM,
  type TreasuryHouse,
  yuan,
} from "../../fixtures/treasuryHouse.ts";

const TEXT = ethers.id("what we saw");
const WHY = ethers.id("the till was 300 short");
const ATTESTED = { cashSales: yuan(700), payroll: yuan(30_000), goods: yuan(9_000), bankBalance: yuan(1_234) };

/** Term 1 with rent paid, a gift, a coffee and new members; now it is term 2, with another table of its own. */
async function anEndedTerm() {
  const house = await aFilledTreasury();
  const { journal, counter, donations, share, rounds } = house;
  const id = await aRequest(house);
  await approveBy(house, id, [1, 2, 3, 4, 5, 6]);
  await house.treasury.pay(id);
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
  await house.reports.connect(member(house, 2)).file(1, ATTESTED, TEXT);
  return house;
}

/** After 35 days of term 2, with seats 11 and 12 at a table of their own in term 2 as well. */
async function aLateTable() {
  const house = await anEndedTerm();
  await house.roster.seatTable(2, [11, 12]);
  return house;
}

async function agreeBy({ reports, ...house }: TreasuryHouse, report: number, seats: readonly number[]) {
  for (const seat of seats) {
    await reports.connect(member({ reports, ...house }, seat)).sign(report, true, ethers.ZeroHash);
  }
}

describe("Reports", () => {
  describe("given a term that is over", () => {
    describe("when one of its table files", () => {
      it("keeps what was attested, and adds what the books prove (I15)", async () => {
        const house = await loadFixture(anEndedTerm);
        const { reports, journal } = house;
        const head = await journal.journalHead();
        await nextBlockAt(house.end + 9);
        await expect(reports.connect(member(house, 2)).file(1, ATTESTED, TEXT))
          .to.emit(reports, "ReportFiled")
          .withArgs(1, 1, 2, false, TEXT, Object.values(ATTESTED), head, 4);
        const [report] = await reports.reports(1, 5);
        if (!report) throw new Error("no report");
        expect([report.id, report.term, report.author, report.inTheirPlace, report.text]).to.deep.equal([
          1n,
          1n,
          2n,
          false,
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
        await house.treasury.connect(house.house).payByVote(house.supplier, yuan(1), Account.Rent, TEXT);
        await house.share.connect(house.rounds).mint(4, 0);
        expect((await house.reports.reports(1, 1))[0]?.proved).to.deep.equal(before);
        const now = await house.reports.provedOf(1);
        expect([now.closingCash, now.members, now.journalCount]).to.deep.equal([yuan(96_050), 15n, 6n]);
      });

      it("takes it by signature from anybody, once", async () => {
        const house = await loadFixture(anEndedTerm);
        const filing = { term: 1, seat: 3, ...ATTESTED, text: TEXT, nonce: 0n, deadline: house.end + 9 * DAY };
        const signature = await signFor(house, member(house, 3), "Filing", filing);
        const submit = () => house.reports.connect(house.stranger).fileBySig(filing, signature);
        await expect(house.reports.fileBySig({ ...filing, goods: 1n }, signature))
          .to.be.revertedWithCustomError(house.reports, "SignatureInvalid")
          .withArgs(member(house, 3).address);
        await expect(submit()).to.emit(house.reports, "ReportFiled");
        await expect(submit()).to.be.revertedWithCustomError(house.reports, "NonceUsed").withArgs(0, 1);
        expect(await house.reports.nonceOf(nonceSubject(3n, "file:1"))).to.equal(1);
        await time.increaseTo(filing.deadline + 1);
        await expect(submit())
          .to.be.revertedWithCustomError(house.reports, "SignatureExpired")
          .withArgs(filing.deadline, (n: bigint) => n > BigInt(filing.deadline));
      });
    });

    describe("when somebody may not file", () => {
      it("refuses a term that runs, or is to come", async () => {
        const house = await loadFixture(anEndedTerm);
        for (const term of [2, 3]) {
          await expect(house.reports.connect(member(house, 2)).file(term, ATTESTED, TEXT))
            .to.be.revertedWithCustomError(house.reports, "TermNotOver")
            .withArgs(term, house.start + term * TERM);
          await expect(house.reports.provedOf(term))
            .to.be.revertedWithCustomError(house.reports, "TermNotOver")
            .withArgs(term, house.start + term * TERM);
        }
      });

      it("refuses a member of another table, a stranger, and the time before term 1", async () => {
        const house = await loadFixture(aLateTable);
        for (const [by, term, seat] of [
          [member(house, 11), 1, 11],
          [house.stranger, 1, 0],
          [house.operator, 1, 0],
          [member(house, 2), 0, 2],
        ] as const) {
          await expect(house.reports.connect(by).file(term, ATTESTED, TEXT))
            .to.be.revertedWithCustomError(house.reports, "NotSeatedInTerm")
            .withArgs(seat, term);
        }
        await expect(house.reports.provedOf(0))
          .to.be.revertedWithCustomError(house.reports, "TermNotOver")
          .withArgs(0, 0);
      });

      it("refuses one who gave up the chair before the end", async () => {
        const house = await loadFixture(anEndedTerm);
        await house.roster.giveUp(1, 1, house.end - 1);
        await expect(house.reports.connect(member(house, 2)).file(1, ATTESTED, TEXT))
          .to.be.revertedWithCustomError(house.reports, "NotSeatedInTerm")
          .withArgs(2, 1);
      });
    });
  });

  describe("given a filed report", () => {
    describe("when the ten say their word", () => {
      it("stands with the sixth who agrees", async () => {
        const house = await loadFixture(aFiledReport);
        await agreeBy(house, 1, [1, 2, 3, 4, 5]);
        expect(await house.reports.standingOf(1)).to.equal(0);
        await expect(house.reports.connect(member(house, 6)).sign(1, true, ethers.ZeroHash))
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
        await expect(house.reports.connect(member(house, 9)).sign(1, false, ethers.ZeroHash))
          .to.be.revertedWithCustomError(house.reports, "DissentNeedsReason")
          .withArgs(1, 9);
        const at = (await time.latest()) + 5;
        await nextBlockAt(at);
        await expect(house.reports.connect(member(house, 9)).sign(1, false, WHY))
          .to.emit(house.reports, "ReportSigned")
          .withArgs(1, 9, false, WHY);
        const [signature] = await house.reports.signaturesOf(1);
        expect(Object.values(signature ?? {})).to.deep.equal([9n, false, BigInt(at), WHY]);
        const [report] = await house.reports.reports(1, 1);
        expect([report?.agreed, report?.dissented, report?.stands]).to.deep.equal([0n, 1n, false]);
      });

      it("takes a word by signature, once a seat", async () => {
        const house = await loadFixture(aFiledReport);
        const signing = { report: 1, seat: 4, agrees: true, reason: TEXT, nonce: 0n, deadline: house.end + 9 * DAY };
        const signature = await signFor(house, member(house, 4), "Signing", signing);
        await expect(house.reports.signBySig({ ...signing, agrees: false }, signature))
          .to.be.revertedWithCustomError(house.reports, "SignatureInvalid")
          .withArgs(member(house, 4).address);
        await expect(house.reports.connect(house.stranger).signBySig(signing, signature))
          .to.emit(house.reports, "ReportSigned")
          .withArgs(1, 4, true, TEXT);
        await expect(house.reports.signBySig(signing, signature))
          .to.be.revertedWithCustomError(house.reports, "NonceUsed")
          .withArgs(0, 1);
        for (const agrees of [true, false]) {
          await expect(house.reports.connect(member(house, 4)).sign(1, agrees, WHY))
            .to.be.revertedWithCustomError(house.reports, "SignedAlready")
            .withArgs(1, 4);
        }
      });

      it("refuses who sat elsewhere, and a report that is not there", async () => {
        const house = await loadFixture(aFiledReport);
        await expect(house.reports.connect(member(house, 11)).sign(1, true, TEXT))
          .to.be.revertedWithCustomError(house.reports, "NotSeatedInTerm")
          .withArgs(11, 1);
        for (const unknown of [0, 2]) {
          await expect(house.reports.connect(member(house, 1)).sign(unknown, true, TEXT))
            .to.be.revertedWithCustomError(house.reports, "UnknownReport")
            .withArgs(unknown);
        }
      });
    });

    describe("when it is corrected", () => {
      it("is superseded once the new one stands, not when one alone files it", async () => {
        const house = await loadFixture(aFiledReport);
        await agreeBy(house, 1, [1, 2, 3, 4, 5, 6]);
        await house.reports.connect(member(house, 10)).file(1, { ...ATTESTED, goods: 0n }, WHY);
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
        await house.reports.connect(member(house, 10)).file(1, ATTESTED, WHY);
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
      await reports.connect(member(house, 1)).file(1, ATTESTED, TEXT);
      expect(await reports.isOverdue()).to.equal(true);
      await agreeBy(house, 1, [1, 2, 3, 4, 5, 6]);
      expect(await reports.isOverdue()).to.equal(false);
    });

    it("lets the sitting table report in their place 35 days after the end", async () => {
      const house = await loadFixture(aLateTable);
      const { reports, end } = house;
      await time.increaseTo(end + 35 * DAY - 2);
      await expect(reports.connect(member(house, 11)).file(1, ATTESTED, TEXT))
        .to.be.revertedWithCustomError(reports, "NotSeatedInTerm")
        .withArgs(11, 1);
      await nextBlockAt(end + 35 * DAY);
      await expect(reports.connect(member(house, 11)).file(1, ATTESTED, TEXT))
        .to.emit(reports, "ReportFiled")
        .withArgs(1, 1, 11, true, TEXT, Object.values(ATTESTED), await house.journal.journalHead(), 4);
      await reports.connect(member(house, 12)).sign(1, true, ethers.ZeroHash);
      await expect(reports.connect(house.operator).file(1, ATTESTED, TEXT))
        .to.be.revertedWithCustomError(reports, "NotSeatedInTerm")
        .withArgs(0, 1);
      expect((await reports.reports(1, 1))[0]?.inTheirPlace).to.equal(true);
    });

    it("leaves a report that stands to its own table", async () => {
      const house = await loadFixture(aLateTable);
      const { reports, end } = house;
      await reports.connect(member(house, 1)).file(1, ATTESTED, TEXT);
      await agreeBy(house, 1, [1, 2, 3, 4, 5, 6]);
      await time.increaseTo(end + 35 * DAY);
      await expect(reports.connect(member(house, 11)).file(1, ATTESTED, TEXT))
        .to.be.revertedWithCustomError(reports, "TermReportedAlready")
        .withArgs(1, 1);
      await reports.connect(member(house, 2)).file(1, ATTESTED, TEXT);
      expect(await reports.reportCount()).to.equal(2);
    });

    it("holds only the last term that had a table to it", async () => {
      const house = await loadFixture(anEndedTerm);
      // Term 3 has no table: in term 4 it is still term 2 whose report is due.
      await time.increaseTo(house.start + 3 * TERM + DAY);
      expect(await house.reports.isOverdue()).to.equal(true);
      await house.reports.connect(member(house, 1)).file(2, ATTESTED, TEXT);
      await agreeBy(house, 1, [1, 2, 3, 4, 5, 6]);
      expect(await house.reports.isOverdue()).to.equal(false);
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
