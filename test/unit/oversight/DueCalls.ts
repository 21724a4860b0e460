import { expect } from "chai";
import { type Client, createClient, custom } from "viem";
import { type DueCall, dueCalls } from "#protocol/relay/due.ts";
import { DAY, loadFixture, provider, time } from "../../fixtures/chain.ts";
import {
  accept,
  aFoundedHouse,
  answer,
  datesOf,
  drawReady,
  type ElectionHouse,
  listOf,
  reach,
} from "../../fixtures/electionHouse.ts";

const client: Client = createClient({ transport: custom({ request: (asked) => provider.request(asked as never) }) });

/** What the relay would look at now. The other rooms do not answer here, and hold nobody up. */
async function dueNow({ roster, elections }: ElectionHouse): Promise<DueCall[]> {
  const contracts = { Roster: await roster.getAddress(), Elections: await elections.getAddress() };
  return dueCalls(client, { contracts } as never, await time.latest());
}

/** Makes what is due and not refused, as the relay does; answers what it made. */
async function relayOnce(house: ElectionHouse): Promise<string[]> {
  const made: string[] = [];
  for (const { contract, functionName, args } of await dueNow(house)) {
    const of = contract === "Roster" ? house.roster : house.elections;
    const call = of.connect(house.stranger).getFunction(functionName);
    try {
      await call(...args);
      made.push(functionName);
    } catch (error) {
      expect(String(error)).to.contain("custom error");
    }
  }
  return made;
}

/** Forty members; the first term's table is seated five days after the term began. */
async function lateTable() {
  const house = await aFoundedHouse({ seats: 40 });
  await drawReady(house, 1);
  await reach((await datesOf(house, 1)).start + 5 * DAY);
  expect(await relayOnce(house)).to.deep.equal(["seatTable"]);
  return { ...house, list: await listOf(house, 1) };
}

const fortyMembers = () => aFoundedHouse({ seats: 40 });

const sitting = async ({ roster }: ElectionHouse) => (await roster.tableOf(1)).map(Number);

describe("What is due for the rotation", () => {
  describe("given a table that was seated after its term began", () => {
    it("leaves those who were drawn their seven days, and their lines open afterwards (faults 2, 3)", async () => {
      const house = await loadFixture(lateTable);
      const { list } = house;
      const until = Number((await house.roster.table(1)).answersUntil);
      for (const day of [2, 4, 6]) {
        await reach(until - 7 * DAY + day * DAY);
        expect(await relayOnce(house)).to.deep.equal([]);
      }
      await accept(house, 1, list.slice(0, 6));
      await reach(until);
      expect(await relayOnce(house)).to.deep.equal(["passOver"]);
      expect(await relayOnce(house)).to.deep.equal([]);
      expect(await sitting(house)).to.deep.equal(list.slice(0, 6));
      await answer(house, 1, list[8] as number, true);
      expect(await sitting(house)).to.deep.equal([...list.slice(0, 6), list[8]]);
      expect(await house.roster.declinesOf(list[8] as number)).to.deep.equal([1n, 1n]);
    });
  });

  describe("given a seat that ended while a draw was prepared", () => {
    it("moves it to gone as soon as the draw is made, and not before", async () => {
      const house = await loadFixture(fortyMembers);
      await reach((await datesOf(house, 1)).ballotFrom);
      await house.share.connect(house.exit).end(7);
      expect(await relayOnce(house)).to.deep.equal([]);
      expect((await dueNow(house)).map(({ functionName }) => functionName)).to.deep.equal(["moveLeavers"]);
      await expect(house.roster.moveLeavers(50)).to.be.revertedWithCustomError(house.roster, "PoolsFrozen").withArgs(1);
      expect(await house.roster.poolOf(7)).to.equal(1n);
      await drawReady(house, 1);
      expect(await relayOnce(house)).to.deep.equal(["seatTable", "moveLeavers"]);
      expect(await house.roster.poolOf(7)).to.equal(3n);
      expect(await house.roster.leavers()).to.deep.equal([1n, 0n]);
      expect(await relayOnce(house)).to.deep.equal([]);
    });
  });
});
