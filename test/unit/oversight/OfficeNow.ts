import { expect } from "chai";
import { Part } from "#protocol/abi/enums.ts";
import { DAY, ethers, loadFixture, time } from "../../fixtures/chain.ts";
import {
  accept,
  aFoundedHouse,
  answer,
  datesOf,
  type ElectionHouse,
  reach,
  seated,
  tableAt,
} from "../../fixtures/electionHouse.ts";

/** Forty members; ten drawn and ten reserves are asked, eight of the ten have said yes. */
async function eightOfTen() {
  const house = await aFoundedHouse({ seats: 40 });
  const list = await seated(house, 1);
  await accept(house, 1, list.slice(0, 8));
  return { ...house, list, dates: await datesOf(house, 1) };
}

/** What the treasury asks: the term, and the seats whose lines have a bit. */
async function officeNow({ roster }: ElectionHouse): Promise<{ term: bigint; seats: number[] }> {
  const [term, bits, eightSeats] = await roster.officeNow();
  const lines = Array.from({ length: 32 }, (_, line) => line).filter((line) => ((bits >> BigInt(line)) & 1n) === 1n);
  const seatOf = (line: number) => Number(((eightSeats[line >> 3] ?? 0n) >> BigInt(32 * (line % 8))) & 0xffff_ffffn);
  return { term, seats: lines.map(seatOf) };
}

describe("Roster: who is in office now", () => {
  it("is nobody before term 1, though its table is seated", async () => {
    const house = await loadFixture(eightOfTen);
    expect(await officeNow(house)).to.deep.equal({ term: 0n, seats: [] });
  });

  it("is who said yes in time, then who came later to a free chair, without those who left", async () => {
    const house = await loadFixture(eightOfTen);
    const { list, dates } = house;
    const say = (seat: number | undefined, yes: boolean) => answer(house, 1, seat as number, yes);
    await reach(dates.start + DAY);
    expect(await officeNow(house)).to.deep.equal({ term: 1n, seats: list.slice(0, 8) });
    await say(list[15], true);
    expect(await officeNow(house)).to.deep.equal({ term: 1n, seats: [...list.slice(0, 8), list[15]] });
    await say(list[0], false);
    await say(list[15], false);
    expect(await officeNow(house)).to.deep.equal({ term: 1n, seats: list.slice(1, 8) });
    expect((await house.roster.tableOf(1)).map(Number)).to.deep.equal(list.slice(1, 8));
  });

  it("is nobody while caretakers sit: they approve nothing", async () => {
    const house = await loadFixture(eightOfTen);
    await reach(house.dates.end);
    expect(await officeNow(house)).to.deep.equal({ term: 2n, seats: [] });
    const [seats, caretakers] = await house.roster.tableAt(house.dates.end);
    expect([seats.map(Number), caretakers]).to.deep.equal([house.list.slice(0, 8), true]);
  });

  describe("given a seat that changed hands, of which the roster did not hear", () => {
    it("is without it, in every view and from that second on, until somebody tells; then the next reserve moves up", async () => {
      const house = await loadFixture(eightOfTen);
      const { list, dates, roster, share, registry } = house;
      await accept(house, 1, list.slice(10, 13));
      await reach(dates.start + DAY);
      const [seat, rest] = [list[2] as number, list.slice(3, 8)];
      const before = [...list.slice(0, 2), seat, ...rest, ...list.slice(10, 12)];
      expect(await officeNow(house)).to.deep.equal({ term: 1n, seats: before });
      const deaf = await ethers.deployContract("BrittleRoster");
      await deaf.breakDown(true);
      await registry.set(Part.Roster, deaf);
      await share.connect(house.exit).move(seat, house.stranger.address);
      await registry.set(Part.Roster, roster);
      const moved = await time.latest();
      expect(await share.untold(0, 9)).to.deep.equal([BigInt(seat)]);
      const without = before.filter((one) => one !== seat);
      expect(await officeNow(house)).to.deep.equal({ term: 1n, seats: without });
      expect((await tableAt(house, moved)).seats).to.deep.equal(without);
      expect(await roster.isOverseer(seat, moved)).to.equal(false);
      expect(await roster.isOverseer(seat, dates.start)).to.equal(true);
      await share.tell(seat);
      expect(await share.untold(0, 9)).to.deep.equal([]);
      const told = [...without, list[12]];
      expect(await officeNow(house)).to.deep.equal({ term: 1n, seats: told });
    });
  });
});
