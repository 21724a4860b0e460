import { expect } from "chai";
import { DAY, ethers, loadFixture } from "../../fixtures/chain.ts";
import {
  accept,
  aFoundedHouse,
  BALLOT_QUORUM,
  datesOf,
  listOf,
  ROTATION,
  reach,
  seated,
} from "../../fixtures/electionHouse.ts";
import { RotationModel } from "../../fixtures/rotation/RotationModel.ts";

/** How often each seat has had a chair. */
class Turns {
  readonly #times: number[];

  constructor(seats: number) {
    this.#times = Array.from({ length: seats }, () => 0);
  }

  /** Nobody sits a second time before everybody sat once, and so on: at no moment is anybody two ahead. */
  sat(chairs: readonly number[], what: string): void {
    for (const seat of chairs) this.#times[seat - 1] = (this.#times[seat - 1] ?? 0) + 1;
    const [least, most] = [Math.min(...this.#times), Math.max(...this.#times)];
    expect(most - least, `${what}: ${this.#times}`).to.be.at.most(1);
  }
}

const twelveMembers = () => aFoundedHouse({ seats: 12 });

/** Everybody says yes in every term; what the model of the rules seats. */
function livesOf(seats: number, chairs: number, reserves: number, lot: number): void {
  const model = new RotationModel({ chairs, reserves, quorumBps: BALLOT_QUORUM }, (term) => {
    const start = 100 * DAY + (term - 1) * ROTATION.termLength;
    return {
      nominationsFrom: start - ROTATION.nominationsFrom,
      nominationsUntil: start - ROTATION.nominationsUntil,
      ballotFrom: start - ROTATION.ballotFrom,
      ballotUntil: start - ROTATION.ballotUntil,
      answersUntil: start - ROTATION.answersUntil,
      start,
      end: start + ROTATION.termLength,
    };
  });
  model.joined(seats, 1);
  const turns = new Turns(seats);
  for (let term = 1; term <= 15; term++) {
    const seed = ethers.id(`${lot}/${seats}/${chairs}/${term}`) as `0x${string}`;
    const { start } = model.datesOf(term);
    const { seats: list } = model.seat(term, { seed, candidates: [], turnout: 0 }, start - 6 * DAY);
    for (const seat of list) expect(model.answer(term, seat, true, start - 5 * DAY)).to.equal(undefined);
    if (term > 1) expect(model.credit(term - 1, start)).to.be.oneOf([undefined, "CreditedAlready"]);
    turns.sat(list.slice(0, chairs), `${seats} members on ${chairs} chairs, term ${term}, lot ${lot}`);
  }
}

describe("Rotation: clubs smaller than two tables (fault 5)", () => {
  it("gives everybody of twelve a turn before anybody's second, term after term (R2)", async () => {
    const house = await loadFixture(twelveMembers);
    const turns = new Turns(12);
    for (let term = 1; term <= 6; term++) {
      await seated(house, term);
      const list = await listOf(house, term);
      await accept(house, term, list);
      await reach((await datesOf(house, term)).start);
      if (term > 1) await house.roster.credit(term - 1);
      turns.sat(list.slice(0, 10), `term ${term}`);
    }
  });

  it("does so in clubs of every size, with and without reserves, whatever the lots", () => {
    for (const chairs of [3, 4, 10]) {
      for (let seats = chairs; seats <= chairs * 3 + 2; seats++) {
        for (const lot of [1, 2, 3]) {
          livesOf(seats, chairs, chairs, lot);
          livesOf(seats, chairs, 0, lot);
        }
      }
    }
  });
});
