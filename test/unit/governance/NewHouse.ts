import { expect } from "chai";
import { DAY, ethers, loadFixture, nextBlockAt, time } from "../../fixtures/chain.ts";
import { asContract, person } from "../../fixtures/people.ts";
import { aClub, aFoundedHouse, aSealedHouse, memberOn, type WholeHouse } from "../../fixtures/wholeHouse.ts";

const OWED = 1_000n;
/** The category of equipment. */
const EQUIPMENT = 520;

/** Two thirds have named a house to move to, some days ago; a member and somebody who left hold vouchers. */
async function aHouseThatMoves(passable: boolean) {
  const club = aClub();
  const house = await aSealedHouse({ ...club, voucher: { ...club.voucher, passable } });
  const { rounds, registry, share, timelock, voucher } = house;
  const sale = await asContract(await rounds.getAddress());
  const [member, leaver] = [await person("a member"), await person("a leaver")];
  await share.connect(sale).mint(1, OWED);
  await share.connect(sale).assign(1, member.address);
  for (const one of [member, leaver]) await voucher.connect(sale).issue(one, OWED);
  const next = await (await ethers.deployContract("TestToken", ["Another house", "H", 6, 1])).getAddress();
  await registry.connect(await asContract(await timelock.getAddress())).nameSuccessor(next);
  const from = (await time.latest()) + 14 * DAY;
  return { ...house, member, leaver, next, from };
}

const passing = () => aHouseThatMoves(true);
const staying = () => aHouseThatMoves(false);
const founded = () => aFoundedHouse();

describe("A house to move to", () => {
  for (const [what, aHouse, refusal] of [
    ["pass from member to member", passing, "VoucherStaysInTheHouse"],
    ["stay with whoever has them", staying, "VoucherNotPassable"],
  ] as const) {
    describe(`given vouchers that ${what}`, () => {
      it("gets them from everybody who holds some, from the second on that it counts", async () => {
        const { voucher, member, leaver, next, from } = await loadFixture(aHouse);
        await nextBlockAt(from - 1);
        await expect(voucher.connect(leaver).transfer(next, 1))
          .to.be.revertedWithCustomError(voucher, refusal)
          .withArgs(leaver.address, next);
        await nextBlockAt(from);
        await voucher.connect(leaver).transfer(next, 400n);
        // It may take them itself, so that one call there gives new ones for them.
        await voucher.connect(member).approve(next, OWED);
        await voucher.connect(await asContract(next)).transferFrom(member, next, OWED);
        expect(await voucher.balanceOf(next)).to.equal(400n + OWED);
        // Nothing is forgiven: they are owed until somebody drinks them or the houses settle it.
        expect(await voucher.totalSupply()).to.equal(2n * OWED);
      });

      it("is the only one: a leaver's vouchers go to no other contract and nobody else", async () => {
        const { voucher, leaver, stranger, from } = await loadFixture(aHouse);
        await time.increaseTo(from);
        const other = await ethers.deployContract("TestToken", ["A third house", "T", 6, 1]);
        for (const to of [stranger.address, await other.getAddress()]) {
          await expect(voucher.connect(leaver).transfer(to, 1))
            .to.be.revertedWithCustomError(voucher, refusal)
            .withArgs(leaver.address, to);
        }
      });
    });
  }

  it("is paid by the members' votes, all that there is by two thirds of them", async () => {
    const house = await loadFixture(founded);
    const { registry, token, treasury, journal, timelock } = house;
    const vote = await asContract(await timelock.getAddress());
    const next = await (await ethers.deployContract("TestToken", ["Another house", "H", 6, 1])).getAddress();
    await registry.connect(vote).nameSuccessor(next);
    const cash = await journal.balance(100);
    const free = await treasury.freeToSpend();
    const ref = ethers.id("move");
    await expect(treasury.connect(vote).payWithinReserve(next, free + 1n, EQUIPMENT, ref))
      .to.be.revertedWithCustomError(treasury, "ReserveBroken")
      .withArgs(cash, free + 1n, cash - free);
    await treasury.connect(vote).payWithinReserve(next, free, EQUIPMENT, ref);
    await treasury.connect(vote).payBeyondReserve(next, cash - free, EQUIPMENT, ref);
    expect(await token.balanceOf(next)).to.equal(cash);
    expect(await isOneOfUs(house, next)).to.equal(false);
  });
});

/** A successor is read by nothing else: it writes no books, mints nothing, and is no part of this house. */
async function isOneOfUs({ registry, journal, voucher, share, members }: WholeHouse, next: string): Promise<boolean> {
  const there = await asContract(next);
  await expect(voucher.connect(there).issue(next, 1)).to.be.revertedWithCustomError(voucher, "NotThePart");
  await expect(share.connect(there).mint(1, 1)).to.be.revertedWithCustomError(share, "NotThePart");
  await expect(journal.connect(there).append(100, 310, 1, ethers.ZeroHash, next)).to.be.revertedWithCustomError(
    journal,
    "NotABookkeeper",
  );
  expect(await share.ownerOf(1)).to.equal(memberOn({ members } as WholeHouse, 1).address);
  return registry.isPart(next);
}
