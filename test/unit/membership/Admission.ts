import { expect } from "chai";
import { Part } from "#protocol/abi/enums.ts";
import { DAY, ethers, goTo, loadFixture, time } from "../../fixtures/chain.ts";
import { type Person, person } from "../../fixtures/people.ts";
import { at } from "../../fixtures/roundHouse.ts";
import { sign } from "../../fixtures/signatures.ts";

const ADA = ethers.id("the person Ada");
const BEN = ethers.id("the person Ben");

interface Credential {
  account: string;
  nullifier: string;
  criteria: number;
  expiry: number;
}

async function anAdmission() {
  const [registrar, ada, stranger] = await Promise.all(["registrar", "Ada", "stranger"].map(person));
  if (registrar === undefined || ada === undefined || stranger === undefined) throw new Error("nobody there");
  const token = await ethers.deployContract("MoodyToken");
  const registry = await ethers.deployContract("FakeRegistry", [await token.getAddress()]);
  const criteria = ethers.id("criteria");
  const share = await ethers.deployContract("Share", [registry, "Runde share", "RUNDE", ""]);
  const persons = await ethers.deployContract("Persons", [registry, share]);
  const rounds = await person("rounds");
  await registry.set(Part.Rounds, rounds);
  await registry.appoint(ethers.ZeroAddress, registrar);
  const house = await person("house");
  await registry.set(Part.Timelock, house);
  const admission = await ethers.deployContract("Admission", [registry, persons, criteria]);
  const expiry = (await time.latest()) + 100 * DAY;
  const credential: Credential = { account: ada.address, nullifier: ADA, criteria: 1, expiry };
  return { registry, house, admission, persons, rounds, registrar, ada, stranger, credential, expiry, criteria };
}

type House = Awaited<ReturnType<typeof anAdmission>>;

const signedBy = (house: House, signer: Person, credential: Credential) =>
  sign(signer, "Runde Admission", house.admission, "Credential", { ...credential });

async function attest(house: House, changes: Partial<Credential> = {}) {
  const credential = { ...house.credential, ...changes };
  return house.admission.connect(house.stranger).attest(credential, await signedBy(house, house.registrar, credential));
}

async function anAdmittedPerson() {
  const house = await anAdmission();
  await attest(house);
  return { ...house, from: await time.latest() };
}

/** The registrar takes credentials back by a call of their own. */
async function revoke(house: House, by: Person = house.registrar, until = house.expiry) {
  const wish = {
    registrar: by.address,
    epoch: await house.persons.epochOf(by.address),
    account: house.ada.address,
    until,
    deadline: (await time.latest()) + DAY,
  };
  return house.admission.connect(by).revoke(wish, "0x");
}

describe("Admission", () => {
  describe("when the registrar takes a credential back", () => {
    it("admits the account no more, and the same credential cannot come back", async () => {
      const house = await loadFixture(anAdmittedPerson);
      const { admission, ada, expiry } = house;
      await expect(revoke(house)).to.emit(admission, "AdmissionRevoked").withArgs(ada.address, expiry);
      expect(await admission.isAdmitted(ada)).to.equal(false);
      await expect(admission.requireAdmitted(ada))
        .to.be.revertedWithCustomError(admission, "NotAdmitted")
        .withArgs(ada.address);
      expect(await admission.admissionOf(ada)).to.deep.equal([ethers.ZeroHash, 0n, BigInt(expiry)]);
      await expect(attest(house))
        .to.be.revertedWithCustomError(admission, "CredentialRevoked")
        .withArgs(ada.address, expiry);
      await expect(revoke(house))
        .to.be.revertedWithCustomError(admission, "NothingToRevoke")
        .withArgs(ada.address, expiry, expiry);
    });

    it("stops one that was signed and has not been brought", async () => {
      const house = await loadFixture(anAdmission);
      await revoke(house);
      await expect(attest(house)).to.be.revertedWithCustomError(house.admission, "CredentialRevoked");
    });

    it("lets a longer one admit the account again, which an old message does not take back", async () => {
      const house = await loadFixture(anAdmittedPerson);
      await revoke(house);
      await attest(house, { expiry: house.expiry + 1 });
      expect(await house.admission.requireAdmitted(house.ada)).to.equal(ADA);
      expect((await house.admission.admissionOf(house.ada)).from).to.equal(await time.latest());
      await expect(revoke(house))
        .to.be.revertedWithCustomError(house.admission, "NothingToRevoke")
        .withArgs(house.ada.address, house.expiry, house.expiry + 1);
      expect(await house.admission.isAdmitted(house.ada)).to.equal(true);
    });

    it("is refused once its person has acted with the account", async () => {
      const house = await loadFixture(anAdmittedPerson);
      await house.persons.connect(house.rounds).takePlace(ADA, house.ada, 1);
      await expect(revoke(house))
        .to.be.revertedWithCustomError(house.admission, "AdmissionUsed")
        .withArgs(house.ada.address, ADA);
      expect(await house.admission.isAdmitted(house.ada)).to.equal(true);
    });

    it("obeys the present registrar only, whose word counts whatever a former one took back", async () => {
      const house = await loadFixture(anAdmittedPerson);
      const { admission, registry, registrar, stranger } = house;
      await expect(revoke(house, stranger))
        .to.be.revertedWithCustomError(admission, "NotTheRegistrar")
        .withArgs(stranger.address, registrar.address);
      await revoke(house);
      await registry.appoint(ethers.ZeroAddress, stranger);
      await expect(revoke(house)).to.be.revertedWithCustomError(admission, "NotTheRegistrar");
      await admission.attest(house.credential, await signedBy(house, stranger, house.credential));
      expect(await admission.isAdmitted(house.ada)).to.equal(true);
      // What the successor gave, the successor takes back, a shorter time than the former one's too.
      await revoke(house, stranger, house.expiry + DAY);
      expect(await admission.isAdmitted(house.ada)).to.equal(false);
    });
  });

  describe("given another registrar than the one who admitted", () => {
    it("does not count what the former one signed, brought before or after", async () => {
      const house = await loadFixture(anAdmittedPerson);
      const { admission, registry, registrar, ada, stranger, credential } = house;
      await registry.appoint(ethers.ZeroAddress, stranger);
      expect(await admission.isAdmitted(ada)).to.equal(false);
      await expect(admission.requireAdmitted(ada))
        .to.be.revertedWithCustomError(admission, "AdmittedByFormer")
        .withArgs(ada.address, registrar.address);
      await expect(attest(house, { expiry: house.expiry + 1 }))
        .to.be.revertedWithCustomError(admission, "NotSignedByRegistrar")
        .withArgs(stranger.address);
      // The successor issues the same credential again.
      await admission.attest(credential, await signedBy(house, stranger, credential));
      expect(await admission.requireAdmitted(ada)).to.equal(ADA);
    });
  });

  describe("when the members admit on appeal", () => {
    const REASON = ethers.id("why all the same");
    const admit = ({ admission, house, ada }: House, nullifier = ADA) =>
      admission.connect(house).admitByVote(ada, nullifier, REASON);
    async function anAppeal() {
      const house = await anAdmission();
      await admit(house);
      const from = await time.latest();
      return { ...house, from, until: from + 400 * DAY };
    }

    it("admits for 400 days, whoever is registrar", async () => {
      const house = await loadFixture(anAdmission);
      const { admission, ada, registry, stranger } = house;
      const second = (await time.latest()) + 10;
      const until = second + 400 * DAY;
      await at(second);
      const done = admit(house);
      await expect(done).to.emit(admission, "Admitted").withArgs(ada.address, ADA, 1, until);
      await expect(done).to.emit(admission, "AdmittedByVote").withArgs(ada.address, ADA, REASON);
      expect(await admission.admissionOf(ada)).to.deep.equal([ADA, BigInt(second), BigInt(until)]);
      await registry.appoint(ethers.ZeroAddress, stranger);
      expect(await admission.requireAdmitted(ada)).to.equal(ADA);
      await goTo(until);
      expect(await admission.isAdmitted(ada)).to.equal(true);
      await goTo(until + 1);
      expect(await admission.isAdmitted(ada)).to.equal(false);
      await expect(admission.requireAdmitted(ada)).to.be.revertedWithCustomError(admission, "AdmissionExpired");
    });

    it("is neither replaced nor taken back by a registrar, until it ends", async () => {
      const house = await loadFixture(anAppeal);
      const { admission, ada, until } = house;
      for (const attempt of [
        () => attest(house, { nullifier: BEN, expiry: until }),
        () => revoke(house),
        () => revoke(house, house.registrar, until + DAY),
      ]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(admission, "AdmittedByMembers")
          .withArgs(ada.address, until);
      }
      await at(until);
      await expect(attest(house, { expiry: until + DAY })).to.be.revertedWithCustomError(
        admission,
        "AdmittedByMembers",
      );
      await at(until + 1);
      await attest(house, { expiry: until + DAY });
      expect((await admission.admissionOf(ada)).expiry).to.equal(until + DAY);
      await revoke(house, house.registrar, until + DAY);
      expect(await admission.isAdmitted(ada)).to.equal(false);
    });

    it("takes the place of what a registrar signed for somebody else, or took back", async () => {
      const house = await loadFixture(anAdmittedPerson);
      await admit(house, BEN);
      expect(await house.admission.requireAdmitted(house.ada)).to.equal(BEN);
      const other = await anAdmittedPerson();
      await revoke(other);
      await admit(other);
      expect(await other.admission.isAdmitted(other.ada)).to.equal(true);
    });

    it("obeys the vote alone, and names somebody: an account that has acted stays its person's", async () => {
      const house = await loadFixture(anAdmittedPerson);
      const { admission, ada, stranger } = house;
      await expect(admission.connect(stranger).admitByVote(ada, ADA, REASON))
        .to.be.revertedWithCustomError(admission, "NotThePart")
        .withArgs(Part.Timelock, stranger.address);
      await expect(admit(house, ethers.ZeroHash))
        .to.be.revertedWithCustomError(admission, "NullifierMissing")
        .withArgs(ada.address);
      await house.persons.connect(house.rounds).takePlace(ADA, ada, 1);
      await expect(admit(house, BEN))
        .to.be.revertedWithCustomError(house.persons, "AccountOfAnotherPerson")
        .withArgs(ada.address, ADA);
      await admit(house);
    });
  });

  describe("when a vote changes the criteria", () => {
    it("counts their version, and takes no credential that names the former one", async () => {
      const house = await loadFixture(anAdmittedPerson);
      const { admission, ada, criteria } = house;
      const changed = admission.connect(house.house);
      await expect(changed.changeCriteria(ethers.id("stricter")))
        .to.emit(admission, "CriteriaChanged")
        .withArgs(2, ethers.id("stricter"));
      expect([await admission.criteriaVersion(), await admission.criteriaHash()]).to.deep.equal([
        2n,
        ethers.id("stricter"),
      ]);
      await expect(attest(house, { expiry: house.expiry + 1 }))
        .to.be.revertedWithCustomError(admission, "CriteriaOutdated")
        .withArgs(1, 2);
      expect(await admission.isAdmitted(ada)).to.equal(true);
      await expect(changed.changeCriteria(ethers.id("stricter")))
        .to.be.revertedWithCustomError(admission, "CriteriaUnchanged")
        .withArgs(ethers.id("stricter"));
      await expect(admission.connect(house.stranger).changeCriteria(criteria))
        .to.be.revertedWithCustomError(admission, "NotThePart")
        .withArgs(Part.Timelock, house.stranger.address);
    });
  });

  describe("given a registrar", () => {
    it("says by which criteria", async () => {
      const { admission, criteria } = await loadFixture(anAdmission);
      expect([await admission.criteriaHash(), await admission.criteriaVersion()]).to.deep.equal([criteria, 1n]);
    });

    describe("when anybody brings its credential", () => {
      it("admits the account up to and including the last second", async () => {
        const house = await loadFixture(anAdmission);
        const { admission, ada, expiry } = house;
        expect(await admission.isAdmitted(ada)).to.equal(false);
        await expect(attest(house)).to.emit(admission, "Admitted").withArgs(ada.address, ADA, 1, expiry);
        expect(await admission.admissionOf(ada)).to.deep.equal([ADA, BigInt(await time.latest()), BigInt(expiry)]);
        await goTo(expiry);
        expect(await admission.isAdmitted(ada)).to.equal(true);
        await goTo(expiry + 1);
        expect(await admission.isAdmitted(ada)).to.equal(false);
      });

      it("takes a registrar that is a contract", async () => {
        const house = await anAdmission();
        const wallet = await ethers.deployContract("ContractWallet", [house.registrar.address]);
        await house.registry.appoint(ethers.ZeroAddress, wallet);
        await attest(house);
        expect(await house.admission.isAdmitted(house.ada)).to.equal(true);
      });
    });

    describe("when the credential is not good", () => {
      it("reverts with NotSignedByRegistrar for another signer, another account, another contract", async () => {
        const house = await loadFixture(anAdmission);
        const { admission, registrar, stranger, credential } = house;
        const elsewhere = await sign(registrar, "Runde Admission", stranger.address, "Credential", { ...credential });
        const forOther = await signedBy(house, registrar, { ...credential, account: stranger.address });
        for (const signature of [await signedBy(house, stranger, credential), elsewhere, forOther, "0x"]) {
          await expect(admission.attest(credential, signature))
            .to.be.revertedWithCustomError(admission, "NotSignedByRegistrar")
            .withArgs(registrar.address);
        }
      });

      it("reverts with CredentialExpired after its last second", async () => {
        const house = await loadFixture(anAdmission);
        const { expiry } = house;
        await at(expiry + 1);
        await expect(attest(house))
          .to.be.revertedWithCustomError(house.admission, "CredentialExpired")
          .withArgs(expiry, expiry + 1);
      });

      it("reverts with CredentialTooLong for one second more than 400 days, and takes 400 days", async () => {
        const house = await loadFixture(anAdmission);
        const second = (await time.latest()) + 10;
        const latest = second + 400 * DAY;
        await at(second);
        await expect(attest(house, { expiry: latest + 1 }))
          .to.be.revertedWithCustomError(house.admission, "CredentialTooLong")
          .withArgs(latest + 1, latest);
        await at(second);
        await attest(house, { expiry: latest });
        expect((await house.admission.admissionOf(house.ada)).expiry).to.equal(latest);
      });

      it("reverts with CriteriaOutdated for another version, and NullifierMissing without a person", async () => {
        const house = await loadFixture(anAdmission);
        await expect(attest(house, { criteria: 0 }))
          .to.be.revertedWithCustomError(house.admission, "CriteriaOutdated")
          .withArgs(0, 1);
        await expect(attest(house, { nullifier: ethers.ZeroHash }))
          .to.be.revertedWithCustomError(house.admission, "NullifierMissing")
          .withArgs(house.ada.address);
      });
    });
  });

  describe("given an admitted account", () => {
    it("binds nothing: until its person acts, a later credential for somebody else takes its place", async () => {
      const house = await loadFixture(anAdmittedPerson);
      expect(await house.persons.personOf(house.ada)).to.equal(ethers.ZeroHash);
      await expect(attest(house, { nullifier: BEN, expiry: house.expiry }))
        .to.be.revertedWithCustomError(house.admission, "AlreadyAdmitted")
        .withArgs(house.ada.address, house.expiry);
      await attest(house, { nullifier: BEN, expiry: house.expiry + DAY });
      expect(await house.admission.requireAdmitted(house.ada)).to.equal(BEN);
      await expect(attest(house)).to.be.revertedWithCustomError(house.admission, "AlreadyAdmitted");
    });

    it("reverts with NotAdmitted for nobody's account, AdmissionExpired after the last second", async () => {
      const house = await loadFixture(anAdmittedPerson);
      await expect(house.admission.requireAdmitted(house.stranger))
        .to.be.revertedWithCustomError(house.admission, "NotAdmitted")
        .withArgs(house.stranger.address);
      await goTo(house.expiry + 1);
      await expect(house.admission.requireAdmitted(house.ada))
        .to.be.revertedWithCustomError(house.admission, "AdmissionExpired")
        .withArgs(house.ada.address, house.expiry, house.expiry + 1);
    });

    it("reverts with AccountOfAnotherPerson for another person once its own has acted, for ever", async () => {
      const house = await loadFixture(anAdmittedPerson);
      await house.persons.connect(house.rounds).takePlace(ADA, house.ada, 1);
      await goTo(house.expiry + 1);
      await expect(attest(house, { nullifier: BEN, expiry: house.expiry + DAY }))
        .to.be.revertedWithCustomError(house.admission, "AccountOfAnotherPerson")
        .withArgs(house.ada.address, ADA);
    });

    it("reverts with AlreadyAdmitted for a credential that is not good for longer, the same one too", async () => {
      const house = await loadFixture(anAdmittedPerson);
      for (const expiry of [house.expiry, house.expiry - 1]) {
        await expect(attest(house, { expiry }))
          .to.be.revertedWithCustomError(house.admission, "AlreadyAdmitted")
          .withArgs(house.ada.address, house.expiry);
      }
    });

    it("is renewed by a longer one, before and after the end, and keeps its first day", async () => {
      const house = await loadFixture(anAdmittedPerson);
      await attest(house, { expiry: house.expiry + DAY });
      expect((await house.admission.admissionOf(house.ada)).expiry).to.equal(house.expiry + DAY);
      await goTo(house.expiry + 2 * DAY);
      await attest(house, { expiry: house.expiry + 9 * DAY });
      expect(await house.admission.admissionOf(house.ada)).to.deep.equal([
        ADA,
        BigInt(house.from),
        BigInt(house.expiry + 9 * DAY),
      ]);
    });

    it("is one of several accounts of one person: each names the same one", async () => {
      const house = await loadFixture(anAdmittedPerson);
      await attest(house, { account: house.stranger.address });
      const [first] = await house.admission.admissionOf(house.ada);
      const [second] = await house.admission.admissionOf(house.stranger);
      expect(second).to.equal(first);
    });
  });
});
