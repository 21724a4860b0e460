import { expect } from "chai";
import type { Hex } from "viem";
import { seatTable } from "#protocol/oversight/draw.ts";
import { join, type Pools, retire, serve, turn } from "#protocol/oversight/pools.ts";
import { ethers, loadFixture, time } from "../../fixtures/chain.ts";
import { type Answer, aQuickChain, type Question, type QuickChain } from "../../fixtures/QuickChain.ts";

/** Houses by their size, how many of their seats are gone, and how many have served. */
const HOUSES = [
  { size: 1, gone: 0, served: 1 },
  { size: 30, gone: 29, served: 0 },
  { size: 400, gone: 360, served: 25 },
  { size: 400, gone: 200, served: 190 },
  { size: 5_000, gone: 500, served: 300 },
  { size: 100_000, gone: 400, served: 400 },
];
const DRAWS = 12;

/** Seats that move in a call. */
const AT_ONCE = 100;
/** Seats of the order that are read in a call. */
const PAGE = 2_500;

/** What a seating may cost; the whole one has a roster's list to write besides. */
const MOST_GAS = 2_000_000;

const anybody = ethers.getAddress(`0x${"ace".padStart(40, "0")}`);

/** Numbers that are always the same: the dice of a house. */
const dice = (...what: (string | number)[]): number => Number(BigInt(ethers.id(what.join(" "))) >> 208n);

async function anEmptyHouse() {
  const bare = await ethers.deployContract("BarePools");
  return { bare, chain: await aQuickChain([bare]), began: await time.latest() };
}

type Bare = Awaited<ReturnType<typeof anEmptyHouse>>["bare"];

/** Seats go and serve in an order that looks like chance; a quarter of them join in between, and the cycle turns once. */
async function lived(bare: Bare, chain: QuickChain, { size, gone, served }: (typeof HOUSES)[number]): Promise<Pools> {
  const pools: Pools = { order: [], gone: 0, served: 0, cycle: 1 };
  const grow = async (count: number) => {
    join(pools, pools.order.length + 1, count);
    await chain.send(anybody, bare, "join", [count]);
  };
  const move = async (count: number, name: "serve" | "retire", from: () => number) => {
    const seats: number[] = [];
    for (let i = 0; i < count; ++i) {
      const position = from() + (dice(size, gone, name, i) % (pools.order.length - from()));
      const seat = pools.order[position] as number;
      (name === "serve" ? serve : retire)(pools, seat);
      seats.push(seat);
    }
    for (let i = 0; i < seats.length; i += AT_ONCE) {
      await chain.send(anybody, bare, name, [seats.slice(i, i + AT_ONCE)]);
    }
  };
  const quarter = Math.floor(size / 4);
  await grow(size - quarter);
  const early = Math.min(Math.floor(gone / 2), size - quarter - 1);
  await move(Math.floor(served / 2), "serve", () => pools.served);
  await move(early, "retire", () => pools.gone);
  turn(pools);
  await chain.send(anybody, bare, "turn", []);
  await grow(quarter);
  await move(gone - early, "retire", () => pools.gone);
  await move(Math.min(served, size - pools.served), "serve", () => pools.served);
  return pools;
}

async function orderOf(bare: Bare, chain: QuickChain, size: number): Promise<Answer[]> {
  const order: Answer[] = [];
  for (let first = 0; first < size; first += PAGE) {
    const question: Question = [bare, "order", [first, Math.min(PAGE, size - first)]];
    order.push(...((await chain.ask([question]))[0] as Answer[]));
  }
  return order;
}

describe("Pools with holes, up to 100,000 seats", () => {
  for (const house of HOUSES) {
    it(`draws from ${house.size} seats of which ${house.gone} are gone as the twin does (R1, R3, R5, R8)`, async () => {
      const { bare, chain, began } = await loadFixture(anEmptyHouse);
      chain.begin(began);
      const pools = await lived(bare, chain, house);
      const { order, gone, served } = pools;
      expect((await chain.ask([[bare, "borders"]]))[0]).to.deep.equal([house.size, gone, served]);
      expect(gone, "holes").to.equal(house.gone);
      expect((await orderOf(bare, chain, house.size)).join()).to.equal(order.join());
      let dearest = 0;
      for (let one = 0; one < DRAWS; ++one) {
        const seed = ethers.id(`draw ${one} of ${house.size}`) as Hex;
        const seatOf = (what: string) => order[gone + (dice(house.size, one, what) % (house.size - gone))] as number;
        const apart = Array.from({ length: one }, (_, i) => seatOf(`apart ${i}`));
        const candidates = [...new Set([seatOf("first"), seatOf("second")])].map((seat, approvals) => ({
          seat,
          approvals,
        }));
        const byApprovals = one % 2 === 0;
        const field = [candidates.map(({ seat }) => seat), candidates.map(({ approvals }) => approvals), byApprovals];
        const stillWaiting = Math.floor(one / 2);
        const [answer] = await chain.ask([[bare, "draw", [field, seed, apart, stillWaiting]]]);
        const [seats, elected, turnsAt, gas] = answer as [number[], number, number, number];
        const live = { order: order.slice(gone), served: served - gone };
        const twin = seatTable(
          { candidates, byApprovals },
          { seed, chairs: 10, reserves: 10, apart, stillWaiting, ...live },
        );
        expect({ seats, elected, turnsAt }).to.deep.equal({
          seats: twin.seats,
          elected: twin.elected,
          turnsAt: twin.turnsAt,
        });
        for (const seat of seats) expect(order.indexOf(seat), `seat ${seat} is gone`).to.be.at.least(gone);
        if (gas > dearest) dearest = gas;
      }
      expect(dearest, "gas").to.be.at.most(MOST_GAS);
    });
  }
});
