import { expect } from "chai";
import type { BaseContract, ContractTransactionResponse } from "ethers";
import { type Address, type Hex, toFunctionSelector } from "viem";
import { giftPayment, handOverPayment, joinPayment, type Message, signable } from "#protocol/house/typedData.ts";
import { DAY, ethers, loadFixture, networkHelpers, time } from "../../fixtures/chain.ts";
import { circleMoney } from "../../fixtures/circleMoney.ts";
import { type Person, people, person } from "../../fixtures/people.ts";
import { aClub, admit, aJoin, aSealedHouse, signAs, type WholeHouse } from "../../fixtures/wholeHouse.ts";

const MEMBERS = 12;
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const RECEIVE = "receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32";

/** What somebody pays for with one signature: over which message, and who brings it how. */
interface Deal {
  signature: Hex;
  bring(payment: string): Promise<ContractTransactionResponse>;
  /** Where the money ends, and how much it is. */
  end: string;
  amount: bigint;
  /** The contract of the house that takes it. */
  taker: WholeHouse["rounds" | "donations" | "exit"];
}

type Money = Omit<Awaited<ReturnType<typeof circleMoney>>, "token"> & { token: BaseContract };
type PaidHouse = Awaited<ReturnType<typeof anOpenHouse>>;

/** A house that counts in somebody's money. Its round is open; twelve are admitted, and Zoe; each has a place's price. */
async function anOpenHouse(moneyOf: () => Promise<Money>) {
  const money = await moneyOf();
  const house = await aSealedHouse(aClub({ members: MEMBERS }), money.token);
  const { price, opensAt } = (await house.rounds.round(1)).terms;
  const currency = { ...house.signing.club.currency, tokenDomain: money.domain };
  const signing = { ...house.signing, club: { currency } };
  const [members, zoe] = [await people("member", MEMBERS), await person("Zoe")];
  for (const one of [...members, zoe]) {
    await admit(house, one.address);
    await money.issue("mint", one.address, price);
  }
  await time.increaseTo(opensAt);
  return { ...house, signing, members, zoe, price, issue: money.issue };
}

/** The round is sold for signatures, finalised and claimed. */
async function aFoundedHouse(moneyOf: () => Promise<Money>) {
  const house = await anOpenHouse(moneyOf);
  for (const member of house.members) {
    const { bring, signature } = await aPlace(house, member.address, member);
    await bring(signature);
  }
  await time.increase(house.club.founding.coolOff);
  await house.rounds.finalise(1);
  await house.rounds.claim(1, MEMBERS);
  return house;
}

const euroInParts = () => circleMoney("2.1");
const euroWhole = () => circleMoney("2.2");
const inParts = () => anOpenHouse(euroInParts);
const whole = () => anOpenHouse(euroWhole);
const foundedInParts = () => aFoundedHouse(euroInParts);
const foundedWhole = () => aFoundedHouse(euroWhole);
const byKey = () => anOpenHouse(() => ofOurs("SplitMoney"));
const mute = () => anOpenHouse(() => ofOurs("MuteMoney"));

async function ofOurs(name: "SplitMoney" | "MuteMoney"): Promise<Money> {
  const token = await ethers.deployContract(name);
  const issue = (what: string, ...args: unknown[]): Promise<unknown> => token.getFunction(what)(...args);
  return { token, issue, domain: { name: "Split money", version: "1" } };
}

async function aPlace(house: PaidHouse, payer: string, signer: Person): Promise<Deal> {
  const join = await aJoin(house, 1, payer);
  const rounds = house.rounds.connect(house.stranger);
  return {
    signature: await signAs(signer, joinPayment(house.signing, join, house.price)),
    bring: (payment) => rounds.buy(join, "0x", payment),
    end: await house.rounds.getAddress(),
    amount: house.price,
    taker: house.rounds,
  };
}

async function aGift(house: PaidHouse, payer: string, signer: Person): Promise<Deal> {
  const gift: Message<"Gift"> = {
    donor: payer as Address,
    epoch: Number(await house.persons.epochOf(payer)),
    amount: house.price / 7n,
    project: ethers.id("garden") as Hex,
    note: ethers.id("with thanks") as Hex,
    nameless: false,
    nonce: 0n,
    deadline: (await time.latest()) + DAY,
  };
  return {
    signature: await signAs(signer, giftPayment(house.signing, gift)),
    bring: (payment) => house.donations.connect(house.stranger).donate(gift, payment),
    end: await house.treasury.getAddress(),
    amount: gift.amount,
    taker: house.donations,
  };
}

/** Member 1 hands seat 1 over for what was paid for it. */
async function aHandOver(house: PaidHouse, payer: string, signer: Person): Promise<Deal> {
  const [owner] = house.members as [Person];
  const wish: Message<"HandOver"> = {
    seat: 1,
    to: payer as Address,
    price: house.price,
    seatEpoch: Number(await house.share.epochOf(1)),
    toEpoch: Number(await house.persons.epochOf(payer)),
    deadline: (await time.latest()) + DAY,
  };
  const ownerSays = await signAs(owner, signable(house.signing, "HandOver", wish));
  return {
    signature: await signAs(signer, handOverPayment(house.signing, wish)),
    bring: (payment) => house.exit.connect(house.stranger).handOver(wish, ownerSays, "0x", payment),
    end: owner.address,
    amount: wish.price,
    taker: house.exit,
  };
}

const deals = [
  { what: "a place", deal: aPlace, inParts, whole },
  { what: "a gift", deal: aGift, inParts, whole },
  { what: "a seat handed over", deal: aHandOver, inParts: foundedInParts, whole: foundedWhole },
];

/** The same signature in the other forms that wallets give, and what is none. */
function otherForms(signature: string): Record<string, string> {
  const { r, s, v, yParity, compactSerialized } = ethers.Signature.from(signature);
  const high = ethers.toBeHex(ORDER - BigInt(s), 32);
  return {
    "v 0 or 1": ethers.concat([r, s, ethers.toBeHex(yParity, 1)]),
    "v 26": ethers.concat([r, s, "0x1a"]),
    "v 29": ethers.concat([r, s, "0x1d"]),
    "64 bytes": compactSerialized,
    "a high s": ethers.concat([r, high, ethers.toBeHex(v === 27 ? 28 : 27, 1)]),
    "66 bytes": ethers.concat([signature, "0x00"]),
    "130 bytes": ethers.concat([signature, signature]),
  };
}

describe("SignedPayment", () => {
  it("knows both forms by their names", async () => {
    const code = await ethers.provider.getCode((await loadFixture(inParts)).rounds);
    for (const rest of ["bytes)", "uint8,bytes32,bytes32)"]) {
      expect(code).to.include(toFunctionSelector(`function ${RECEIVE},${rest}`).slice(2));
    }
  });

  it("has a whole round paid for by signature, in either form of the token", async () => {
    for (const founded of [foundedInParts, foundedWhole]) {
      const house = await loadFixture(founded);
      expect(await house.share.liveSeats()).to.equal(MEMBERS);
      expect(await house.token.balanceOf(house.treasury)).to.equal(BigInt(MEMBERS) * house.price);
    }
  });

  for (const { what, deal, ...given } of deals) {
    describe(`given money that takes a signature in three parts only, and ${what}`, () => {
      it("takes exactly the amount, once", async () => {
        const house = await loadFixture(given.inParts);
        const { bring, signature, end, amount } = await deal(house, house.zoe.address, house.zoe);
        await expect(bring(signature)).to.changeTokenBalances(ethers, house.token, [house.zoe, end], [-amount, amount]);
        await expect(bring(signature)).to.revert(ethers);
      });

      it("reverts with PaymentNeedsKey for what is no key's signature in the one form that has three parts", async () => {
        const house = await loadFixture(given.inParts);
        const { bring, signature, taker } = await deal(house, house.zoe.address, house.zoe);
        for (const [form, payment] of Object.entries(otherForms(signature))) {
          await expect(bring(payment), form)
            .to.be.revertedWithCustomError(taker, "PaymentNeedsKey")
            .withArgs(house.zoe.address);
        }
        await bring(signature);
      });

      it("never cuts a contract's signature, be it 65 bytes long: reverts with PaymentNeedsKey", async () => {
        const house = await loadFixture(given.inParts);
        const wallet = await ethers.deployContract("ContractWallet", [house.zoe]);
        await admit(house, await wallet.getAddress(), "a person with a wallet");
        await house.issue("mint", await wallet.getAddress(), house.price);
        const { bring, signature, taker } = await deal(house, await wallet.getAddress(), house.zoe);
        await expect(bring(signature))
          .to.be.revertedWithCustomError(taker, "PaymentNeedsKey")
          .withArgs(await wallet.getAddress());
      });

      it("hands the token's own words on: another's signature, shut out, at rest", async () => {
        const house = await loadFixture(given.inParts);
        const { bring, signature } = await deal(house, house.zoe.address, house.zoe);
        const forged = await deal(house, house.zoe.address, house.stranger);
        await expect(forged.bring(forged.signature)).to.be.revertedWith("FiatTokenV2: invalid signature");
        await house.issue("blacklist", house.zoe.address);
        await expect(bring(signature)).to.be.revertedWith("Blacklistable: account is blacklisted");
        await house.issue("unBlacklist", house.zoe.address);
        await house.issue("pause");
        await expect(bring(signature)).to.be.revertedWith("Pausable: paused");
        await house.issue("unpause");
        await bring(signature);
      });
    });

    describe(`given money that takes a signature whole too, and ${what}`, () => {
      it("takes a key's and a contract's", async () => {
        const house = await loadFixture(given.whole);
        const wallet = await ethers.deployContract("ContractWallet", [house.zoe]);
        await admit(house, await wallet.getAddress(), "a person with a wallet");
        await house.issue("mint", await wallet.getAddress(), house.price);
        for (const payer of [house.zoe.address, await wallet.getAddress()]) {
          const before = await networkHelpers.takeSnapshot();
          const { bring, signature, end, amount } = await deal(house, payer, house.zoe);
          await expect(bring(signature)).to.changeTokenBalances(ethers, house.token, [payer, end], [-amount, amount]);
          await before.restore();
        }
      });

      it("hands the token's own words on, whatever was signed", async () => {
        const house = await loadFixture(given.whole);
        const forged = await deal(house, house.zoe.address, house.stranger);
        await expect(forged.bring(forged.signature)).to.be.revertedWith("FiatTokenV2: invalid signature");
        const { bring, signature } = await deal(house, house.zoe.address, house.zoe);
        await expect(bring(otherForms(signature)["64 bytes"] ?? "")).to.be.revertedWith(
          "ECRecover: invalid signature length",
        );
        await house.issue("blacklist", house.zoe.address);
        await expect(bring(signature)).to.be.revertedWith("Blacklistable: account is blacklisted");
      });
    });
  }

  describe("given money that looks at a key's three parts only", () => {
    for (const { what, deal } of deals.slice(0, 2)) {
      it(`takes ${what} from an account with a key that runs a contract's code (EIP-7702)`, async () => {
        const house = await loadFixture(byKey);
        const { bring, signature, end, amount } = await deal(house, house.zoe.address, house.zoe);
        await networkHelpers.setCode(house.zoe.address, ethers.concat(["0xef0100", house.stranger.address]));
        await expect(bring(signature)).to.changeTokenBalance(ethers, house.token, end, amount);
      });
    }

    it("takes no less than was said: a fee undoes place and gift", async () => {
      const house = await loadFixture(byKey);
      const place = await aPlace(house, house.zoe.address, house.zoe);
      const gift = await aGift(house, house.zoe.address, house.zoe);
      await house.issue("setFee", 1n);
      await expect(place.bring(place.signature))
        .to.be.revertedWithCustomError(house.rounds, "PaymentMismatch")
        .withArgs(house.price - 1n, house.price);
      await expect(gift.bring(gift.signature)).to.be.revertedWithCustomError(house.token, "ERC20InsufficientBalance");
    });

    it("reverts with PaymentNeedsKey for a stranger's gift without any signature", async () => {
      const house = await loadFixture(byKey);
      const { bring } = await aGift(house, house.zoe.address, house.zoe);
      await expect(bring("0x")).to.be.revertedWithCustomError(house.donations, "PaymentNeedsKey");
    });
  });

  it("takes nothing of money that knows neither form", async () => {
    const house = await loadFixture(mute);
    for (const { deal } of deals.slice(0, 2)) {
      const { bring, signature } = await deal(house, house.zoe.address, house.zoe);
      await expect(bring(signature)).to.be.revertedWithoutReason(ethers);
    }
  });
});
