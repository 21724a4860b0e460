import { expect } from "chai";
import { Part } from "#protocol/abi/enums.ts";
import { ethers, HOUR, loadFixture, nextBlockAt, time } from "../../fixtures/chain.ts";
import {
  anEmptyCounter,
  anOpenCounter,
  aPocketMove,
  aSetUp,
  askBack,
  type CounterHouse,
  fen,
  member,
  setUp,
  TERMS,
  yuan,
} from "../../fixtures/counterHouse.ts";
import { setFigures } from "../../fixtures/figures.ts";
import { p256Key } from "../../fixtures/p256Keys.ts";
import type { Person } from "../../fixtures/people.ts";

const setUpTypes = {
  SetUp: [
    { name: "account", type: "address" },
    { name: "kind", type: "uint8" },
    { name: "keyHash", type: "uint160" },
    { name: "perPayment", type: "uint32" },
    { name: "perDay", type: "uint32" },
    { name: "expiry", type: "uint48" },
    { name: "amount", type: "uint128" },
    { name: "epoch", type: "uint32" },
    { name: "nonce", type: "uint64" },
    { name: "deadline", type: "uint48" },
  ],
};
const amountFields = [
  { name: "account", type: "address" },
  { name: "amount", type: "uint128" },
  { name: "epoch", type: "uint32" },
  { name: "nonce", type: "uint64" },
  { name: "deadline", type: "uint48" },
];
const authorizationTypes = {
  ReceiveWithAuthorization: [
    { name: "from", type: "address" },
    { name: "to", type: "address" },
    { name: "value", type: "uint256" },
    { name: "validAfter", type: "uint256" },
    { name: "validBefore", type: "uint256" },
    { name: "nonce", type: "bytes32" },
  ],
};

async function pocketsDomain(house: CounterHouse) {
  return { name: "Runde Pockets", version: "1", chainId: 31337, verifyingContract: await house.pockets.getAddress() };
}

/** The one signature that pays and says what for. */
async function authorize(
  house: CounterHouse,
  signer: Person,
  kind: "SetUp" | "Fill",
  message: { account: string; amount: bigint; deadline: number },
) {
  const types = kind === "SetUp" ? setUpTypes : { Fill: amountFields };
  const nonce = ethers.TypedDataEncoder.hashStruct(kind, types, message);
  return signer.signTypedData(
    { name: "Runde voucher", version: "1", chainId: 31337, verifyingContract: await house.voucher.getAddress() },
    authorizationTypes,
    {
      from: message.account,
      to: await house.counter.getAddress(),
      value: message.amount,
      validAfter: 0,
      validBefore: message.deadline,
      nonce,
    },
  );
}

describe("Counter: pockets", () => {
  describe("given a member with vouchers and no pocket", () => {
    it("opens the pocket, enrols the phone and sets vouchers aside in one call", async () => {
      const house = await loadFixture(anEmptyCounter);
      const { keyHash, expiry } = await aSetUp(house, 1);
      const sent = setUp(house, 1);
      await expect(sent).to.emit(house.pockets, "PocketOpened").withArgs(1, member(house, 1).address);
      await expect(sent).to.emit(house.counter, "SpendKeyEnrolled").withArgs(1, 1, keyHash, fen(100), fen(200), expiry);
      await expect(sent).to.emit(house.pockets, "PocketFilled").withArgs(1, yuan(200), yuan(200));
      expect(await house.voucher.balanceOf(house.counter)).to.equal(yuan(200));
      expect(await house.voucher.balanceOf(member(house, 1))).to.equal(yuan(29_800));
      expect(await house.pockets.pocketOf(member(house, 1))).to.equal(1);
      const pocket = await house.pockets.pocket(1);
      expect([pocket.account, pocket.balance, pocket.keyEpoch, pocket.key.keyHash, pocket.nextNonce]).to.deep.equal([
        member(house, 1).address,
        yuan(200),
        1n,
        keyHash,
        1n,
      ]);
    });

    it("does the same with one signature, handed in by anybody", async () => {
      const house = await loadFixture(anEmptyCounter);
      const s = await aSetUp(house, 2);
      const signature = await authorize(house, member(house, 2), "SetUp", s);
      await house.pockets.connect(house.stranger).setUp(s, signature);
      const pocket = await house.pockets.pocket(1);
      expect([pocket.account, pocket.balance, pocket.key.keyHash]).to.deep.equal([
        member(house, 2).address,
        yuan(200),
        s.keyHash,
      ]);
      expect(await house.voucher.balanceOf(house.counter)).to.equal(yuan(200));
    });

    it("takes the signature for exactly what it says: no other key, caps, amount or account", async () => {
      const house = await loadFixture(anEmptyCounter);
      const s = await aSetUp(house, 2);
      const signature = await authorize(house, member(house, 2), "SetUp", s);
      const changes = [
        { keyHash: p256Key("thief").keyHash },
        { perPayment: fen(101) },
        { perDay: fen(201) },
        { expiry: s.expiry + 1 },
        { amount: yuan(201) },
        { deadline: s.deadline + 1 },
      ];
      for (const change of changes) {
        await expect(house.pockets.setUp({ ...s, ...change }, signature))
          .to.be.revertedWithCustomError(house.voucher, "AuthorizationInvalid")
          .withArgs(s.account);
      }
      await expect(house.pockets.setUp({ ...s, account: member(house, 3).address }, signature))
        .to.be.revertedWithCustomError(house.voucher, "AuthorizationInvalid")
        .withArgs(member(house, 3).address);
      expect(await house.pockets.pocketCount()).to.equal(0);
    });

    it("reverts with NonceUsed when the same signature comes twice", async () => {
      const house = await loadFixture(anEmptyCounter);
      const s = await aSetUp(house, 2);
      const signature = await authorize(house, member(house, 2), "SetUp", s);
      await house.pockets.setUp(s, signature);
      await expect(house.pockets.setUp(s, signature))
        .to.be.revertedWithCustomError(house.pockets, "NonceUsed")
        .withArgs(0, 1);
    });

    it("reverts with AuthorizationExpired in the deadline, SignatureExpired after it", async () => {
      const house = await loadFixture(anEmptyCounter);
      const s = await aSetUp(house, 2);
      const signature = await authorize(house, member(house, 2), "SetUp", s);
      await nextBlockAt(s.deadline);
      await expect(house.pockets.setUp(s, signature))
        .to.be.revertedWithCustomError(house.voucher, "AuthorizationExpired")
        .withArgs(s.deadline, s.deadline);
      await nextBlockAt(s.deadline + 1);
      await expect(house.pockets.setUp(s, signature))
        .to.be.revertedWithCustomError(house.pockets, "SignatureExpired")
        .withArgs(s.deadline, s.deadline + 1);
    });

    it("reverts with EpochOutdated for what was signed before the account raised its epoch", async () => {
      const house = await loadFixture(anEmptyCounter);
      const [s, owner] = [await aSetUp(house, 2), member(house, 2)];
      const signature = await authorize(house, owner, "SetUp", s);
      const raise = { account: owner.address, epoch: s.epoch, deadline: s.deadline };
      await house.persons.connect(owner).raiseEpoch(raise, "0x");
      expect(await house.persons.epochOf(owner.address)).to.equal(s.epoch + 2n);
      const move = { ...(await aPocketMove(house, owner, 1n)), epoch: s.epoch };
      for (const call of [
        () => house.pockets.setUp(s, signature),
        () => house.pockets.connect(owner).setUp(s, "0x"),
        () => house.pockets.connect(owner).fill(move, "0x"),
        () => house.pockets.connect(owner).requestExit(move, "0x"),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(house.pockets, "EpochOutdated")
          .withArgs(owner.address, s.epoch, s.epoch + 2n);
      }
    });

    it("draws on an allowance only when its owner calls", async () => {
      const house = await loadFixture(anEmptyCounter);
      const s = await aSetUp(house, 2);
      await house.voucher.connect(member(house, 2)).approve(house.counter, s.amount);
      await expect(house.pockets.connect(house.stranger).setUp(s, "0x"))
        .to.be.revertedWithCustomError(house.voucher, "AuthorizationInvalid")
        .withArgs(s.account);
      await house.pockets.connect(member(house, 2)).setUp(s, "0x");
      await expect(house.pockets.connect(member(house, 2)).setUp(s, "0x"))
        .to.be.revertedWithCustomError(house.pockets, "NonceUsed")
        .withArgs(0, 1);
    });

    it("reverts with SpendKeyKindUnknown for a key that is neither a phone's nor a sheet's", async () => {
      const house = await loadFixture(anEmptyCounter);
      await expect(setUp(house, 1, { kind: 2 }))
        .to.be.revertedWithCustomError(house.pockets, "SpendKeyKindUnknown")
        .withArgs(2);
    });

    it("sets up a phone without vouchers by a signature for the pockets", async () => {
      const house = await loadFixture(anEmptyCounter);
      const s = await aSetUp(house, 2, { amount: 0n });
      const domain = await pocketsDomain(house);
      const stolen = await member(house, 3).signTypedData(domain, setUpTypes, s);
      await expect(house.pockets.setUp(s, stolen))
        .to.be.revertedWithCustomError(house.pockets, "SignatureInvalid")
        .withArgs(s.account);
      await house.pockets.setUp(s, await member(house, 2).signTypedData(domain, setUpTypes, s));
      expect((await house.pockets.pocket(1)).key.keyHash).to.equal(s.keyHash);
    });

    it("takes the signature of an account that is a contract", async () => {
      const house = await loadFixture(anEmptyCounter);
      const wallet = await ethers.deployContract("ContractWallet", [member(house, 5).address]);
      await house.voucher.connect(house.rounds).issue(wallet, yuan(500));
      const s = await aSetUp(house, 5, { account: await wallet.getAddress() });
      await house.pockets.setUp(s, await authorize(house, member(house, 5), "SetUp", s));
      expect((await house.pockets.pocket(1)).account).to.equal(await wallet.getAddress());
    });

    it("reverts with NotEnoughVouchers beyond what the account has, PocketFull beyond the cap", async () => {
      const house = await loadFixture(anEmptyCounter);
      await house.voucher.connect(member(house, 1)).transfer(member(house, 2), yuan(29_950));
      await expect(setUp(house, 1))
        .to.be.revertedWithCustomError(house.pockets, "NotEnoughVouchers")
        .withArgs(member(house, 1).address, yuan(50), yuan(200));
      await expect(setUp(house, 2, { amount: yuan(5_000.01) }))
        .to.be.revertedWithCustomError(house.pockets, "PocketFull")
        .withArgs(0, yuan(5_000.01), yuan(5_000));
      await setUp(house, 2, { amount: yuan(5_000) });
      expect((await house.pockets.pocket(1)).balance).to.equal(yuan(5_000));
    });

    it("reverts with SpendKeyExpiryRefused and SpendCapsRefused for a key that could never pay", async () => {
      const house = await loadFixture(anEmptyCounter);
      const now = await time.latest();
      const caps = { keyHash: 1n, perPayment: 1, perDay: 1, amount: 0n };
      const early = await aSetUp(house, 1, { ...caps, expiry: now + 10 });
      await nextBlockAt(now + 10);
      await expect(house.pockets.connect(member(house, 1)).setUp(early, "0x"))
        .to.be.revertedWithCustomError(house.pockets, "SpendKeyExpiryRefused")
        .withArgs(now + 10, now + 10);
      const far = await aSetUp(house, 1, { ...caps, expiry: 2 ** 32 });
      await nextBlockAt(now + 20);
      await expect(house.pockets.connect(member(house, 1)).setUp(far, "0x"))
        .to.be.revertedWithCustomError(house.pockets, "SpendKeyExpiryRefused")
        .withArgs(2 ** 32, now + 20);
      await house.pockets.connect(member(house, 1)).setUp({ ...far, expiry: 2 ** 32 - 1 }, "0x");
      for (const [perPayment, perDay] of [
        [0, 100],
        [101, 100],
      ] as const) {
        await expect(setUp(house, 1, { perPayment, perDay }))
          .to.be.revertedWithCustomError(house.pockets, "SpendCapsRefused")
          .withArgs(perPayment, perDay);
      }
    });

    it("reverts with NoPocket when it is filled or left", async () => {
      const house = await loadFixture(anEmptyCounter);
      const { address } = member(house, 1);
      await expect(house.pockets.connect(member(house, 1)).fill(await aPocketMove(house, member(house, 1), 1n), "0x"))
        .to.be.revertedWithCustomError(house.pockets, "NoPocket")
        .withArgs(address);
      await expect(askBack(house, member(house, 1), 1n))
        .to.be.revertedWithCustomError(house.pockets, "NoPocket")
        .withArgs(address);
      await expect(house.pockets.pocket(1))
        .to.be.revertedWithCustomError(house.pockets, "UnknownPocketNumber")
        .withArgs(1);
      await expect(house.pockets.exit(1)).to.be.revertedWithCustomError(house.pockets, "NoExitRequested").withArgs(1);
    });
  });

  describe("given a pocket with 300 yuan", () => {
    it("is filled directly and by one signature, up to its cap", async () => {
      const house = await loadFixture(anOpenCounter);
      const owner = member(house, 1);
      await house.voucher.connect(owner).approve(await house.counter.getAddress(), yuan(50));
      await expect(house.pockets.connect(owner).fill(await aPocketMove(house, owner, yuan(50)), "0x"))
        .to.emit(house.pockets, "PocketFilled")
        .withArgs(1, yuan(50), yuan(350));
      const f = await aPocketMove(house, owner, yuan(100));
      const signature = await authorize(house, owner, "Fill", f);
      await expect(house.pockets.fill({ ...f, amount: yuan(101) }, signature))
        .to.be.revertedWithCustomError(house.voucher, "AuthorizationInvalid")
        .withArgs(owner.address);
      await house.pockets.connect(house.stranger).fill(f, signature);
      expect((await house.pockets.pocket(1)).balance).to.equal(yuan(450));
      await expect(house.pockets.fill(f, signature))
        .to.be.revertedWithCustomError(house.pockets, "NonceUsed")
        .withArgs(f.nonce, f.nonce + 1n);
      const fill = async (amount: bigint) =>
        house.pockets.connect(owner).fill(await aPocketMove(house, owner, amount), "0x");
      await expect(fill(yuan(4_551)))
        .to.be.revertedWithCustomError(house.pockets, "PocketFull")
        .withArgs(yuan(450), yuan(4_551), yuan(5_000));
      await expect(fill(0n)).to.be.revertedWithCustomError(house.pockets, "FillOfNothing");
    });

    it("has one subject: after a later word about the pocket an earlier one that never arrived is void", async () => {
      const house = await loadFixture(anOpenCounter);
      const owner = member(house, 1);
      const lost = await aPocketMove(house, owner, yuan(100));
      const signature = await authorize(house, owner, "Fill", lost);
      await askBack(house, owner, yuan(10));
      await expect(house.pockets.fill(lost, signature))
        .to.be.revertedWithCustomError(house.pockets, "NonceUsed")
        .withArgs(lost.nonce, lost.nonce + 1n);
    });

    it("gets a new phone: the old key ends now, the new one has the next epoch", async () => {
      const house = await loadFixture(anOpenCounter);
      const next = p256Key("second phone");
      const sent = setUp(house, 1, { keyHash: next.keyHash, amount: 0n });
      await expect(sent).to.emit(house.counter, "SpendKeyRevoked").withArgs(1, 1);
      const revokedAt = await time.latest();
      const pocket = await house.pockets.pocket(1);
      expect([pocket.keyEpoch, pocket.key.keyHash, pocket.balance]).to.deep.equal([2n, next.keyHash, yuan(300)]);
      const old = await house.counter.spendKey(1, 1);
      expect([old.keyHash, old.expiry]).to.deep.equal([house.phone1.key.keyHash, BigInt(revokedAt)]);
      expect(await house.pockets.pocketCount()).to.equal(2);
    });

    it("loses its phone without getting a new one, once", async () => {
      const house = await loadFixture(anOpenCounter);
      const none = { keyHash: 0n, perPayment: 0, perDay: 0, expiry: 0, amount: 0n };
      await expect(setUp(house, 1, none))
        .to.emit(house.counter, "SpendKeyRevoked")
        .withArgs(1, 1);
      expect((await house.pockets.pocket(1)).key.expiry).to.equal(await time.latest());
      await expect(setUp(house, 1, none))
        .to.be.revertedWithCustomError(house.pockets, "NoSpendKey")
        .withArgs(1);
    });

    it("takes no phone away in the second in which its time is over: it has ended by itself", async () => {
      const house = await loadFixture(anOpenCounter);
      const { expiry } = (await house.pockets.pocket(1)).key;
      await time.increaseTo(expiry - 2n);
      const none = { keyHash: 0n, perPayment: 0, perDay: 0, expiry: 0, amount: 0n };
      // The allowance takes the second before.
      await nextBlockAt(expiry - 1n);
      await expect(setUp(house, 1, none))
        .to.be.revertedWithCustomError(house.pockets, "NoSpendKey")
        .withArgs(1);
    });

    it("gives vouchers back after the delay, to its account, whoever calls", async () => {
      const house = await loadFixture(anOpenCounter);
      const owner = member(house, 1);
      const before = await house.voucher.balanceOf(owner);
      await expect(askBack(house, owner, yuan(301)))
        .to.be.revertedWithCustomError(house.pockets, "PocketHasLess")
        .withArgs(yuan(300), yuan(301));
      const now = await time.latest();
      await nextBlockAt(now + 10);
      const exitAt = now + 10 + TERMS.exitDelay;
      await expect(askBack(house, owner, yuan(120)))
        .to.emit(house.pockets, "ExitRequested")
        .withArgs(1, yuan(120), exitAt);
      const pocket = await house.pockets.pocket(1);
      expect([pocket.balance, pocket.exiting, pocket.exitAt]).to.deep.equal([yuan(300), yuan(120), BigInt(exitAt)]);
      await nextBlockAt(exitAt - 1);
      await expect(house.pockets.exit(1))
        .to.be.revertedWithCustomError(house.pockets, "ExitTooEarly")
        .withArgs(exitAt, exitAt - 1);
      await nextBlockAt(exitAt);
      await expect(house.pockets.connect(house.stranger).exit(1))
        .to.emit(house.pockets, "PocketLeft")
        .withArgs(1, yuan(120), yuan(180));
      expect(await house.voucher.balanceOf(owner)).to.equal(before + yuan(120));
      await expect(house.pockets.exit(1)).to.be.revertedWithCustomError(house.pockets, "NoExitRequested").withArgs(1);
    });

    it("takes the wish back with 0, and starts the delay again with a new wish", async () => {
      const house = await loadFixture(anOpenCounter);
      const owner = member(house, 1);
      await expect(askBack(house, owner, 0n))
        .to.be.revertedWithCustomError(house.pockets, "NoExitRequested")
        .withArgs(1);
      await askBack(house, owner, yuan(100));
      await askBack(house, owner, 0n);
      await time.increase(TERMS.exitDelay + 1);
      await expect(house.pockets.exit(1)).to.be.revertedWithCustomError(house.pockets, "NoExitRequested").withArgs(1);
      await askBack(house, owner, yuan(100));
      await time.increase(TERMS.exitDelay / 2);
      await askBack(house, owner, yuan(50));
      const { exitAt } = await house.pockets.pocket(1);
      expect(exitAt).to.equal(BigInt(await time.latest()) + BigInt(TERMS.exitDelay));
    });

    it("asks back by signature, of its account only and once", async () => {
      const house = await loadFixture(anOpenCounter);
      const e = await aPocketMove(house, member(house, 1), yuan(10));
      const domain = await pocketsDomain(house);
      const signature = await member(house, 1).signTypedData(domain, { PocketExit: amountFields }, e);
      const stolen = await member(house, 2).signTypedData(domain, { PocketExit: amountFields }, e);
      await expect(house.pockets.requestExit(e, stolen))
        .to.be.revertedWithCustomError(house.pockets, "SignatureInvalid")
        .withArgs(e.account);
      await house.pockets.connect(house.stranger).requestExit(e, signature);
      expect((await house.pockets.pocket(1)).exiting).to.equal(yuan(10));
      await expect(house.pockets.requestExit(e, signature))
        .to.be.revertedWithCustomError(house.pockets, "NonceUsed")
        .withArgs(e.nonce, e.nonce + 1n);
    });
  });

  describe("given amounts that are no whole hundredths", () => {
    it("reverts with AmountNotInHundredths at every door", async () => {
      const house = await loadFixture(anOpenCounter);
      const owner = member(house, 1);
      await house.voucher.connect(owner).approve(house.counter, yuan(10));
      for (const amount of [1n, yuan(1) + 9_999n]) {
        const move = await aPocketMove(house, owner, amount);
        for (const doing of [
          () => setUp(house, 1, { amount }),
          () => house.pockets.connect(owner).fill(move, "0x"),
          () => house.pockets.connect(owner).requestExit(move, "0x"),
        ]) {
          await expect(doing())
            .to.be.revertedWithCustomError(house.pockets, "AmountNotInHundredths")
            .withArgs(amount, 10_000);
        }
      }
      await house.pockets.connect(owner).fill(await aPocketMove(house, owner, 10_000n), "0x");
      expect((await house.pockets.pocket(1)).balance).to.equal(yuan(300.01));
    });
  });

  describe("given figures that a vote has changed", () => {
    it("fills and leaves pockets by the figures of now", async () => {
      const house = await loadFixture(anOpenCounter);
      await setFigures(house.registry, { pocketCap: yuan(310), exitDelay: 100 * HOUR, lateWindow: 24 * HOUR });
      const owner = member(house, 1);
      await house.voucher.connect(owner).approve(house.counter, yuan(20));
      await expect(house.pockets.connect(owner).fill(await aPocketMove(house, owner, yuan(11)), "0x"))
        .to.be.revertedWithCustomError(house.pockets, "PocketFull")
        .withArgs(yuan(300), yuan(11), yuan(310));
      await askBack(house, owner, yuan(1));
      expect((await house.pockets.pocket(1)).exitAt).to.equal((await time.latest()) + 100 * HOUR);
      const { pocketCap, exitDelay, lateWindow, dayOffset } = await house.pockets.terms();
      expect([pocketCap, exitDelay, lateWindow, dayOffset]).to.deep.equal([
        yuan(310),
        BigInt(100 * HOUR),
        BigInt(24 * HOUR),
        BigInt(8 * HOUR),
      ]);
    });
  });

  describe("given a stranger at the doors between pockets and counter", () => {
    it("reverts with NotThePart", async () => {
      const house = await loadFixture(anOpenCounter);
      const counter = house.counter.connect(house.stranger);
      const key = { keyHash: 1n, perPayment: 1, perDay: 1, expiry: 2 ** 31 };
      const deposit = {
        account: member(house, 1).address,
        amount: yuan(1),
        deadline: 2 ** 31,
        purpose: ethers.ZeroHash,
        allowed: true,
      };
      for (const doing of [
        () => counter.changeKey(1, 1, 2, key),
        () => counter.takeIn(1, deposit, "0x"),
        () => counter.giveBack(1, house.stranger, 1),
      ]) {
        await expect(doing())
          .to.be.revertedWithCustomError(counter, "NotThePart")
          .withArgs(Part.Pockets, house.stranger.address);
      }
    });
  });

  describe("given a clock that no place on earth has", () => {
    it("is not deployed", async () => {
      const house = await loadFixture(anEmptyCounter);
      const { registry, voucher, journal, terminals, counter } = house;
      const deploy = (dayOffset: number) =>
        ethers.deployContract("Counter", [registry, voucher, journal, terminals, dayOffset]);
      for (const dayOffset of [-14 * HOUR, 14 * HOUR]) await deploy(dayOffset);
      for (const dayOffset of [-14 * HOUR - 1, 14 * HOUR + 1]) {
        await expect(deploy(dayOffset))
          .to.be.revertedWithCustomError(counter, "DayOffsetImpossible")
          .withArgs(dayOffset, 14 * HOUR);
      }
    });
  });
});
