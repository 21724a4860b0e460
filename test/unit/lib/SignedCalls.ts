import { expect } from "chai";
import type { TypedDataField } from "ethers";
import { DAY, ethers, loadFixture, time } from "../../fixtures/chain.ts";
import { type Person, person } from "../../fixtures/people.ts";
import { nonceSubject } from "../../fixtures/signatures.ts";

const fields: TypedDataField[] = [
  { name: "account", type: "address" },
  { name: "text", type: "bytes32" },
  { name: "nonce", type: "uint64" },
  { name: "deadline", type: "uint48" },
];

async function aNotebook() {
  const notebook = await ethers.deployContract("SignedNote");
  const [me, another] = [await person("me"), await person("another")];
  const inADay = (await time.latest()) + DAY;
  const aNote = (nonce: number | bigint, text = "hello", deadline = inADay) => {
    return { account: me.address, text: ethers.id(text), nonce: BigInt(nonce), deadline };
  };
  const signedBy = async (who: Person, note: ReturnType<typeof aNote>) => {
    const { chainId } = await ethers.provider.getNetwork();
    const domain = { name: "Runde Note", version: "1", chainId, verifyingContract: await notebook.getAddress() };
    return who.signTypedData(domain, { Note: fields }, note);
  };
  const next = () => notebook.nonceOf(nonceSubject(me.address, "note"));
  return { notebook, me, another, aNote, signedBy, next };
}

describe("Signed calls", () => {
  describe("given a message", () => {
    it("is its signer's word: signed and sent by anybody, or sent by the signer without a signature", async () => {
      const { notebook, me, another, aNote, signedBy, next } = await loadFixture(aNotebook);
      const [first, second] = [aNote(0, "signed"), aNote(1, "direct")];
      await notebook.connect(another).note(first, await signedBy(me, first));
      expect(await notebook.textOf(me)).to.equal(first.text);
      await notebook.connect(me).note(second, "0x");
      expect([await notebook.textOf(me), await next()]).to.deep.equal([second.text, 2n]);
    });

    it("reverts with SignatureInvalid when another one sends it without a signature, or signed it", async () => {
      const { notebook, me, another, aNote, signedBy } = await loadFixture(aNotebook);
      const note = aNote(0);
      for (const signature of ["0x", await signedBy(another, note), await signedBy(me, aNote(0, "other words"))]) {
        await expect(notebook.connect(another).note(note, signature))
          .to.be.revertedWithCustomError(notebook, "SignatureInvalid")
          .withArgs(me.address);
      }
    });

    it("counts until its last second, sent directly too", async () => {
      const { notebook, me, aNote } = await loadFixture(aNotebook);
      const deadline = (await time.latest()) + 100;
      await time.setNextBlockTimestamp(deadline);
      await notebook.connect(me).note(aNote(0, "in time", deadline), "0x");
      await time.setNextBlockTimestamp(deadline + 1);
      await expect(notebook.connect(me).note(aNote(1, "late", deadline), "0x"))
        .to.be.revertedWithCustomError(notebook, "SignatureExpired")
        .withArgs(deadline, deadline + 1);
    });

    it("takes a deadline 30 days ahead and reverts with DeadlineTooFar a second later", async () => {
      const { notebook, me, aNote } = await loadFixture(aNotebook);
      const now = (await time.latest()) + 10;
      await time.setNextBlockTimestamp(now);
      await notebook.connect(me).note(aNote(0, "far", now + 30 * DAY), "0x");
      await time.setNextBlockTimestamp(now + 1);
      await expect(notebook.connect(me).note(aNote(1, "too far", now + 30 * DAY + 2), "0x"))
        .to.be.revertedWithCustomError(notebook, "DeadlineTooFar")
        .withArgs(now + 30 * DAY + 2, now + 30 * DAY + 1);
    });
  });

  describe("given several messages about one subject", () => {
    it("lets the last one count in any order of arrival: a lower nonce is past", async () => {
      const { notebook, me, another, aNote, signedBy, next } = await loadFixture(aNotebook);
      const [early, late] = [aNote(3, "early"), aNote(7, "late")];
      await notebook.connect(another).note(late, await signedBy(me, late));
      expect(await next()).to.equal(8n);
      await expect(notebook.connect(another).note(early, await signedBy(me, early)))
        .to.be.revertedWithCustomError(notebook, "NonceUsed")
        .withArgs(3, 8);
      expect(await notebook.textOf(me)).to.equal(late.text);
    });

    it("counts each once, whichever way it comes", async () => {
      const { notebook, me, another, aNote, signedBy } = await loadFixture(aNotebook);
      const note = aNote(0);
      const signature = await signedBy(me, note);
      await notebook.connect(me).note(note, "0x");
      for (const [sender, said] of [[another, signature] as const, [me, "0x"] as const]) {
        await expect(notebook.connect(sender).note(note, said))
          .to.be.revertedWithCustomError(notebook, "NonceUsed")
          .withArgs(0, 1);
      }
    });

    it("never takes the highest number, after which nothing could be said", async () => {
      const { notebook, me, aNote } = await loadFixture(aNotebook);
      const highest = 2n ** 64n - 1n;
      await expect(notebook.connect(me).note(aNote(highest), "0x"))
        .to.be.revertedWithCustomError(notebook, "NonceUsed")
        .withArgs(highest, 0);
    });
  });
});
