import { expect } from "chai";
import { Part } from "#protocol/abi/enums.ts";
import { loadFixture } from "../../fixtures/chain.ts";
import { aBatch, anItem, anOpenCounter, handIn, member, yuan } from "../../fixtures/counterHouse.ts";
import { asContract } from "../../fixtures/people.ts";

describe("Voucher: burning", () => {
  it("is for the counter, of what the counter holds", async () => {
    const house = await loadFixture(anOpenCounter);
    const { voucher, counter } = house;
    const [held, supply] = [await voucher.balanceOf(counter), await voucher.totalSupply()];
    for (const nonce of [1, 2]) await handIn(house, await aBatch(house, [await anItem(house, house.phone1, nonce)]));
    expect(await voucher.balanceOf(counter)).to.equal(held - yuan(56));
    expect(await voucher.totalSupply()).to.equal(supply - yuan(56));
  });

  it("refuses everybody else, before and after the counter was admitted", async () => {
    const house = await loadFixture(anOpenCounter);
    const owner = member(house, 1);
    const attempt = () => house.voucher.connect(owner).burn(1);
    await expect(attempt())
      .to.be.revertedWithCustomError(house.voucher, "NotThePart")
      .withArgs(Part.Counter, owner.address);
    await handIn(house, await aBatch(house, [await anItem(house, house.phone1, 1)]));
    await expect(attempt())
      .to.be.revertedWithCustomError(house.voucher, "NotThePart")
      .withArgs(Part.Counter, owner.address);
  });

  it("is never undone for more than the counter burned, whatever else left the house", async () => {
    const house = await loadFixture(anOpenCounter);
    const { voucher, counter, registry } = house;
    await handIn(house, await aBatch(house, [await anItem(house, house.phone1, 1)]));
    const buyBack = house.stranger;
    await registry.set(Part.BuyBack, buyBack.address);
    await voucher.connect(member(house, 3)).approve(buyBack, yuan(100));
    await voucher.connect(buyBack).transferFrom(member(house, 3), buyBack, yuan(100));
    await voucher.connect(buyBack).surrender(yuan(100));
    const asCounter = voucher.connect(await asContract(await counter.getAddress()));
    await expect(asCounter.restore(yuan(28) + 1n))
      .to.be.revertedWithCustomError(voucher, "RestoreTooLarge")
      .withArgs(yuan(28) + 1n, yuan(28));
    await asCounter.restore(yuan(28));
    await expect(asCounter.restore(1)).to.be.revertedWithCustomError(voucher, "RestoreTooLarge").withArgs(1, 0);
  });
});
