import { expect } from "chai";
import { signable } from "#protocol/house/typedData.ts";
import { HOUR, loadFixture, time } from "../../fixtures/chain.ts";
import { admit, aFoundedHouse, memberOn, signAs } from "../../fixtures/wholeHouse.ts";

const SEAT = 7;
const aHouse = () => aFoundedHouse();

describe("Exit: a seat that would go to the house itself", () => {
  it("is refused for each contract of the house by name, admitted or not, though none of them can sign", async () => {
    const house = await loadFixture(aHouse);
    const { byName, exit, persons, share, signing, stranger } = house;
    const owner = memberOn(house, SEAT);
    const parts = await Promise.all(Object.values(byName).map((one) => one.getAddress()));
    expect(parts.length).to.be.greaterThan(25);
    for (const [i, to] of parts.entries()) {
      if (i % 2 === 0) await admit(house, to, `part ${i}`);
      const wish = {
        seat: SEAT,
        to: to as `0x${string}`,
        price: 0n,
        seatEpoch: Number(await share.epochOf(SEAT)),
        toEpoch: Number(await persons.epochOf(to)),
        deadline: (await time.latest()) + HOUR,
      };
      const signature = await signAs(owner, signable(signing, "HandOver", wish));
      for (const [by, word] of [
        [stranger, signature],
        [owner, "0x"],
      ] as const) {
        await expect(exit.connect(by).handOver(wish, word, "0x", "0x"))
          .to.be.revertedWithCustomError(persons, "HouseContract")
          .withArgs(to);
      }
    }
    expect(await share.ownerOf(SEAT)).to.equal(owner.address);
  });
});
