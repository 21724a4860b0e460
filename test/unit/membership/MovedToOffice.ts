import { expect } from "chai";
import { ethers, HOUR, loadFixture, time } from "../../fixtures/chain.ts";
import { nominate } from "../../fixtures/electionHouse.ts";
import { asContract, type Person } from "../../fixtures/people.ts";
import { aHouseInOffice, memberOn, seatTheTable, type WholeHouse } from "../../fixtures/wholeHouse.ts";

const aHouse = () => aHouseInOffice();

/** The members let a seat go on under another account, and that account takes it. */
async function moved(house: WholeHouse, seat: number, to: Person): Promise<void> {
  const { exit, persons, timelock } = house;
  const from = memberOn(house, seat).address;
  const vote = await asContract(await timelock.getAddress());
  await exit.connect(vote).moveByVote(seat, from, to.address, ethers.id("a lost key"));
  const epoch = await persons.epochOf(to.address);
  await exit.connect(to).takeMove({ seat, from, epoch, deadline: (await time.latest()) + HOUR }, "0x");
}

const sitting = async ({ roster }: WholeHouse, t: number | bigint) => (await roster.tableAt(t))[0].map(Number);

for (const office of ["operator", "registrar"] as const) {
  describe(`Exit: a seat that goes on under the account of the ${office}`, () => {
    it("gives up the chair, and stays the same person's seat with its number and pool", async () => {
      const house = await loadFixture(aHouse);
      const [seat = 0, ...others] = house.table;
      const [pool, someone] = [await house.roster.poolOf(seat), await house.persons.personOf(memberOn(house, seat))];
      await moved(house, seat, house[office]);
      expect(await sitting(house, await time.latest())).to.deep.equal(others);
      expect(await house.share.ownerOf(seat)).to.equal(house[office].address);
      expect(await house.persons.personOf(house[office])).to.equal(someone);
      expect(await house.roster.poolOf(seat)).to.equal(pool);
      expect(await house.share.isTold(seat)).to.equal(true);
    });

    it("gives up a chair of the next table, and a candidature", async () => {
      const house = await loadFixture(aHouse);
      await time.increaseTo((await house.roster.calendar(2)).nominationsFrom);
      const free = house.members.map((_, i) => i + 1).filter((one) => !house.table.includes(one));
      const [candidate = 0, other = 0] = free;
      for (const one of [candidate, other]) await nominate(house, 2, one);
      await moved(house, candidate, house[office]);
      expect((await house.elections.candidacyOf(2, candidate)).stands).to.equal(false);
      expect((await house.elections.candidacyOf(2, other)).stands).to.equal(true);

      const again = await loadFixture(aHouse);
      const [seat = 0, ...others] = await seatTheTable(again, 2);
      await moved(again, seat, again[office]);
      const { start } = await again.roster.calendar(2);
      await time.increaseTo(start);
      expect(await sitting(again, start)).to.deep.equal(others);
    });
  });
}
