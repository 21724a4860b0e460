import { expect } from "chai";
import type { Address } from "viem";
import {
  fillPayment,
  handOverPayment,
  joinPayment,
  type Message,
  type MessageName,
  type Signable,
  setUpPayment,
  signable,
  surrenderPayment,
} from "#protocol/house/typedData.ts";
import { DAY, ethers, HOUR, loadFixture, networkHelpers, nextBlockAt, time } from "../../fixtures/chain.ts";
import { p256Key } from "../../fixtures/p256Keys.ts";
import { asContract, type Person, person } from "../../fixtures/people.ts";
import { admit, aHouseInOffice, buy, memberOn, signAs, type WholeHouse } from "../../fixtures/wholeHouse.ts";

const addressOf = ({ address }: Person) => address as Address;

/**
 * A house in whose terms everything can be said: round 2 has failed with a place of Uma, round 3 is open and Vera has a
 * place there, Wim has none yet; seat 3 is offered money, seat 4 has a pocket. Everybody lets every contract take money.
 */
async function aTalkingHouse() {
  const house = await aHouseInOffice({ members: 20 });
  const { rounds, token, voucher, counter, exit, buyBack } = house;
  const vote = await asContract(await house.timelock.getAddress());
  const [uma, vera, wim] = (await Promise.all(["Uma", "Vera", "Wim"].map(person))) as [Person, Person, Person];
  for (const one of [uma, vera, wim]) {
    await admit(house, one.address, one.address);
    await token.faucet(one, 10n * (await rounds.round(1)).terms.price);
    for (const spender of [rounds, exit]) await token.connect(one).approve(spender, ethers.MaxUint256);
  }
  const opensAt = await time.latest();
  const terms = { ...house.club.founding, price: 1_000_000n, minSeats: 2, maxSeats: 3, termsHash: ethers.id("terms") };
  const coolOff = 3 * DAY;
  await rounds.connect(vote).open({ ...terms, opensAt, deadline: opensAt + 6 * DAY, coolOff });
  await buy(house, 2, uma);
  await time.increase(6 * DAY);
  const again = await time.latest();
  await rounds.connect(vote).open({ ...terms, opensAt: again, deadline: again + 40 * DAY, coolOff });
  await buy(house, 3, vera);
  const [third, fourth] = [memberOn(house, 3), memberOn(house, 4)];
  await buyBack.connect(vote).offer(3, third.address, 500_000n);
  for (const one of [third, fourth]) {
    for (const spender of [counter, buyBack]) await voucher.connect(one).approve(spender, ethers.MaxUint256);
  }
  const said = { ...house, uma, vera, wim, third, fourth };
  const setUp = messages.SetUp;
  await setUp.send(said, { ...(await setUp.make(said)), keyHash: 7n }, "0x", fourth);
  return said;
}

type House = WholeHouse & Record<"uma" | "vera" | "wim" | "third" | "fourth", Person> & { table: readonly number[] };

/** One message: what it says, who says it, how it is signed if not plainly, and how it is sent. */
interface Spoken<N extends MessageName> {
  make(house: House): Promise<Message<N>>;
  signer(house: House): Person;
  signs?(house: House, message: Message<N>): Signable | Promise<Signable>;
  send(house: House, message: Message<N>, signature: string, from: Person): Promise<unknown>;
}

const spoken = <N extends MessageName>(_: N, one: Spoken<N>) => one;
const soon = async () => (await time.latest()) + HOUR;
const epochOf = async ({ persons }: WholeHouse, who: Person) => Number(await persons.epochOf(who.address));
const seatEpoch = async ({ share }: WholeHouse, seat: number) => Number(await share.epochOf(seat));
const inOffice = ({ table }: House) => [...table].sort((a, b) => a - b);

/** What every message about an account's pocket carries. */
async function pocketWord(house: House) {
  const account = addressOf(house.fourth);
  const subject = ethers.solidityPackedKeccak256(
    ["uint256", "bytes32"],
    [BigInt(account), ethers.encodeBytes32String("pocket")],
  );
  const nonce = await house.counter.nonceOf(subject);
  return { account, epoch: await epochOf(house, house.fourth), nonce, deadline: await soon() };
}

const messages = {
  Join: spoken("Join", {
    async make(house) {
      const { termsHash } = (await house.rounds.round(3)).terms;
      const who = addressOf(house.wim);
      const epoch = await epochOf(house, house.wim);
      const both = { recipient: who, payer: who, epoch, payerEpoch: epoch };
      return { round: 3, ...both, termsHash: termsHash as Address, binding: false, nonce: 0n, deadline: await soon() };
    },
    signer: ({ wim }) => wim,
    signs: (house, join) => joinPayment(house.signing, join, 1_000_000n),
    send: ({ rounds }, join, payment, from) => rounds.connect(from).buy(join, "0x", payment),
  }),
  Withdrawal: spoken("Withdrawal", {
    async make(house) {
      const who = addressOf(house.vera);
      const word = { epoch: await epochOf(house, house.vera), nonce: 0n, deadline: await soon() };
      return { round: 3, recipient: who, by: who, to: who, ...word };
    },
    signer: ({ vera }) => vera,
    send: ({ rounds }, wish, signature, from) => rounds.connect(from).withdraw(wish, signature),
  }),
  Refund: spoken("Refund", {
    async make(house) {
      const who = addressOf(house.uma);
      const word = { epoch: await epochOf(house, house.uma), deadline: await soon() };
      return { round: 2, recipient: who, by: who, to: who, ...word };
    },
    signer: ({ uma }) => uma,
    send: ({ rounds }, wish, signature, from) => rounds.connect(from).refund(wish, signature),
  }),
  SetUp: spoken("SetUp", {
    async make(house) {
      const caps = { kind: 0, keyHash: 9n, perPayment: 1, perDay: 1, expiry: (await time.latest()) + 300 * DAY };
      return { ...(await pocketWord(house)), ...caps, amount: 100n };
    },
    signer: ({ fourth }) => fourth,
    signs: ({ signing }, wish) => setUpPayment(signing, wish),
    send: ({ counter }, wish, signature, from) => counter.connect(from).setUp(wish, signature),
  }),
  Fill: spoken("Fill", {
    make: async (house) => ({ ...(await pocketWord(house)), amount: 100n }),
    signer: ({ fourth }) => fourth,
    signs: ({ signing }, wish) => fillPayment(signing, wish),
    send: ({ counter }, wish, signature, from) => counter.connect(from).fill(wish, signature),
  }),
  PocketExit: spoken("PocketExit", {
    make: async (house) => ({ ...(await pocketWord(house)), amount: 50n }),
    signer: ({ fourth }) => fourth,
    send: ({ counter }, wish, signature, from) => counter.connect(from).requestExit(wish, signature),
  }),
  Enrolment: spoken("Enrolment", {
    async make(house) {
      const { x, y } = p256Key("a till of the table");
      const tablet = { terminal: 0, x, y, dayCap: 1n, expiry: (await time.latest()) + 90 * DAY };
      const [seat = 0] = inOffice(house);
      const word = { seat, epoch: await seatEpoch(house, seat), deadline: await soon() };
      return { ...tablet, label: ethers.encodeBytes32String("till") as Address, ...word };
    },
    signer: (house) => memberOn(house, inOffice(house)[0] ?? 0),
    async send(house, first, signature, from) {
      const [, seat = 0] = inOffice(house);
      const second = { ...first, seat, epoch: await seatEpoch(house, seat) };
      const other = await signAs(memberOn(house, seat), signable(house.signing, "Enrolment", second));
      return house.terminals.connect(from).enrol([first, second], [signature, other]);
    },
  }),
  HandOver: spoken("HandOver", {
    async make(house) {
      const [seat, price] = [5, 1_000n];
      const epochs = { seatEpoch: await seatEpoch(house, seat), toEpoch: await epochOf(house, house.wim) };
      return { seat, to: addressOf(house.wim), price, ...epochs, deadline: await soon() };
    },
    signer: ({ wim }) => wim,
    signs: ({ signing }, wish) => handOverPayment(signing, wish),
    async send(house, wish, payment, from) {
      const owner = await signAs(memberOn(house, 5), signable(house.signing, "HandOver", wish));
      return house.exit.connect(from).handOver(wish, owner, "0x", payment);
    },
  }),
  Leaving: spoken("Leaving", {
    make: async (house) => ({ seat: 4, epoch: await seatEpoch(house, 4), deadline: await soon() }),
    signer: ({ fourth }) => fourth,
    send: ({ exit }, wish, signature, from) => exit.connect(from).leaveHouse(wish, signature),
  }),
  OfferTaken: spoken("OfferTaken", {
    make: async (house) => ({ seat: 3, amount: 500_000n, epoch: await seatEpoch(house, 3), deadline: await soon() }),
    signer: ({ third }) => third,
    signs: (house, wish) => surrenderPayment(house.signing, addressOf(house.third), wish),
    send: ({ buyBack }, wish, signature, from) => buyBack.connect(from).take(wish, signature),
  }),
  EpochRaise: spoken("EpochRaise", {
    make: async (house) => ({
      account: addressOf(house.fourth),
      epoch: await epochOf(house, house.fourth),
      deadline: await soon(),
    }),
    signer: ({ fourth }) => fourth,
    send: ({ persons }, wish, signature, from) => persons.connect(from).raiseEpoch(wish, signature),
  }),
};

const all = Object.entries(messages) as unknown as [MessageName, Spoken<MessageName>][];

/** The house, one message in it, its signature, and the ways to send it. */
async function aWord(name: MessageName, one: Spoken<MessageName>) {
  const house: House = await loadFixture(aTalkingHouse);
  const message = await one.make(house);
  const signer = one.signer(house);
  const sign = async (said: typeof message) =>
    signAs(signer, await (one.signs?.(house, said) ?? signable(house.signing, name, said)));
  const signature = await sign(message);
  return {
    house,
    message,
    signer,
    sign,
    signed: () => one.send(house, message, signature, house.stranger),
    direct: () => one.send(house, message, "0x", signer),
    sendAs: (said: typeof message, with_: string) => one.send(house, said, with_, house.stranger),
  };
}

describe("Every message of members", () => {
  for (const [name, one] of all) {
    describe(`given a ${name}`, () => {
      for (const [first, then] of [
        ["signed", "signed"],
        ["signed", "direct"],
        ["direct", "signed"],
        ["direct", "direct"],
      ] as const) {
        it(`counts once: ${first}, and then not ${then}`, async () => {
          const word = await aWord(name, one);
          await word[first]();
          await networkHelpers.mine(1);
          await expect(word[then]()).to.revert(ethers);
        });
      }

      it("does nothing without its signer's word", async () => {
        const word = await aWord(name, one);
        await expect(word.sendAs(word.message, "0x")).to.revert(ethers);
      });

      it("is void once its signer has raised the epoch", async () => {
        const word = await aWord(name, one);
        const { persons } = word.house;
        const epoch = await persons.epochOf(word.signer.address);
        const raise = { account: word.signer.address, epoch, deadline: await soon() };
        await persons.connect(word.signer).raiseEpoch(raise, "0x");
        await expect(word.signed()).to.be.revertedWithCustomError(persons, "EpochOutdated");
        await expect(word.direct()).to.be.revertedWithCustomError(persons, "EpochOutdated");
      });

      it("counts until its deadline, which lies 30 days ahead at most, the direct call too", async () => {
        const word = await aWord(name, one);
        const { exit } = word.house;
        const now = await time.latest();
        const far = { ...word.message, deadline: now + 30 * DAY + 60 };
        await nextBlockAt(now + 10);
        await expect(word.sendAs(far, await word.sign(far))).to.be.revertedWithCustomError(exit, "DeadlineTooFar");
        await nextBlockAt(word.message.deadline + 1);
        await expect(word.signed()).to.be.revertedWithCustomError(exit, "SignatureExpired");
        await expect(word.direct()).to.be.revertedWithCustomError(exit, "SignatureExpired");
      });
    });
  }
});
