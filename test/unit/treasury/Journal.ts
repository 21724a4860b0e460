import { expect } from "chai";
import type { Address } from "viem";
import { accountCodes, entryOfLog, JournalTwin } from "#protocol/treasury/journal.ts";
import { verifyBooks } from "#protocol/treasury/verifyBooks.ts";
import { DAY, ethers, loadFixture, nextBlockAt, provider, time } from "../../fixtures/chain.ts";
import type { Person } from "../../fixtures/people.ts";
import { Account, anEmptyTreasury, TERM, type TreasuryHouse, yuan } from "../../fixtures/treasuryHouse.ts";

const REF = ethers.id("what it was for");

async function book(house: TreasuryHouse, debit: number, credit: number, amount: bigint, by: Person = house.rounds) {
  return house.journal.connect(by).append(debit, credit, amount, REF, house.stranger);
}

/** The twin of everything that was ever logged. */
async function recomputed(house: TreasuryHouse): Promise<JournalTwin> {
  const twin = new JournalTwin();
  const logs = await ethers.provider.getLogs({ address: house.journal, fromBlock: 0 });
  for (const log of logs) twin.add(entryOfLog(log));
  return twin;
}

async function booksOf({ journal }: TreasuryHouse) {
  const balances = await journal.balances([...accountCodes]);
  return {
    head: (await journal.journalHead()) as `0x${string}`,
    count: Number(await journal.journalCount()),
    balances: new Map(accountCodes.map((code, i) => [code, balances[i] ?? 0n])),
  };
}

/** A year of small entries over three terms, by everybody who may write. */
async function aLivelyJournal() {
  const house = await anEmptyTreasury();
  const moves = [
    [Account.Escrow, Account.RefundsPayable, house.rounds],
    [Account.Cash, Account.VouchersOwed, house.rounds],
    [Account.VouchersOwed, Account.SalesVoucher, house.counter],
    [Account.Cash, Account.Donations, house.donations],
    [Account.VouchersOwed, Account.SalesVoucher, house.counter],
  ] as const;
  for (let i = 0; i < 30; ++i) {
    const [debit, credit, by] = moves[i % moves.length] ?? moves[0];
    await time.increase(5 * DAY);
    await book(house, debit, credit, yuan(100 + i), by);
  }
  return house;
}

describe("Journal", () => {
  describe("given nothing was booked", () => {
    it("has no head, no entries and balances of zero", async () => {
      const { journal } = await loadFixture(anEmptyTreasury);
      expect(await journal.journalHead()).to.equal(ethers.ZeroHash);
      expect(await journal.journalCount()).to.equal(0);
      expect(await journal.balance(Account.Cash)).to.equal(0);
      expect(await journal.closing(7, Account.Cash)).to.equal(0);
      expect(await journal.entries(1, 10)).to.deep.equal([]);
    });
  });

  describe("when a part of the house books", () => {
    it("writes the entry, chains its hash and moves both balances", async () => {
      const house = await loadFixture(anEmptyTreasury);
      const at = (await time.latest()) + 60;
      await nextBlockAt(at);
      const head = ethers.keccak256(
        ethers.AbiCoder.defaultAbiCoder().encode(
          ["bytes32", "uint64", "uint48", "uint16", "uint16", "uint128", "uint16", "bytes32", "address", "uint64"],
          [ethers.ZeroHash, 1, at, 100, 200, yuan(30_000), 0, REF, house.stranger.address, 0],
        ),
      );
      await expect(book(house, 100, 200, yuan(30_000)))
        .to.emit(house.journal, "EntryAppended")
        .withArgs(1, 100, 200, yuan(30_000), at, 0, REF, house.stranger.address, 0, head);
      expect(await house.journal.journalHead()).to.equal(head);
      expect(await house.journal.balances([100, 200])).to.deep.equal([yuan(30_000), -yuan(30_000)]);
      const [entry] = await house.journal.entries(1, 10);
      expect(Object.values(entry ?? {})).to.deep.equal([
        BigInt(at),
        BigInt(await ethers.provider.getBlockNumber()),
        100n,
        200n,
        0n,
        yuan(30_000),
        false,
      ]);
    });

    it("lets Counter, Treasury, Rounds and Donations write, and nobody else", async () => {
      const house = await loadFixture(anEmptyTreasury);
      for (const by of [house.counter, house.rounds, house.donations]) await book(house, 100, 410, 1n, by);
      await house.token.faucet(house.treasury, 5n);
      await house.treasury.bookUnannounced();
      expect(await house.journal.journalCount()).to.equal(4);
      for (const by of [house.house, house.operator, house.stranger]) {
        await expect(book(house, 100, 410, 1n, by))
          .to.be.revertedWithCustomError(house.journal, "NotABookkeeper")
          .withArgs(by.address);
      }
    });

    it("refuses an account that is not in the chart, on either side", async () => {
      const house = await loadFixture(anEmptyTreasury);
      for (const [debit, credit, unknown] of [
        [101, 200, 101],
        [100, 599, 599],
        [0, 200, 0],
      ] as const) {
        await expect(book(house, debit, credit, 1n))
          .to.be.revertedWithCustomError(house.journal, "UnknownAccount")
          .withArgs(unknown);
      }
    });

    it("refuses an entry of nothing, within one account, or larger than a balance can be", async () => {
      const house = await loadFixture(anEmptyTreasury);
      await expect(book(house, 100, 200, 0n))
        .to.be.revertedWithCustomError(house.journal, "EntryOfNothing")
        .withArgs(100, 200);
      await expect(book(house, 100, 100, 1n))
        .to.be.revertedWithCustomError(house.journal, "EntryWithinOneAccount")
        .withArgs(100);
      await expect(book(house, 100, 200, 2n ** 127n))
        .to.be.revertedWithCustomError(house.journal, "SafeCastOverflowedIntDowncast")
        .withArgs(120, 2n ** 127n);
    });

    it("refuses to read an account that is not in the chart", async () => {
      const { journal } = await loadFixture(anEmptyTreasury);
      for (const question of [
        () => journal.balance(99),
        () => journal.balances([100, 99]),
        () => journal.closing(1, 99),
      ]) {
        await expect(question()).to.be.revertedWithCustomError(journal, "UnknownAccount").withArgs(99);
      }
    });
  });

  describe("given accounts that share a slot", () => {
    it("keeps them apart, whichever side they are on", async () => {
      const house = await loadFixture(anEmptyTreasury);
      await book(house, Account.Cash, Account.Donations, 7n);
      await book(house, Account.Donations, Account.Cash, 2n);
      await book(house, Account.Escrow, Account.RefundsPayable, 11n);
      await book(house, Account.VouchersOwed, Account.SalesVoucher, 13n);
      await book(house, Account.Cash, Account.VouchersOwed, 17n);
      expect(await house.journal.balances([100, 310, 110, 210, 200, 400])).to.deep.equal([
        22n,
        -5n,
        11n,
        -11n,
        -4n,
        -13n,
      ]);
    });
  });

  describe("given entries in several terms", () => {
    it("numbers the term by the calendar, to the second", async () => {
      const house = await loadFixture(anEmptyTreasury);
      const seconds = [
        house.start - 1,
        house.start,
        house.start + TERM - 1,
        house.start + TERM,
        house.start + 3 * TERM,
      ];
      for (const second of seconds) {
        await nextBlockAt(second);
        await book(house, 100, 410, 1n);
      }
      const terms = (await house.journal.entries(1, 9)).map(({ term }) => term);
      expect(terms).to.deep.equal([0n, 1n, 1n, 2n, 4n]);
    });

    it("knows each term's closing balance, though nobody closed it", async () => {
      const house = await loadFixture(anEmptyTreasury);
      await book(house, Account.Cash, Account.VouchersOwed, 100n); // term 0
      await time.increaseTo(house.start);
      await book(house, Account.Rent, Account.Cash, 30n); // term 1
      await time.increaseTo(house.start + 2 * TERM);
      await book(house, Account.Rent, Account.Cash, 5n); // term 3, nothing in term 2
      const closings = (account: number) =>
        Promise.all([0, 1, 2, 3, 4].map((term) => house.journal.closing(term, account)));
      expect(await closings(Account.Cash)).to.deep.equal([100n, 70n, 70n, 65n, 65n]);
      expect(await closings(Account.VouchersOwed)).to.deep.equal([-100n, -100n, -100n, -100n, -100n]);
      expect(await closings(Account.Rent)).to.deep.equal([0n, 30n, 30n, 35n, 35n]);
      const within = (account: number) =>
        Promise.all([0, 1, 2, 3].map((term) => house.journal.balanceIn(term, account)));
      expect(await within(Account.Rent)).to.deep.equal([0n, 30n, 0n, 5n]);
      expect(await within(Account.Cash)).to.deep.equal([100n, -30n, 0n, -5n]);
    });

    it("goes on with a calendar that begins after the first entries", async () => {
      const house = await loadFixture(anEmptyTreasury);
      await house.roster.run(0, TERM);
      await book(house, 100, 410, 1n);
      await house.roster.run((await time.latest()) + DAY, TERM);
      await book(house, 100, 410, 1n);
      await time.increase(2 * DAY);
      await book(house, 100, 410, 1n);
      expect((await house.journal.entries(1, 9)).map(({ term }) => term)).to.deep.equal([0n, 0n, 1n]);
    });
  });

  describe("when somebody reads a page", () => {
    it("gives what there is from a number on, and nothing beside it", async () => {
      const house = await loadFixture(aLivelyJournal);
      const amounts = async (first: number, count: number) =>
        (await house.journal.entries(first, count)).map(({ amount }) => amount);
      expect(await amounts(29, 50)).to.deep.equal([yuan(128), yuan(129)]);
      expect(await amounts(3, 2)).to.deep.equal([yuan(102), yuan(103)]);
      for (const [first, count] of [
        [0, 5],
        [31, 5],
        [4, 0],
      ] as const) {
        expect(await amounts(first, count)).to.deep.equal([]);
      }
    });
  });

  describe("when somebody recomputes the books (I2, I16)", () => {
    it("comes to the chain's head, count and every balance, which sum to zero", async () => {
      const house = await loadFixture(aLivelyJournal);
      const books = await booksOf(house);
      expect((await recomputed(house)).compare(books)).to.equal(undefined);
      expect([...books.balances.values()].reduce((sum, one) => sum + one, 0n)).to.equal(0n);
      expect(books.count).to.equal(30);
    });

    it("matches by the command's way, also where a node refuses long ranges", async () => {
      const house = await loadFixture(aLivelyJournal);
      const journal = (await house.journal.getAddress()) as Address;
      let refused = 0;
      const ask = async (method: string, params: unknown[]) => {
        const [filter] = params as [{ fromBlock: string; toBlock: string }];
        if (method === "eth_getLogs" && Number(filter.toBlock) - Number(filter.fromBlock) > 7) {
          refused += 1;
          throw new Error("range too long");
        }
        return provider.request({ method, params });
      };
      const found = await verifyBooks(ask, journal, 0);
      expect(found.difference).to.equal(undefined);
      expect(found.entries).to.equal(30);
      expect(found.head).to.equal(await house.journal.journalHead());
      expect(refused).to.be.greaterThan(0);
    });

    it("names the entry where a node's logs lie, and the one it leaves out", async () => {
      const house = await loadFixture(aLivelyJournal);
      const journal = (await house.journal.getAddress()) as Address;
      const through =
        (change: (logs: { data: string }[]) => unknown[]) => async (method: string, params: unknown[]) => {
          const answer = await provider.request({ method, params });
          return method === "eth_getLogs" ? change(answer as { data: string }[]) : answer;
        };
      const lying = through((logs) =>
        logs.map((log, i) => (i === 6 ? { ...log, data: log.data.replace("0x00", "0x01") } : log)),
      );
      expect((await verifyBooks(lying, journal, 0)).difference).to.include({ kind: "changed", seq: 7 });
      const hiding = through((logs) => logs.filter((_, i) => i !== 11));
      expect((await verifyBooks(hiding, journal, 0)).difference).to.deep.equal({ kind: "missing", seq: 12 });
      const cutting = through((logs) => logs.slice(0, -1));
      expect((await verifyBooks(cutting, journal, 0)).difference).to.deep.equal({ kind: "missing", seq: 30 });
    });
  });
});
