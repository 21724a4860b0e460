import { expect } from "chai";
import { Part } from "#protocol/abi/enums.ts";
import { drawRosette, seatArt } from "#protocol/membership/rosette.ts";
import { ethers, loadFixture, time } from "../../fixtures/chain.ts";
import { person } from "../../fixtures/people.ts";

const SEATS = 30;

/** Thirty seats, all with owners. */
async function thirtySeats() {
  const rounds = await person("rounds");
  const token = await ethers.deployContract("MoodyToken");
  const registry = await ethers.deployContract("FakeRegistry", [await token.getAddress()]);
  await registry.set(Part.Rounds, rounds.address);
  const share = await ethers.deployContract("Share", [
    await registry.getAddress(),
    "Runde",
    "RUNDE",
    "https://x.example/",
  ]);
  await share.connect(rounds).mint(SEATS, 0);
  const bornAt = await time.latest();
  for (let seat = 1; seat <= SEATS; seat += 1) {
    const { address } = ethers.Wallet.createRandom();
    await share.connect(rounds).assign(seat, address);
  }
  return { share, address: (await share.getAddress()) as `0x${string}`, bornAt };
}

function imageOf(uri: string): string {
  const { image } = JSON.parse(Buffer.from(uri.split(",")[1] ?? "", "base64").toString()) as { image: string };
  return Buffer.from(image.split(",")[1] ?? "", "base64").toString();
}

describe("Certificate", () => {
  describe("given seats of every shape", () => {
    it("draws the same lines, byte for byte, in the same ink as the app does", async () => {
      const { share, address, bornAt } = await loadFixture(thirtySeats);
      const shapes = new Set<string>();
      for (let seat = 1; seat <= SEATS; seat += 1) {
        const image = imageOf(await share.tokenURI(seat));
        const art = seatArt(address, seat, bornAt);
        const { lines, ink } = drawRosette(art);
        expect([...image.matchAll(/ d="([^"]+)"/g)].map(([, d]) => d)).to.deep.equal(lines);
        expect(image).to.include(`stroke="${ink.colour}"`);
        shapes.add(lines[0] ?? "");
      }
      expect(shapes.size).to.be.greaterThan(SEATS - 5);
    });

    it("shows the number, and nobody's name", async () => {
      const { share } = await loadFixture(thirtySeats);
      const words = [...imageOf(await share.tokenURI(23)).matchAll(/>([^<]+)</g)].map(([, text]) => text);
      expect(words).to.deep.equal(["23"]);
    });

    it("fits what any node answers in one call", async () => {
      const { share } = await loadFixture(thirtySeats);
      for (let seat = 1; seat <= SEATS; seat += 1) await share.tokenURI.staticCall(seat, { gasLimit: 12_000_000 });
    });
  });
});
