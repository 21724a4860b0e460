import type { Address } from "viem";
import { joinPayment, type Message } from "#protocol/house/typedData.ts";
import { DAY, ethers, time } from "../../test/fixtures/chain.ts";
import { type Person, people } from "../../test/fixtures/people.ts";
import { aClub, admit, aJoin, aSealedHouse, buy, signAs } from "../../test/fixtures/wholeHouse.ts";
import { each, gasOf, type Measured } from "../gasOf.ts";

const SEATS = 60;

/** From a founding round to members: a place, a refund of a failed round, the end, the claims. */
export async function membershipJobs(): Promise<Measured> {
  const house = await aSealedHouse(aClub({ members: SEATS }));
  const { rounds, token } = house;
  const buyers = await people("member", SEATS + 2);
  for (const one of buyers) await admit(house, one.address);
  const { terms } = await rounds.round(1);
  await time.increaseTo(terms.opensAt);
  const [first, second, third, ...others] = buyers;
  if (!first || !second || !third) throw new Error("nobody there");
  await buy(house, 1, first);

  // Failed first, so that a refund can be measured; then the same round again.
  await buy(house, 1, second);
  await time.increaseTo(terms.deadline);
  const refundOf = async (who: Person) => {
    const wish: Message<"Refund"> = {
      round: 1,
      recipient: who.address as Address,
      by: who.address as Address,
      to: who.address as Address,
      epoch: Number(await house.persons.epochOf(who.address)),
      deadline: (await time.latest()) + DAY,
    };
    return rounds.connect(who).refund(wish, "0x");
  };
  await refundOf(second);
  const refund = await gasOf(refundOf(first));
  await rounds.offerAgain((await time.latest()) + DAY);
  await time.increase(DAY);

  await buy(house, 2, first);
  await token.faucet(second, terms.price);
  await token.connect(second).approve(rounds, terms.price);
  const direct = await gasOf(rounds.connect(second).buy(await aJoin(house, 2, second.address), "0x", "0x"));
  await token.faucet(third, terms.price);
  const deadline = (await time.latest()) + DAY;
  const join: Message<"Join"> = { ...(await aJoin(house, 2, third.address)), deadline };
  const payment = await signAs(third, joinPayment(house.signing, join, terms.price));
  const bySignature = await gasOf(rounds.buy(join, "0x", payment));
  for (const one of others.slice(0, SEATS - 3)) await buy(house, 2, one);
  await time.increase(house.club.founding.coolOff);
  const finalise = await gasOf(rounds.finalise(2));
  const alone = await gasOf(rounds.claim(2, 1));
  const claims = await gasOf(rounds.claim(2, 50));
  const supply = await house.voucher.totalSupply();
  if (supply !== terms.price * 51n) throw new Error(`${ethers.formatUnits(supply, 6)} in vouchers is not what 51 paid`);
  return {
    "buy a seat": direct,
    "buy a seat, relayed": bySignature,
    "refund a seat": refund,
    "finalise a round": finalise,
    "claim a seat with its vouchers, one": alone,
    "claim a seat with its vouchers, of 50": each(claims, 50),
  };
}
