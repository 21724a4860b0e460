import { expect } from "chai";
import { AbiCoder, type BaseContract } from "ethers";
import { ethers, HOUR, loadFixture, networkHelpers, time } from "../../fixtures/chain.ts";
import { aHandOver, aHouseOfThree, member, signHandOver, signPrice } from "../../fixtures/exitHouse.ts";
import { asContract, person } from "../../fixtures/people.ts";
import { anOpenRound, applicant, buyFor } from "../../fixtures/roundHouse.ts";
import { Account, aFilledTreasury, approveBy, aRequest, yuan } from "../../fixtures/treasuryHouse.ts";
import { aFoundedHouse, memberOn } from "../../fixtures/wholeHouse.ts";

type Token = Awaited<ReturnType<typeof anOpenRound>>["token"];

/** A call of a function with zeros for everything: whoever is deaf hears none, however well it is put. */
function emptyCall({ interface: abi }: BaseContract, door: string): string {
  const { inputs } = abi.getFunction(door) ?? { inputs: [] };
  return abi.encodeFunctionData(door, AbiCoder.defaultAbiCoder().getDefaultValue(inputs));
}

/** In the middle of the transfer the token calls this door, which answers nothing but that it is busy. */
async function findsBusy(token: Token, of: BaseContract, call: string, transfer: () => Promise<unknown>) {
  await token.interrupt(of, call);
  await expect(transfer())
    .to.emit(token, "Interrupted")
    .withArgs(false, of.interface.encodeErrorResult("ReentrancyGuardReentrantCall", []));
}

/** A whole house whose money has turned moody: the same balances, other code. */
async function aHouseWithMoodyMoney() {
  const house = await aFoundedHouse({ members: 12 });
  const moody = await ethers.deployContract("MoodyToken");
  const address = await house.token.getAddress();
  await networkHelpers.setCode(address, await ethers.provider.getCode(moody));
  return { ...house, token: await ethers.getContractAt("MoodyToken", address) };
}

describe("A token that lets somebody speak in the middle of a transfer", () => {
  describe("finds the treasury busy", () => {
    for (const door of [
      "payOut",
      "payWithinReserve",
      "payBeyondReserve",
      "payBuyBack",
      "bookLoss",
      "deposit",
      "bookUnannounced",
    ]) {
      it(`at ${door}`, async () => {
        const { treasury, token, house, supplier } = await loadFixture(aFilledTreasury);
        const paying = treasury.connect(house);
        await findsBusy(token, treasury, emptyCall(treasury, door), () =>
          paying.payBeyondReserve(supplier, yuan(1), Account.Equipment, ethers.ZeroHash),
        );
      });
    }

    it("while money comes in", async () => {
      const { treasury, token, operator } = await loadFixture(aFilledTreasury);
      await token.faucet(operator, yuan(1));
      await token.connect(operator).approve(treasury, yuan(1));
      await findsBusy(token, treasury, emptyCall(treasury, "bookUnannounced"), () =>
        treasury.connect(operator).deposit(Account.SalesCash, yuan(1), ethers.ZeroHash),
      );
    });

    it("while the six pay: no second request is paid inside of the first", async () => {
      const house = await loadFixture(aFilledTreasury);
      const { payments, treasury, token, stranger } = house;
      const [id, other] = [await aRequest(house), await aRequest(house, { payee: stranger.address })];
      for (const one of [id, other]) await approveBy(house, one, [1, 2, 3, 4, 5, 6]);
      await token.interrupt(payments, payments.interface.encodeFunctionData("pay", [other]));
      await expect(payments.pay(id))
        .to.emit(token, "Interrupted")
        .withArgs(false, treasury.interface.encodeErrorResult("ReentrancyGuardReentrantCall", []));
      expect(await token.balanceOf(stranger)).to.equal(0);
    });
  });

  describe("finds the rounds busy", () => {
    for (const door of [
      "buy",
      "withdraw",
      "refund",
      "pushRefund",
      "giveSurplus",
      "finalise",
      "claim",
      "claimSkipped",
    ]) {
      it(`at ${door}`, async () => {
        const house = await loadFixture(anOpenRound);
        const { rounds, token } = house;
        await findsBusy(token, rounds, emptyCall(rounds, door), () => buyFor(house, applicant(house, 1)));
      });
    }
  });

  describe("finds the exit busy", () => {
    for (const door of ["handOver", "leaveHouse", "endByVote", "endByBuyBack"]) {
      it(`at ${door}`, async () => {
        const house = await loadFixture(aHouseOfThree);
        const { exit, token, zoe, stranger } = house;
        await token.faucet(zoe, yuan(5));
        const wish = await aHandOver(house, 2, zoe.address, { price: yuan(5) });
        const words = [
          await signHandOver(house, member(house, 2), wish),
          await signHandOver(house, zoe, wish),
        ] as const;
        const price = await signPrice(house, zoe, wish);
        await findsBusy(token, exit, emptyCall(exit, door), () =>
          exit.connect(stranger).handOver(wish, ...words, price),
        );
      });
    }
  });

  it("finds the donations busy", async () => {
    const { donations, token, units } = await loadFixture(aHouseWithMoodyMoney);
    const donor = await person("donor");
    await token.faucet(donor, units("5"));
    await token.connect(donor).approve(donations, units("5"));
    const gift = {
      donor: donor.address,
      epoch: 0,
      amount: units("5"),
      project: ethers.id("garden"),
      note: ethers.ZeroHash,
      nameless: false,
      nonce: 0,
      deadline: (await time.latest()) + HOUR,
    };
    await findsBusy(token, donations, emptyCall(donations, "donate"), () =>
      donations.connect(donor).donate(gift, "0x"),
    );
  });

  it("finds the buy-back busy", async () => {
    const house = await loadFixture(aHouseWithMoodyMoney);
    const { buyBack, token, timelock, voucher, units } = house;
    const holder = memberOn(house, 3);
    const vote = await asContract(await timelock.getAddress());
    await buyBack.connect(vote).offer(3, holder.address, units("5"));
    await voucher.connect(holder).approve(buyBack, units("5"));
    const taking = { seat: 3, amount: units("5"), epoch: 0, deadline: (await time.latest()) + HOUR };
    await findsBusy(token, buyBack, emptyCall(buyBack, "take"), () => buyBack.connect(holder).take(taking, "0x"));
  });
});
