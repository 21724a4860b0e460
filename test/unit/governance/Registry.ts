import { expect } from "chai";
import { figureNames, Part } from "#protocol/abi/enums.ts";
import { figuresOf } from "#protocol/governance/decidedFigures.ts";
import { networkTerms, testNetwork } from "../../fixtures/beacon.ts";
import { ethers, loadFixture } from "../../fixtures/chain.ts";
import { aSealedHouse, type WholeHouse } from "../../fixtures/wholeHouse.ts";

const aHouse = () => aSealedHouse();

/** What a registry is told of the club: its figures, the operator and the registrar. */
async function charterOf({ club, operator, registrar }: WholeHouse) {
  const figures = figuresOf(club);
  return [figureNames.map((name) => figures[name]), operator.address, registrar.address] as const;
}

const PARTS = Object.keys(Part).length;

/** A second registry, by the same deployer, that nobody has sealed; and the first house's parts in their order. */
async function anOpenRegistry() {
  const house = await aSealedHouse();
  const registry = await ethers.deployContract("Registry", [house.token, ...(await charterOf(house))]);
  const parts = await Promise.all(Array.from({ length: PARTS }, (_, which) => house.registry.part(which)));
  return { house, registry, parts };
}

/** Every contract of a house built around `registry`, whose seal is not set yet. */
async function anUnsealedHouse() {
  const { house, registry, parts } = await anOpenRegistry();
  const governor = await ethers.deployContract("HouseGovernor", [registry, house.share]);
  // Any contract that names the registry will do for the others: what they are is not the registry's business.
  const others = await Promise.all(
    parts.slice(2).map((_, i) => ethers.deployContract("Share", [registry, `part ${i}`, "PART", ""])),
  );
  const all = [await governor.timelock(), await governor.getAddress()];
  for (const one of others) all.push(await one.getAddress());
  return { house, registry, parts: all };
}

const replaced = (parts: readonly string[], which: number, by: string) => parts.with(which, by);

describe("Registry", () => {
  describe("given it is not sealed", () => {
    it("knows its token and deployer, and names no part", async () => {
      const { house, registry } = await loadFixture(anOpenRegistry);
      const [deployer] = await ethers.getSigners();
      expect(await registry.token()).to.equal(await house.token.getAddress());
      expect(await registry.deployer()).to.equal(deployer?.address);
      expect(await registry.isSealed()).to.equal(false);
      await expect(registry.part(Part.Treasury)).to.be.revertedWithCustomError(registry, "HouseNotSealed").withArgs();
    });

    it("is not made for a token without code", async () => {
      const { registry, house } = await loadFixture(anOpenRegistry);
      const nobody = ethers.Wallet.createRandom().address;
      await expect(ethers.deployContract("Registry", [nobody, ...(await charterOf(house))]))
        .to.be.revertedWithCustomError(registry, "TokenHasNoCode")
        .withArgs(nobody);
    });

    it("lets nothing in the house act", async () => {
      const { registry, house } = await loadFixture(anOpenRegistry);
      const share = await ethers.deployContract("Share", [registry, "Runde share", "RUNDE", ""]);
      await expect(share.connect(house.operator).mint(1, 0)).to.be.revertedWithCustomError(registry, "HouseNotSealed");
      const journal = await ethers.deployContract("Journal", [registry, house.roster]);
      await expect(journal.append(100, 200, 1, ethers.ZeroHash, ethers.ZeroAddress)).to.be.revertedWithCustomError(
        registry,
        "HouseNotSealed",
      );
    });
  });

  describe("when the deployer seals it", () => {
    it("names every part for good", async () => {
      const { registry, parts } = await loadFixture(anUnsealedHouse);
      await expect(registry.seal(parts)).to.emit(registry, "HouseSealed").withArgs(parts);
      expect(await registry.isSealed()).to.equal(true);
      expect(await Promise.all(parts.map((_, which) => registry.part(which)))).to.deep.equal(parts);
    });

    it("refuses a second time", async () => {
      const { registry, parts } = await loadFixture(anUnsealedHouse);
      await registry.seal(parts);
      await expect(registry.seal(parts)).to.be.revertedWithCustomError(registry, "HouseSealedAlready").withArgs();
    });

    it("refuses a list that is too short or too long", async () => {
      const { registry, parts } = await loadFixture(anUnsealedHouse);
      for (const list of [parts.slice(1), [...parts, parts[3] ?? ""], []]) {
        await expect(registry.seal(list))
          .to.be.revertedWithCustomError(registry, "PartsMissing")
          .withArgs(list.length, PARTS);
      }
    });

    it("refuses a part without code", async () => {
      const { registry, parts } = await loadFixture(anUnsealedHouse);
      for (const nobody of [ethers.ZeroAddress, ethers.Wallet.createRandom().address]) {
        await expect(registry.seal(replaced(parts, Part.Journal, nobody)))
          .to.be.revertedWithCustomError(registry, "PartHasNoCode")
          .withArgs(Part.Journal, nobody);
      }
    });

    it("refuses one contract for two parts", async () => {
      const { registry, parts } = await loadFixture(anUnsealedHouse);
      const share = parts[Part.Share] ?? "";
      await expect(registry.seal(replaced(parts, Part.Journal, share)))
        .to.be.revertedWithCustomError(registry, "PartNamedTwice")
        .withArgs(Part.Journal, share);
    });

    it("refuses parts of another house, a timelock that is not the governor's, and what cannot answer", async () => {
      const { registry, parts, house } = await loadFixture(anUnsealedHouse);
      for (const [which, stranger] of [
        [Part.Treasury, await house.treasury.getAddress()],
        [Part.Timelock, await house.timelock.getAddress()],
        [Part.Journal, await house.token.getAddress()],
      ] as const) {
        await expect(registry.seal(replaced(parts, which, stranger)))
          .to.be.revertedWithCustomError(registry, "PartOfAnotherHouse")
          .withArgs(which, stranger);
      }
    });
  });

  describe("when somebody else seals it", () => {
    it("refuses", async () => {
      const { registry, parts, house } = await loadFixture(anUnsealedHouse);
      await expect(registry.connect(house.operator).seal(parts))
        .to.be.revertedWithCustomError(registry, "NotTheDeployer")
        .withArgs(house.operator.address);
    });
  });

  describe("given a sealed house (S1)", () => {
    it("leaves the deployer nothing: every door of a part is closed to them", async () => {
      const house: WholeHouse = await loadFixture(aHouse);
      const [deployer] = await ethers.getSigners();
      if (!deployer) throw new Error("no deployer");
      const terms = (await house.rounds.round(1)).terms;
      const round = [
        terms.price,
        terms.minSeats,
        terms.maxSeats,
        terms.opensAt,
        terms.deadline,
        terms.coolOff,
      ] as const;
      const [price, minSeats, maxSeats, opensAt, deadline, coolOff] = round;
      const doors = [
        () => house.share.mint(1, 0),
        () => house.share.assign(1, deployer),
        () => house.voucher.issue(deployer, 1),
        () => house.budgets.set(1, [], []),
        () => house.budgets.reserve(1, 500, 1),
        () => house.treasury.payWithinReserve(deployer, 1, 500, ethers.ZeroHash),
        () => house.rounds.open({ price, minSeats, maxSeats, opensAt, deadline, coolOff, termsHash: ethers.id("x") }),
        () => house.rounds.cancel(1),
        () => house.roster.begin(),
        () => house.beacon.nameNetwork(networkTerms(testNetwork)),
      ];
      for (const door of doors) await expect(door()).to.be.revertedWithCustomError(house.share, "NotThePart");
      await expect(house.journal.append(100, 200, 1, ethers.ZeroHash, deployer))
        .to.be.revertedWithCustomError(house.journal, "NotABookkeeper")
        .withArgs(deployer.address);
    });

    it("lets no role of the timelock be held by anybody but the governor and itself", async () => {
      const { timelock, governor } = await loadFixture(aHouse);
      const granted = await timelock.queryFilter(timelock.filters.RoleGranted());
      const held = granted.map(({ args }) => [args.role, args.account]);
      const roles = await Promise.all([timelock.PROPOSER_ROLE(), timelock.CANCELLER_ROLE(), timelock.EXECUTOR_ROLE()]);
      const voice = await governor.getAddress();
      const own = await timelock.getAddress();
      expect(new Set(held.map(String))).to.deep.equal(
        new Set([[await timelock.DEFAULT_ADMIN_ROLE(), own], ...roles.map((role) => [role, voice])].map(String)),
      );
      for (const role of roles) {
        expect(await timelock.hasRole(role, voice)).to.equal(true);
        expect(await timelock.hasRole(role, ethers.ZeroAddress)).to.equal(false);
        expect(await timelock.hasRole(role, own)).to.equal(false);
      }
      expect(await timelock.getMinDelay()).to.equal(2 * 24 * 3600);
    });
  });
});
