import { expect } from "chai";
import { ethers, loadFixture } from "../../fixtures/chain.ts";
import { aHouseInOffice, carryOut } from "../../fixtures/wholeHouse.ts";

const aTableInOffice = () => aHouseInOffice();

describe("The whole house", () => {
  it("is founded, seats a table by lot, and carries out what its members decide", async () => {
    const house = await loadFixture(aTableInOffice);
    const { journal, treasury, units } = house;
    expect(new Set(house.table).size).to.equal(10);
    expect(await journal.balances([100, 110, 200, 210])).to.deep.equal([units("600000"), 0n, -units("600000"), 0n]);
    expect(await house.voucher.totalSupply()).to.equal(units("600000"));
    const payee = ethers.Wallet.createRandom().address;
    const call = treasury.interface.encodeFunctionData("payBeyondReserve", [
      payee,
      units("500000"),
      520,
      ethers.id("offer"),
    ]);
    await carryOut(house, { target: "Treasury", call, words: "Buy the espresso machine" });
    expect(await house.token.balanceOf(payee)).to.equal(units("500000"));
    expect(await journal.balances([100, 520])).to.deep.equal([units("100000"), units("500000")]);
  });
});
