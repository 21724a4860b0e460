import { expect } from "chai";
import { ethers, HOUR, loadFixture, time } from "../../fixtures/chain.ts";
import { type Person, person } from "../../fixtures/people.ts";
import { at } from "../../fixtures/roundHouse.ts";
import { sign } from "../../fixtures/signatures.ts";

const NONCE = ethers.id("what the money is for");

async function aToken() {
  const [ada, ben, stranger] = await Promise.all(["Ada", "Ben", "stranger"].map(person));
  if (ada === undefined || ben === undefined || stranger === undefined) throw new Error("nobody there");
  const token = await ethers.deployContract("TestToken", ["Practice money", "PM", 6, 10_000]);
  await token.faucet(ada.address, 1_000);
  const now = await time.latest();
  const order = {
    from: ada.address,
    to: ben.address,
    value: 300,
    validAfter: 0,
    validBefore: now + HOUR,
    nonce: NONCE,
  };
  return { token, ada, ben, stranger, order, now };
}

type House = Awaited<ReturnType<typeof aToken>>;
type Order = House["order"];

const signed = ({ token }: House, signer: Person, order: Order) =>
  sign(signer, "Practice money", token, "ReceiveWithAuthorization", order);

const receive = ({ token }: House, caller: Person, order: Order, signature: string) =>
  token
    .connect(caller)
    .receiveWithAuthorization(
      order.from,
      order.to,
      order.value,
      order.validAfter,
      order.validBefore,
      order.nonce,
      signature,
    );

const cancelled = ({ token, ada }: House, signer: Person) =>
  sign(signer, "Practice money", token, "CancelAuthorization", { authorizer: ada.address, nonce: NONCE });

describe("Authorizations", () => {
  describe("given money and its owner's signature", () => {
    it("moves exactly that to the one it names, once", async () => {
      const house = await loadFixture(aToken);
      const { token, ada, ben, order } = house;
      const signature = await signed(house, ada, order);
      expect(await token.authorizationState(ada, NONCE)).to.equal(false);
      const taken = receive(house, ben, order, signature);
      await expect(taken).to.emit(token, "AuthorizationUsed").withArgs(ada.address, NONCE);
      await expect(taken).to.emit(token, "Transfer").withArgs(ada.address, ben.address, 300);
      expect([await token.balanceOf(ada), await token.balanceOf(ben)]).to.deep.equal([700n, 300n]);
      expect(await token.authorizationState(ada, NONCE)).to.equal(true);
      await expect(receive(house, ben, order, signature))
        .to.be.revertedWithCustomError(token, "AuthorizationAlreadyUsed")
        .withArgs(ada.address, NONCE);
    });

    it("takes the signature of an owner that is a contract", async () => {
      const house = await loadFixture(aToken);
      const wallet = await ethers.deployContract("ContractWallet", [house.ada.address]);
      await house.token.faucet(wallet, 500);
      const order = { ...house.order, from: await wallet.getAddress() };
      await receive(house, house.ben, order, await signed(house, house.ada, order));
      expect(await house.token.balanceOf(house.ben)).to.equal(300);
      const other = { ...order, nonce: ethers.id("another") };
      await expect(receive(house, house.ben, other, await signed(house, house.stranger, other)))
        .to.be.revertedWithCustomError(house.token, "AuthorizationInvalid")
        .withArgs(order.from);
    });

    it("reverts with AuthorizationNotForCaller for anybody else: nobody takes it out of the call it was meant for", async () => {
      const house = await loadFixture(aToken);
      await expect(receive(house, house.stranger, house.order, await signed(house, house.ada, house.order)))
        .to.be.revertedWithCustomError(house.token, "AuthorizationNotForCaller")
        .withArgs(house.ben.address, house.stranger.address);
    });

    it("reverts with AuthorizationNotYetValid up to its first second, AuthorizationExpired from its last on", async () => {
      const house = await loadFixture(aToken);
      const order = { ...house.order, validAfter: house.now + 100 };
      const signature = await signed(house, house.ada, order);
      await at(order.validAfter);
      await expect(receive(house, house.ben, order, signature))
        .to.be.revertedWithCustomError(house.token, "AuthorizationNotYetValid")
        .withArgs(order.validAfter, order.validAfter);
      await at(order.validBefore);
      await expect(receive(house, house.ben, order, signature))
        .to.be.revertedWithCustomError(house.token, "AuthorizationExpired")
        .withArgs(order.validBefore, order.validBefore);
    });

    it("reverts with AuthorizationInvalid for another signer, amount, purpose or time", async () => {
      const house = await loadFixture(aToken);
      const { ada, ben, stranger, order } = house;
      const good = await signed(house, ada, order);
      const refused = (changed: Order, signature: string) =>
        expect(receive(house, ben, changed, signature))
          .to.be.revertedWithCustomError(house.token, "AuthorizationInvalid")
          .withArgs(ada.address);
      await refused(order, await signed(house, stranger, order));
      await refused({ ...order, value: 301 }, good);
      await refused({ ...order, nonce: ethers.id("something else") }, good);
      await refused({ ...order, validBefore: order.validBefore + 1 }, good);
    });
  });

  describe("given an authorization that its owner regrets", () => {
    it("is worth nothing after the owner's signature was brought", async () => {
      const house = await loadFixture(aToken);
      const { token, ada, ben, order } = house;
      await expect(token.cancelAuthorization(ada.address, NONCE, await cancelled(house, ada)))
        .to.emit(token, "AuthorizationCanceled")
        .withArgs(ada.address, NONCE);
      expect(await token.authorizationState(ada, NONCE)).to.equal(true);
      await expect(receive(house, ben, order, await signed(house, ada, order)))
        .to.be.revertedWithCustomError(token, "AuthorizationAlreadyUsed")
        .withArgs(ada.address, NONCE);
      await expect(token.cancelAuthorization(ada.address, NONCE, await cancelled(house, ada)))
        .to.be.revertedWithCustomError(token, "AuthorizationAlreadyUsed")
        .withArgs(ada.address, NONCE);
    });

    it("reverts with AuthorizationInvalid when another one brings it", async () => {
      const house = await loadFixture(aToken);
      await expect(house.token.cancelAuthorization(house.ada.address, NONCE, await cancelled(house, house.stranger)))
        .to.be.revertedWithCustomError(house.token, "AuthorizationInvalid")
        .withArgs(house.ada.address);
    });
  });
});
