import { expect } from "chai";
import { Part } from "#protocol/abi/enums.ts";
import { ethers, loadFixture, time } from "../../fixtures/chain.ts";
import { anOpenCounter, askBack, member, TERMS, yuan } from "../../fixtures/counterHouse.ts";

describe("Voucher: passing on", () => {
  it("goes from member to member, and to nobody outside", async () => {
    const house = await loadFixture(anOpenCounter);
    const { voucher, stranger } = house;
    const [one, two] = [member(house, 1), member(house, 2)];
    const had = await voucher.balanceOf(two);
    await voucher.connect(one).transfer(two, yuan(10));
    expect((await voucher.balanceOf(two)) - had).to.equal(yuan(10));
    await expect(voucher.connect(one).transfer(stranger, 1))
      .to.be.revertedWithCustomError(voucher, "VoucherStaysInTheHouse")
      .withArgs(one.address, stranger.address);
  });

  it("reverts with LostDestination for every contract of the house, by transfer and by allowance, the counter too", async () => {
    const house = await loadFixture(anOpenCounter);
    const { voucher, counter, share, terminals, registry } = house;
    const [one, two] = [member(house, 1), member(house, 2)];
    await voucher.connect(one).approve(two, yuan(10));
    const token = await registry.token();
    for (const to of [
      ...(await Promise.all([counter, share, terminals, voucher, registry].map((c) => c.getAddress()))),
      token,
    ]) {
      await expect(voucher.connect(one).transfer(to, 1))
        .to.be.revertedWithCustomError(voucher, "LostDestination")
        .withArgs(to);
      await expect(voucher.connect(two).transferFrom(one, to, 1))
        .to.be.revertedWithCustomError(voucher, "LostDestination")
        .withArgs(to);
    }
  });

  it("reverts with VoucherNotPassable where the club wants vouchers to stay, and still comes and goes at the counter", async () => {
    const house = await loadFixture(anOpenCounter);
    const { registry, rounds } = house;
    const [one, two] = [member(house, 1), member(house, 2)];
    expect(await house.voucher.passable()).to.equal(true);
    const voucher = await ethers.deployContract("Voucher", [registry, "Runde voucher", "RV", 6, false]);
    expect(await voucher.passable()).to.equal(false);
    await voucher.connect(rounds).issue(one, yuan(10));
    await voucher.connect(one).approve(two, yuan(10));
    await expect(voucher.connect(one).transfer(two, 1))
      .to.be.revertedWithCustomError(voucher, "VoucherNotPassable")
      .withArgs(one.address, two.address);
    await expect(voucher.connect(two).transferFrom(one, two, 1)).to.be.revertedWithCustomError(
      voucher,
      "VoucherNotPassable",
    );
    await registry.set(Part.Counter, house.stranger);
    await voucher.connect(one).approve(house.stranger, yuan(10));
    await voucher.connect(house.stranger).transferFrom(one, house.stranger, yuan(10));
    await voucher.connect(house.stranger).transfer(one, yuan(10));
    expect(await voucher.balanceOf(one)).to.equal(yuan(10));
  });

  it("lets a transfer of nothing pass, wherever it goes: ERC-20 wants it so, and nothing is lost", async () => {
    const house = await loadFixture(anOpenCounter);
    const { voucher, counter, stranger } = house;
    for (const to of [stranger.address, await counter.getAddress()]) {
      await expect(voucher.connect(stranger).transfer(to, 0))
        .to.emit(voucher, "Transfer")
        .withArgs(stranger.address, to, 0);
    }
  });

  it("comes back from the counter to its account, a member's or not", async () => {
    const house = await loadFixture(anOpenCounter);
    const one = member(house, 1);
    const had = await house.voucher.balanceOf(one);
    await askBack(house, one, yuan(10));
    await time.increase(TERMS.exitDelay + 1);
    await house.pockets.exit(1);
    expect((await house.voucher.balanceOf(one)) - had).to.equal(yuan(10));
  });
});

describe("Voucher: what it is counted in", () => {
  it("is the settlement token's decimals: reverts with VoucherDecimalsDiffer for any other", async () => {
    const { registry, voucher } = await loadFixture(anOpenCounter);
    for (const decimals of [5, 7]) {
      await expect(ethers.deployContract("Voucher", [await registry.getAddress(), "Voucher", "V", decimals, true]))
        .to.be.revertedWithCustomError(voucher, "VoucherDecimalsDiffer")
        .withArgs(decimals, 6);
    }
    expect(await voucher.decimals()).to.equal(6);
  });
});
