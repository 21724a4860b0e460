import { expect } from "chai";
import { DAY, HOUR, loadFixture, nextBlockAt, time } from "../../fixtures/chain.ts";
import {
  accept,
  aFoundedHouse,
  answer,
  datesOf,
  drawReady,
  type ElectionHouse,
  listOf,
  nominate,
  nonceFor,
  owner,
  reach,
  seated,
  signed,
  stand,
  tableAt,
  vote,
} from "../../fixtures/electionHouse.ts";

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);
const sorted = (seats: readonly number[]): number[] => [...seats].sort((a, b) => a - b);

/** Forty members; ten drawn and ten reserves are asked. */
async function drawnTable() {
  const house = await aFoundedHouse({ seats: 40 });
  const list = await seated(house, 1);
  return { ...house, list, dates: await datesOf(house, 1) };
}

/** The same; the ten and the first three reserves have said yes. */
async function acceptedTable() {
  const house = await drawnTable();
  await accept(house, 1, house.list.slice(0, 13));
  return house;
}

/** Thirty members, seats 1 … 10 elected. */
async function electedTable() {
  const house = await aFoundedHouse({ seats: 30 });
  await stand(house, 1, upTo(10));
  await vote(house, 1, upTo(6), 2n ** 10n - 1n);
  const list = await seated(house, 1);
  return { ...house, list, dates: await datesOf(house, 1) };
}

/** Eleven members and eleven chairs: everybody who waits is drawn, term after term. */
async function elevenChairs() {
  const house = await aFoundedHouse({ seats: 11, chairs: 11, reserves: 0 });
  const list = await seated(house, 1);
  return { ...house, list, dates: await datesOf(house, 1) };
}

type Seated = Awaited<ReturnType<typeof drawnTable>>;

const say = (house: ElectionHouse, term: number, seat: number | undefined, yes: boolean) =>
  answer(house, term, seat as number, yes);

/** Who sits in the first second of term 1. */
const atStart = async (house: Seated) => (await tableAt(house, house.dates.start)).seats;

describe("Roster: tables by the clock", () => {
  describe("given an elected table", () => {
    it("needs no answers: it sits from the term's first second to its last", async () => {
      const house = await loadFixture(electedTable);
      const { start, end } = house.dates;
      expect(await tableAt(house, start - 1)).to.deep.equal({ seats: [], caretakers: false });
      expect(sorted((await tableAt(house, start)).seats)).to.deep.equal(upTo(10));
      expect(await house.roster.isOverseer(4, start)).to.equal(true);
      expect(await house.roster.isOverseer(4, start - 1)).to.equal(false);
      expect(await house.roster.isOverseer(11, start)).to.equal(false);
      expect(await house.roster.isCaretaker(4, end - 1)).to.equal(false);
      expect(sorted((await house.roster.tableOf(1)).map(Number))).to.deep.equal(upTo(10));
    });

    it("stays as caretakers while the next term has no table, and only so long", async () => {
      const house = await loadFixture(electedTable);
      const { end } = house.dates;
      expect(await house.roster.isOverseer(4, end)).to.equal(false);
      expect(await house.roster.isCaretaker(4, end)).to.equal(true);
      const late = await tableAt(house, end + 100 * DAY);
      expect([sorted(late.seats), late.caretakers]).to.deep.equal([upTo(10), true]);
      await reach(end + DAY);
      const next = await seated(house, 2);
      const { answersUntil } = await house.roster.table(2);
      expect(await house.roster.isCaretaker(4, await time.latest())).to.equal(true);
      await say(house, 2, next[0], true);
      const yesAt = await time.latest();
      expect(await tableAt(house, yesAt)).to.deep.equal({ seats: [next[0]], caretakers: false });
      expect((await tableAt(house, yesAt - 1)).caretakers).to.equal(true);
      expect(await house.roster.isCaretaker(4, yesAt)).to.equal(false);
      expect(answersUntil).to.be.greaterThan(end);
    });

    it("lets somebody resign: the next reserve who is ready sits from that second on", async () => {
      const house = await loadFixture(electedTable);
      const [first, second] = house.list.slice(10);
      await accept(house, 1, [second as number]);
      await reach(house.dates.start);
      await nextBlockAt(house.dates.start + 5 * DAY);
      await expect(say(house, 1, 4, false))
        .to.emit(house.roster, "ChairLeft")
        .withArgs(1, 4, house.dates.start + 5 * DAY);
      const before = await tableAt(house, house.dates.start + 5 * DAY - 1);
      expect(sorted(before.seats)).to.deep.equal(upTo(10));
      const after = await tableAt(house, house.dates.start + 5 * DAY);
      expect(sorted(after.seats)).to.deep.equal(sorted([...upTo(10).filter((s) => s !== 4), second as number]));
      expect(await house.roster.isOverseer(first as number, house.dates.end - 1)).to.equal(false);
      expect(await house.roster.declinesOf(4)).to.deep.equal([0n, 0n]);
      await expect(say(house, 1, 4, true))
        .to.be.revertedWithCustomError(house.roster, "ChairWasLeft")
        .withArgs(1, 4, house.dates.start + 5 * DAY);
    });
  });

  describe("given ten who were drawn", () => {
    it("sits with those who said yes, and after the answers' end with reserves for the silent", async () => {
      const house = await loadFixture(drawnTable);
      const { list, dates } = house;
      await accept(house, 1, list.slice(0, 7));
      await accept(house, 1, [list[11], list[12], list[13], list[14]] as number[]);
      const during = await house.roster.tableOf(1);
      expect(during.map(Number)).to.deep.equal(list.slice(0, 7));
      await reach(dates.answersUntil);
      const expected = [...list.slice(0, 7), list[11], list[12], list[13]];
      expect((await house.roster.tableOf(1)).map(Number)).to.deep.equal(expected);
      expect(await atStart(house)).to.deep.equal(expected);
    });

    it("calls the next reserve at once when somebody declines", async () => {
      const house = await loadFixture(acceptedTable);
      const { list } = house;
      expect(await atStart(house)).to.deep.equal(list.slice(0, 10));
      await say(house, 1, list[2], false);
      expect(await atStart(house)).to.deep.equal([...list.slice(0, 2), ...list.slice(3, 11)]);
    });

    it("keeps a chair free for who may still answer", async () => {
      const house = await loadFixture(drawnTable);
      const { list } = house;
      await accept(house, 1, list.slice(1, 12));
      expect((await house.roster.tableOf(1)).map(Number)).to.deep.equal(list.slice(1, 10));
      await accept(house, 1, [list[0] as number]);
      expect((await house.roster.tableOf(1)).map(Number)).to.deep.equal(list.slice(0, 10));
    });

    it("lets somebody silent, or a reserve, say yes later to a chair that is free", async () => {
      const house = await loadFixture(drawnTable);
      const { list, dates } = house;
      await accept(house, 1, list.slice(0, 8));
      await reach(dates.start + DAY);
      await say(house, 1, list[15], true);
      await say(house, 1, list[9], true);
      const full = [...list.slice(0, 8), list[9], list[15]];
      expect((await house.roster.tableOf(1)).map(Number)).to.deep.equal(full);
      await expect(say(house, 1, list[8], true))
        .to.be.revertedWithCustomError(house.roster, "NoChairFree")
        .withArgs(1, 10);
      await say(house, 1, list[0], false);
      await say(house, 1, list[8], true);
      expect((await house.roster.tableOf(1)).map(Number)).to.deep.equal([...list.slice(1, 10), list[15]]);
    });

    it("tells the second of each yes", async () => {
      const house = await loadFixture(drawnTable);
      const second = (await time.latest()) + 60;
      await nextBlockAt(second);
      await expect(say(house, 1, house.list[3], true))
        .to.emit(house.roster, "ChairTaken")
        .withArgs(1, house.list[3], second);
      const chairs = await house.roster.chairsOf(1);
      expect(chairs[3]?.yesAt).to.equal(BigInt(await time.latest()));
      await expect(say(house, 1, house.list[3], true))
        .to.be.revertedWithCustomError(house.roster, "ChairTakenAlready")
        .withArgs(1, house.list[3], await time.latest());
    });

    it("refuses answers of who is not on the list, before the seating, and after the term", async () => {
      const house = await loadFixture(acceptedTable);
      const other = upTo(40).find((seat) => !house.list.includes(seat)) as number;
      await expect(say(house, 1, other, true))
        .to.be.revertedWithCustomError(house.roster, "NotOnTheList")
        .withArgs(1, other);
      await expect(say(house, 2, other, true))
        .to.be.revertedWithCustomError(house.roster, "TableNotSeated")
        .withArgs(2);
      await reach(house.dates.end);
      await expect(say(house, 1, house.list[0], false))
        .to.be.revertedWithCustomError(house.roster, "TermEnded")
        .withArgs(1, house.dates.end);
    });

    it("takes a signed answer once", async () => {
      const house = await loadFixture(drawnTable);
      const seat = house.list[0] as number;
      const nonce = await nonceFor(house, seat, "answer:1");
      const [yes, signature] = await signed(house, owner(house, seat), "Answer", { term: 1, seat, yes: true, nonce });
      await house.elections.connect(house.stranger).answer(yes, signature);
      expect((await house.roster.tableOf(1)).map(Number)).to.deep.equal([seat]);
      await expect(house.elections.answer(yes, signature))
        .to.be.revertedWithCustomError(house.elections, "NonceUsed")
        .withArgs(0, 1);
      const [no, forged] = await signed(house, owner(house, house.list[1] as number), "Answer", {
        term: 1,
        seat,
        yes: false,
        nonce: 1n,
      });
      await expect(house.elections.answer(no, forged))
        .to.be.revertedWithCustomError(house.elections, "SignatureInvalid")
        .withArgs(owner(house, seat).address);
    });
  });

  describe("given drawn members who were silent", () => {
    it("is a decline that anybody writes after the answers' end, once", async () => {
      const house = await loadFixture(drawnTable);
      const { list, dates } = house;
      await accept(house, 1, list.slice(2, 12));
      await reach(dates.answersUntil - 2);
      await nextBlockAt(dates.answersUntil - 1);
      await expect(house.roster.passOver(1))
        .to.be.revertedWithCustomError(house.roster, "AnswersStillOpen")
        .withArgs(1, dates.answersUntil, dates.answersUntil - 1);
      await reach(dates.start + DAY);
      const before = await house.roster.tableOf(1);
      await expect(house.roster.connect(house.stranger).passOver(1))
        .to.emit(house.roster, "ChairUnanswered")
        .withArgs(1, list[0])
        .and.to.emit(house.roster, "ChairUnanswered")
        .withArgs(1, list[1]);
      expect(await house.roster.tableOf(1)).to.deep.equal(before);
      for (const seat of list.slice(0, 2)) expect(await house.roster.declinesOf(seat)).to.deep.equal([1n, 1n]);
      expect(await house.roster.declinesOf(list[15] as number)).to.deep.equal([0n, 0n]);
      await expect(house.roster.passOver(1)).to.be.revertedWithCustomError(house.roster, "NobodyWasSilent").withArgs(1);
    });

    it("leaves their lines open: a chair that is free may still be taken, whoever has written the silence down", async () => {
      const house = await loadFixture(drawnTable);
      const { list, dates } = house;
      await reach(dates.answersUntil);
      await house.roster.passOver(1);
      await reach(dates.start + DAY);
      for (const seat of list.slice(0, 10)) await say(house, 1, seat, true);
      expect((await house.roster.tableOf(1)).map(Number)).to.deep.equal(list.slice(0, 10));
      for (const seat of list.slice(0, 10)) expect(await house.roster.declinesOf(seat)).to.deep.equal([1n, 1n]);
      await expect(say(house, 1, list[12], true))
        .to.be.revertedWithCustomError(house.roster, "NoChairFree")
        .withArgs(1, 10);
    });

    it("is counted with the late yes when nobody has written it down, and not again with a no after it", async () => {
      const house = await loadFixture(drawnTable);
      const { list, dates } = house;
      await reach(dates.start + DAY);
      await say(house, 1, list[0], true);
      expect(await house.roster.declinesOf(list[0] as number)).to.deep.equal([1n, 1n]);
      await say(house, 1, list[0], false);
      await house.roster.passOver(1);
      expect(await house.roster.declinesOf(list[0] as number)).to.deep.equal([1n, 1n]);
      await reach(dates.end);
      await expect(house.roster.passOver(1))
        .to.be.revertedWithCustomError(house.roster, "TermEnded")
        .withArgs(1, dates.end);
      await expect(house.roster.passOver(3)).to.be.revertedWithCustomError(house.roster, "TableNotSeated").withArgs(3);
    });

    it("is counted by the credit when nobody has asked before", async () => {
      const house = await loadFixture(drawnTable);
      await accept(house, 1, house.list.slice(0, 9));
      await seated(house, 2);
      await reach(house.dates.end);
      await house.roster.credit(1);
      expect(await house.roster.declinesOf(house.list[9] as number)).to.deep.equal([1n, 1n]);
    });
  });

  describe("given a table that is seated after its term began", () => {
    async function lateTable() {
      const house = await aFoundedHouse({ seats: 40 });
      await drawReady(house, 1);
      await reach((await datesOf(house, 1)).start + 5 * DAY);
      await house.elections.seatTable(1);
      return { ...house, list: await listOf(house, 1), dates: await datesOf(house, 1) };
    }

    it("asks those who were drawn for seven days, and seats whoever says yes at once", async () => {
      const house = await loadFixture(lateTable);
      const { list } = house;
      const { answersUntil, seatedAt } = await house.roster.table(1);
      expect(answersUntil - seatedAt).to.equal(BigInt(7 * DAY));
      await accept(house, 1, list.slice(0, 3));
      expect((await house.roster.tableOf(1)).map(Number)).to.deep.equal(list.slice(0, 3));
      await reach(Number(answersUntil) - 2);
      await expect(house.roster.passOver(1)).to.be.revertedWithCustomError(house.roster, "AnswersStillOpen");
      await say(house, 1, list[9], true);
      await reach(Number(answersUntil));
      await house.roster.passOver(1);
      await say(house, 1, list[4], true);
      expect((await house.roster.tableOf(1)).map(Number)).to.deep.equal([
        ...list.slice(0, 3),
        list[4] as number,
        list[9] as number,
      ]);
    });

    it("asks no longer than the term lasts", async () => {
      const house = await aFoundedHouse({
        seats: 40,
        nominationsUntil: 5 * DAY,
        ballotFrom: 4.5 * DAY,
        ballotUntil: 3.4 * DAY,
        answersUntil: HOUR,
      });
      await drawReady(house, 1);
      const { end } = await datesOf(house, 1);
      await reach(end - 5 * DAY);
      await house.elections.seatTable(1);
      expect((await house.roster.table(1)).answersUntil).to.equal(end);
    });
  });

  describe("given a yes that is taken back", () => {
    it("is a decline before the term begins, and none after it", async () => {
      const house = await loadFixture(acceptedTable);
      const { list, dates } = house;
      await say(house, 1, list[0], false);
      expect(await house.roster.declinesOf(list[0] as number)).to.deep.equal([1n, 1n]);
      await say(house, 1, list[10], false);
      expect(await house.roster.declinesOf(list[10] as number)).to.deep.equal([0n, 0n]);
      await reach(dates.start - 2);
      await nextBlockAt(dates.start - 1);
      await say(house, 1, list[1], false);
      expect(await house.roster.declinesOf(list[1] as number)).to.deep.equal([1n, 1n]);
      await nextBlockAt(dates.start);
      await say(house, 1, list[2], false);
      expect(await house.roster.declinesOf(list[2] as number)).to.deep.equal([0n, 0n]);
    });

    it("is a decline of somebody elected too", async () => {
      const house = await loadFixture(electedTable);
      await say(house, 1, 4, false);
      expect(await house.roster.declinesOf(4)).to.deep.equal([1n, 1n]);
    });
  });

  describe("given a member who declines twice in a cycle", () => {
    it("waits after the first time and has served after the second", async () => {
      const house = await loadFixture(elevenChairs);
      const seat = house.list[0] as number;
      await say(house, 1, seat, false);
      expect(await house.roster.declinesOf(seat)).to.deep.equal([1n, 1n]);
      expect(await house.roster.poolOf(seat)).to.equal(1n);
      expect(await seated(house, 2)).to.include(seat);
      await expect(say(house, 2, seat, false))
        .to.emit(house.roster, "TurnWaived")
        .withArgs(2, seat, true);
      expect(await house.roster.declinesOf(seat)).to.deep.equal([1n, 2n]);
      expect(await house.roster.poolOf(seat)).to.equal(2n);
    });

    it("keeps waiting until the credit when a draw is being prepared", async () => {
      const house = await loadFixture(elevenChairs);
      const seat = house.list[0] as number;
      await say(house, 1, seat, false);
      await seated(house, 2);
      await reach((await datesOf(house, 3)).ballotFrom);
      await expect(house.roster.passOver(2)).to.emit(house.roster, "TurnWaived").withArgs(2, seat, false);
      expect(await house.roster.poolOf(seat)).to.equal(1n);
      // Its turn is taken, though it is credited later: it can stand no more.
      expect(await house.roster.isApart(seat)).to.equal(true);
      await seated(house, 3);
      expect(await house.roster.poolOf(seat)).to.equal(1n);
      await reach((await datesOf(house, 2)).end);
      await expect(house.roster.credit(2)).to.emit(house.roster, "SeatsServed").withArgs(2, 1, [seat]);
      expect(await house.roster.poolOf(seat)).to.equal(2n);
    });

    it("counts for the cycle that its chair belongs to, and not for the one that runs by then (fault 9)", async () => {
      // Thirteen on eleven chairs: the second table begins with the last turns of the first cycle and goes on in the next.
      const house = await aFoundedHouse({ seats: 13, chairs: 11, reserves: 0 });
      const first = await seated(house, 1);
      await accept(house, 1, first);
      const list = await seated(house, 2);
      const { turnsAt, cycle } = await house.roster.table(2);
      expect([turnsAt, cycle, await house.roster.cycle()]).to.deep.equal([2n, 1n, 2n]);
      await say(house, 2, list[1], false);
      await say(house, 2, list[2], false);
      expect(await house.roster.declinesOf(list[1] as number)).to.deep.equal([1n, 1n]);
      expect(await house.roster.declinesOf(list[2] as number)).to.deep.equal([2n, 1n]);
    });

    it("is taken off the paper of the coming election: nobody is elected who has served (fault 6)", async () => {
      const house = await loadFixture(elevenChairs);
      const seat = house.list[0] as number;
      await say(house, 1, seat, false);
      const list = await seated(house, 2);
      await accept(
        house,
        2,
        list.filter((one) => one !== seat),
      );
      await reach((await datesOf(house, 3)).nominationsFrom);
      await nominate(house, 3, seat);
      await expect(house.roster.passOver(2))
        .to.emit(house.roster, "TurnWaived")
        .withArgs(2, seat, true)
        .and.to.emit(house.elections, "NominationWithdrawn")
        .withArgs(3, seat);
      expect(await house.elections.candidates(3)).to.deep.equal([]);
      await expect(nominate(house, 3, seat))
        .to.be.revertedWithCustomError(house.elections, "HadItsTurn")
        .withArgs(3, seat, 1);
    });

    it("owes nothing to the next cycle when the cycle turned before the credit", async () => {
      const house = await loadFixture(elevenChairs);
      const seat = house.list[0] as number;
      await say(house, 1, seat, false);
      const list = await seated(house, 2);
      await accept(
        house,
        2,
        list.filter((one) => one !== seat),
      );
      await reach((await datesOf(house, 3)).ballotFrom);
      await expect(house.roster.passOver(2)).to.emit(house.roster, "TurnWaived").withArgs(2, seat, false);
      await drawReady(house, 3);
      await expect(house.elections.seatTable(3)).to.emit(house.roster, "CycleTurned").withArgs(3, 2);
      await reach((await datesOf(house, 2)).end);
      await expect(house.roster.credit(2)).to.emit(house.roster, "SeatsServed").withArgs(2, 2, []);
      expect(await house.roster.poolOf(seat)).to.equal(1n);
      expect(await house.roster.poolSizes()).to.deep.equal([11n, 0n]);
    });
  });

  describe("given a term that is over", () => {
    it("credits those who sat for half of it, and nobody else", async () => {
      const house = await loadFixture(acceptedTable);
      const { list, dates } = house;
      const half = dates.start + 30 * DAY;
      await reach(dates.start);
      await nextBlockAt(half - 1);
      await say(house, 1, list[0], false); // a second short: reserve 1 holds the longer half
      await nextBlockAt(half);
      await say(house, 1, list[1], false); // exactly half: both, and reserve 2
      await nextBlockAt(half + 1);
      await say(house, 1, list[2], false); // more than half: reserve 3 keeps the turn
      await seated(house, 2);
      await reach(dates.end);
      const served = [...list.slice(1, 12)];
      await expect(house.roster.connect(house.stranger).credit(1))
        .to.emit(house.roster, "SeatsServed")
        .withArgs(1, 1, served);
      expect(await house.roster.poolSizes()).to.deep.equal([29n, 11n]);
      for (const seat of upTo(40)) {
        expect(await house.roster.poolOf(seat)).to.equal(served.includes(seat) ? 2n : 1n);
      }
      const order = (await house.roster.order(0, 40)).map(Number);
      expect(order.slice(0, 11)).to.deep.equal(served);
      expect(sorted(order)).to.deep.equal(upTo(40));
      await expect(house.roster.credit(1)).to.be.revertedWithCustomError(house.roster, "CreditedAlready").withArgs(1);
    });

    it("refuses the credit before the end, without a table, and while a draw is being prepared", async () => {
      const house = await loadFixture(acceptedTable);
      await expect(house.roster.credit(1))
        .to.be.revertedWithCustomError(house.roster, "TermStillRuns")
        .withArgs(1, house.dates.end);
      await expect(house.roster.credit(2)).to.be.revertedWithCustomError(house.roster, "TableNotSeated").withArgs(2);
      await reach(house.dates.end);
      await expect(house.roster.credit(1)).to.be.revertedWithCustomError(house.roster, "PoolsFrozen").withArgs(2);
    });

    it("credits the table before last by itself at the next seating", async () => {
      const house = await loadFixture(acceptedTable);
      await seated(house, 2);
      const next = await seated(house, 3);
      expect((await house.roster.table(1)).credited).to.equal(true);
      for (const seat of house.list.slice(0, 10)) {
        expect(await house.roster.poolOf(seat)).to.equal(2n);
        expect(next).not.to.include(seat);
      }
      expect(await listOf(house, 3)).to.deep.equal(next);
    });
  });
});
