import { expect } from "chai";
import type { AddressLike } from "ethers";
import { DAY, ethers, loadFixture, time } from "../../fixtures/chain.ts";
import { person } from "../../fixtures/people.ts";
import { sign } from "../../fixtures/signatures.ts";

/** An admission whose registrar is a contract of one mind or another. */
async function registrars() {
  const owner = await person("owner");
  const token = await ethers.deployContract("MoodyToken");
  const criteria = ethers.id("criteria");
  const strange = await ethers.deployContract("StrangeWallet");
  const sane = await ethers.deployContract("ContractWallet", [owner.address]);
  const admissionOf = async (registrar: AddressLike) => {
    const registry = await ethers.deployContract("FakeRegistry", [token]);
    await registry.appoint(ethers.ZeroAddress, registrar);
    const share = await ethers.deployContract("Share", [registry, "Runde share", "RUNDE", ""]);
    const persons = await ethers.deployContract("Persons", [registry, share]);
    return ethers.deployContract("Admission", [registry, persons, criteria]);
  };
  const [withStrange, withSane, withKey] = [
    await admissionOf(strange),
    await admissionOf(sane),
    await admissionOf(owner),
  ];
  const credential = {
    account: owner.address,
    nullifier: ethers.id("somebody"),
    criteria: 1,
    expiry: (await time.latest()) + DAY,
  };
  return { owner, strange, sane, withStrange, withSane, withKey, credential };
}

const mood = (kind: number) => ethers.toBeHex(kind, 1);

describe("SignatureCheck", () => {
  describe("given a signer with a key", () => {
    it("takes the key's signature, and no other form of it", async () => {
      const { withKey, owner, credential } = await loadFixture(registrars);
      const good = await sign(owner, "Runde Admission", withKey, "Credential", credential);
      const { r, s, v } = ethers.Signature.from(good);
      const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
      const twin = ethers.concat([r, ethers.toBeHex(order - BigInt(s), 32), ethers.toBeHex(v === 27 ? 28 : 27, 1)]);
      for (const signature of ["0x", "0x00", twin, ethers.dataSlice(good, 0, 64)]) {
        await expect(withKey.attest(credential, signature))
          .to.be.revertedWithCustomError(withKey, "NotSignedByRegistrar")
          .withArgs(owner.address);
      }
      await expect(withKey.attest(credential, good)).to.emit(withKey, "Admitted");
    });
  });

  describe("given a signer that is a contract", () => {
    it("asks it (ERC-1271)", async () => {
      const { withSane, owner, credential } = await loadFixture(registrars);
      const signature = await sign(owner, "Runde Admission", withSane, "Credential", credential);
      await expect(withSane.attest(credential, signature)).to.emit(withSane, "Admitted");
    });

    it("takes a long answer for what its first word says", async () => {
      const { withStrange, credential } = await loadFixture(registrars);
      await expect(withStrange.attest(credential, mood(4))).to.emit(withStrange, "Admitted");
    });

    it("takes no answer, half an answer or another word as no", async () => {
      const { withStrange, strange, credential } = await loadFixture(registrars);
      for (const kind of [1, 3, 5]) {
        await expect(withStrange.attest(credential, mood(kind)))
          .to.be.revertedWithCustomError(withStrange, "NotSignedByRegistrar")
          .withArgs(await strange.getAddress());
      }
    });

    it("cannot make who submits pay more than 150,000 for its opinion", async () => {
      const { withStrange, strange, owner, credential } = await loadFixture(registrars);
      await expect(withStrange.connect(owner).attest(credential, mood(2), { gasLimit: 5_000_000 }))
        .to.be.revertedWithCustomError(withStrange, "NotSignedByRegistrar")
        .withArgs(await strange.getAddress());
      const block = await ethers.provider.getBlock("latest");
      expect(block?.gasUsed).to.be.greaterThan(150_000n).and.lessThan(200_000n);
    });

    it("reverts with TooLittleGasForSigner when it could not be given what it may use", async () => {
      const { withSane, owner, credential } = await loadFixture(registrars);
      const signature = await sign(owner, "Runde Admission", withSane, "Credential", credential);
      const starved = withSane.connect(owner).attest.staticCall(credential, signature, { gasLimit: 150_000 });
      await expect(starved)
        .to.be.revertedWithCustomError(withSane, "TooLittleGasForSigner")
        .withArgs((left: bigint) => left > 0n && left < 150_000n, Math.floor((150_000 * 64) / 63) + 5000);
      await expect(withSane.connect(owner).attest(credential, signature, { gasLimit: 400_000 })).to.emit(
        withSane,
        "Admitted",
      );
    });
  });
});
