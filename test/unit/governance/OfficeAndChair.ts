import { expect } from "chai";
import { Part } from "#protocol/abi/enums.ts";
import { loadFixture, time } from "../../fixtures/chain.ts";
import { nominate } from "../../fixtures/electionHouse.ts";
import { asContract, person } from "../../fixtures/people.ts";
import {
  aHouseInOffice,
  carryOut,
  type Decision,
  memberOn,
  seatTheTable,
  type WholeHouse,
} from "../../fixtures/wholeHouse.ts";

type Office = "Operator" | "Registrar";

function appointing({ registry }: WholeHouse, office: Office, account: string): Decision {
  const call =
    office === "Operator"
      ? registry.interface.encodeFunctionData("appointOperator", [account])
      : registry.interface.encodeFunctionData("appointRegistrar", [account, `0x${"00".repeat(32)}`]);
  return { target: "Registry", call, words: `The next ${office}` };
}

/** As after a vote, at once. */
async function appoint(house: WholeHouse, office: Office, account: string): Promise<void> {
  const registry = house.registry.connect(await asContract(await house.timelock.getAddress()));
  if (office === "Operator") await registry.appointOperator(account);
  else await registry.appointRegistrar(account, `0x${"00".repeat(32)}`);
}

async function inOffice({ roster }: WholeHouse): Promise<number[]> {
  const [seats] = await roster.tableAt(await time.latest());
  return seats.map(Number);
}

const house20 = () => aHouseInOffice();

for (const office of ["Operator", "Registrar"] as const) {
  describe(`${office} and a chair do not go together`, () => {
    it("frees the chair of a member in office in the second of the appointment, for good", async () => {
      const house = await loadFixture(house20);
      const [seat = 0, ...others] = house.table;
      await carryOut(house, appointing(house, office, memberOn(house, seat).address));
      expect(await inOffice(house)).to.deep.equal(others);
      expect(await house.roster.isOverseer(seat, await time.latest())).to.equal(false);
      const chair = (await house.roster.chairsOf(1)).find((one) => Number(one.seat) === seat);
      expect(chair?.leftAt).to.equal(await time.latest());
      // What the seat saw and signed before stays what it was.
      expect(await house.roster.isOverseer(seat, (await time.latest()) - 1)).to.equal(true);
      // Who gives the office up again does not get the chair back.
      await appoint(house, office, (await person("another")).address);
      expect(await inOffice(house)).to.deep.equal(others);
    });

    it("frees a chair of the next table too, and is no decline", async () => {
      const house = await loadFixture(house20);
      const table = await seatTheTable(house, 2);
      const [seat = 0, ...others] = table;
      await appoint(house, office, memberOn(house, seat).address);
      await time.increaseTo((await house.roster.calendar(2)).start);
      expect(await inOffice(house)).to.deep.equal(others);
      expect(await house.roster.declinesOf(seat)).to.deep.equal([0n, 0n]);
    });

    it("strikes a candidate", async () => {
      const house = await loadFixture(house20);
      await time.increaseTo((await house.roster.calendar(2)).nominationsFrom);
      const seat = house.members.map((_, i) => i + 1).find((one) => !house.table.includes(one)) ?? 0;
      await nominate(house, 2, seat);
      expect((await house.elections.candidacyOf(2, seat)).stands).to.equal(true);
      await appoint(house, office, memberOn(house, seat).address);
      expect((await house.elections.candidacyOf(2, seat)).stands).to.equal(false);
    });

    it("changes nobody's chair when somebody without a seat is appointed", async () => {
      const house = await loadFixture(house20);
      await carryOut(house, appointing(house, office, (await person("another")).address));
      expect(await inOffice(house)).to.deep.equal(house.table);
    });
  });
}

describe("Roster: a chair that goes with an office", () => {
  it("is freed by share and registry alone", async () => {
    const house = await loadFixture(house20);
    await expect(house.roster.connect(house.operator).seatMoved(house.table[0] ?? 0))
      .to.be.revertedWithCustomError(house.roster, "NotThePart")
      .withArgs(Part.Share, house.operator.address);
    expect(await inOffice(house)).to.deep.equal(house.table);
  });
});
