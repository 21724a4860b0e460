import { expect } from "chai";
import { Right } from "#protocol/abi/enums.ts";
import { DAY, ethers, loadFixture, time } from "../../fixtures/chain.ts";
import { type Person, people, person } from "../../fixtures/people.ts";
import { nonceSubject } from "../../fixtures/signatures.ts";
import { aFilledTreasury, aRequest, signFor, type TreasuryHouse } from "../../fixtures/treasuryHouse.ts";

const ASKS = 1 << Right.AskForPayments;
const MANAGES = 1 << Right.ManageCounter;

async function aNaming(house: TreasuryHouse, account: string, rights: number, by: Person = house.operator) {
  return {
    operator: by.address,
    epoch: await house.persons.epochOf(by.address),
    account,
    rights,
    nonce: await house.team.nonceOf(nonceSubject(account, "team")),
    deadline: (await time.latest()) + DAY,
  };
}

async function nameBy(house: TreasuryHouse, account: string, rights: number, by: Person = house.operator) {
  return house.team.connect(by).name(await aNaming(house, account, rights, by), "0x");
}

const listed = async ({ team }: TreasuryHouse) =>
  (await team.team()).map(({ account, rights }) => [account, Number(rights)]);

describe("Team", () => {
  describe("given an operator", () => {
    it("may everything, and begins alone", async () => {
      const house = await loadFixture(aFilledTreasury);
      for (const right of Object.values(Right)) expect(await house.team.may(house.operator, right)).to.equal(true);
      expect(await listed(house)).to.deep.equal([]);
      expect(await house.team.may(house.stranger, Right.AskForPayments)).to.equal(false);
    });

    it("gives each of the team their own rights, changes them, and shuts somebody out at once", async () => {
      const house = await loadFixture(aFilledTreasury);
      const { team, operator } = house;
      const [ann, bob] = await people("team", 2);
      if (!ann || !bob) throw new Error("nobody");
      await expect(nameBy(house, ann.address, ASKS))
        .to.emit(team, "TeamNamed")
        .withArgs(operator.address, ann.address, ASKS);
      await nameBy(house, bob.address, ASKS | MANAGES);
      const may = async (one: Person) => [
        await team.may(one, Right.AskForPayments),
        await team.may(one, Right.ManageCounter),
      ];
      expect([await may(ann), await may(bob)]).to.deep.equal([
        [true, false],
        [true, true],
      ]);
      await nameBy(house, ann.address, MANAGES);
      expect(await may(ann)).to.deep.equal([false, true]);
      await nameBy(house, ann.address, 0);
      expect([await may(ann), await listed(house)]).to.deep.equal([[false, false], [[bob.address, ASKS | MANAGES]]]);
      await expect(nameBy(house, ann.address, 0))
        .to.be.revertedWithCustomError(team, "NotOfTheTeam")
        .withArgs(ann.address);
    });

    it("names eight, not nine, and may still change one of the eight", async () => {
      const house = await loadFixture(aFilledTreasury);
      const all = await people("team", 9);
      for (const one of all.slice(0, 8)) await nameBy(house, one.address, ASKS);
      await expect(nameBy(house, all[8]!.address, ASKS))
        .to.be.revertedWithCustomError(house.team, "TeamFull")
        .withArgs(8);
      await nameBy(house, all[3]!.address, MANAGES);
      await nameBy(house, all[0]!.address, 0);
      await nameBy(house, all[8]!.address, ASKS);
      expect(await listed(house)).to.have.length(8);
    });

    it("cannot name nobody, itself, a contract of the house, or a right that there is not", async () => {
      const house = await loadFixture(aFilledTreasury);
      const treasury = await house.treasury.getAddress();
      for (const account of [ethers.ZeroAddress, house.operator.address, treasury]) {
        await expect(nameBy(house, account, ASKS))
          .to.be.revertedWithCustomError(house.team, "NotForTheTeam")
          .withArgs(account);
      }
      await expect(nameBy(house, house.stranger.address, 4))
        .to.be.revertedWithCustomError(house.team, "RightsUnknown")
        .withArgs(4, 3);
    });

    it("names by signature; the last word counts in any order of arrival", async () => {
      const house = await loadFixture(aFilledTreasury);
      const { team, operator } = house;
      const ann = await person("team 1");
      const first = await aNaming(house, ann.address, ASKS);
      const second = { ...first, rights: 0, nonce: 1n };
      const sign = (naming: typeof first) => signFor(house, operator, "TeamNaming", naming);
      await nameBy(house, ann.address, MANAGES);
      await team.connect(house.stranger).name(second, await sign(second));
      await expect(team.name(first, await sign(first)))
        .to.be.revertedWithCustomError(team, "NonceUsed")
        .withArgs(0, 2);
      expect(await listed(house)).to.deep.equal([]);
      await expect(team.connect(house.stranger).name(second, "0x"))
        .to.be.revertedWithCustomError(team, "SignatureInvalid")
        .withArgs(operator.address);
    });
  });

  describe("given another operator", () => {
    it("has an empty team, the former one names nobody, and coming back brings nobody back", async () => {
      const house = await loadFixture(aFilledTreasury);
      const { team, registry, operator } = house;
      const [ann] = await people("team", 1);
      if (!ann) throw new Error("nobody");
      await nameBy(house, ann.address, ASKS);
      await registry.appoint(house.stranger, ethers.ZeroAddress);
      expect([await team.may(ann, Right.AskForPayments), await listed(house)]).to.deep.equal([false, []]);
      await expect(nameBy(house, ann.address, ASKS))
        .to.be.revertedWithCustomError(team, "NotTheOperator")
        .withArgs(operator.address, house.stranger.address);
      await registry.appoint(operator, ethers.ZeroAddress);
      expect(await listed(house)).to.deep.equal([]);
    });
  });

  describe("given somebody who may ask for payments", () => {
    it("asks in their own name, until shut out", async () => {
      const house = await loadFixture(aFilledTreasury);
      const [ann, bob] = await people("team", 2);
      if (!ann || !bob) throw new Error("nobody");
      await nameBy(house, ann.address, ASKS);
      await nameBy(house, bob.address, MANAGES);
      const id = await aRequest(house, { by: ann });
      expect((await house.payments.requests(id, 1))[0]?.proposer).to.equal(ann.address);
      await expect(aRequest(house, { by: bob }))
        .to.be.revertedWithCustomError(house.payments, "NotAProposer")
        .withArgs(bob.address);
      await nameBy(house, ann.address, 0);
      await expect(aRequest(house, { by: ann }))
        .to.be.revertedWithCustomError(house.payments, "NotAProposer")
        .withArgs(ann.address);
    });
  });
});
