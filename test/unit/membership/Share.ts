import { expect } from "chai";
import { Part } from "#protocol/abi/enums.ts";
import { ethers, loadFixture, nextBlockAt, time } from "../../fixtures/chain.ts";
import { person } from "../../fixtures/people.ts";

/** A share contract whose rounds are a person. */
async function noSeats() {
  const [rounds, ada, ben, stranger] = await Promise.all(["rounds", "Ada", "Ben", "stranger"].map(person));
  if (rounds === undefined || ada === undefined || ben === undefined || stranger === undefined)
    throw new Error("alone");
  const token = await ethers.deployContract("MoodyToken");
  const registry = await ethers.deployContract("FakeRegistry", [await token.getAddress()]);
  await registry.set(Part.Rounds, rounds.address);
  const name = 'Runde "share"';
  const share = await ethers.deployContract("Share", [
    await registry.getAddress(),
    name,
    "RUNDE",
    "https://x.example/seats/",
  ]);
  return { share, rounds, ada, ben, stranger };
}

/** Seats 1 to 3 were born together, 4 and 5 later; Ada owns seat 2. */
async function fiveSeats() {
  const house = await noSeats();
  await house.share.connect(house.rounds).mint(3, 0);
  const first = await time.latest();
  await nextBlockAt(first + 1000);
  await house.share.connect(house.rounds).mint(2, 0);
  await house.share.connect(house.rounds).assign(2, house.ada.address);
  return { ...house, first, second: first + 1000 };
}

describe("Share", () => {
  describe("given no seats", () => {
    it("answers with nothing", async () => {
      const { share, ada } = await loadFixture(noSeats);
      expect([
        await share.lastSeat(),
        await share.liveSeats(),
        await share.liveSeatsAt(await time.latest()),
      ]).to.deep.equal([0n, 0n, 0n]);
      expect([await share.seatOf(ada), await share.balanceOf(ada), await share.bornAt(0)]).to.deep.equal([0n, 0n, 0n]);
      expect(await share.owners(1, 5)).to.deep.equal([]);
    });

    it("brings seats to life in batches without a gap, for rounds", async () => {
      const { share, rounds } = await loadFixture(noSeats);
      await expect(share.connect(rounds).mint(100, 0)).to.emit(share, "SeatsMinted").withArgs(1, 100);
      await expect(share.connect(rounds).mint(7, 0)).to.emit(share, "SeatsMinted").withArgs(101, 7);
      expect(await share.liveSeats()).to.equal(107);
    });

    it("costs the same for ten seats and for ten thousand", async () => {
      const { share, rounds } = await loadFixture(noSeats);
      const gas = async (count: number) => (await (await share.connect(rounds).mint(count, 0)).wait())?.gasUsed ?? 0n;
      await gas(1);
      const [ten, many] = [await gas(10), await gas(10_000)];
      expect(many - ten).to.be.lessThan(100n);
    });

    it("reverts with NotThePart for anybody but rounds", async () => {
      const { share, stranger } = await loadFixture(noSeats);
      for (const call of [share.connect(stranger).mint(1, 0), share.connect(stranger).assign(1, stranger.address)]) {
        await expect(call).to.be.revertedWithCustomError(share, "NotThePart").withArgs(Part.Rounds, stranger.address);
      }
    });
  });

  describe("given seats that were born", () => {
    describe("when a seat is given to its owner", () => {
      it("emits Transfer and Locked and is the owner's from then on", async () => {
        const { share, rounds, ben } = await loadFixture(fiveSeats);
        const given = share.connect(rounds).assign(4, ben.address);
        await expect(given).to.emit(share, "Transfer").withArgs(ethers.ZeroAddress, ben.address, 4);
        await expect(given).to.emit(share, "Locked").withArgs(4);
        expect([await share.ownerOf(4), await share.seatOf(ben), await share.balanceOf(ben)]).to.deep.equal([
          ben.address,
          4n,
          1n,
        ]);
      });

      it("reverts with SeatAlreadyAssigned the second time, and OwnsSeatAlready for a second seat", async () => {
        const { share, rounds, ada, ben } = await loadFixture(fiveSeats);
        await expect(share.connect(rounds).assign(2, ben.address))
          .to.be.revertedWithCustomError(share, "SeatAlreadyAssigned")
          .withArgs(2, ada.address);
        await expect(share.connect(rounds).assign(3, ada.address))
          .to.be.revertedWithCustomError(share, "OwnsSeatAlready")
          .withArgs(ada.address, 2);
      });

      it("reverts with NoSuchSeat for a seat never born, and NoOwner for nobody", async () => {
        const { share, rounds, ben } = await loadFixture(fiveSeats);
        for (const seat of [0, 6]) {
          await expect(share.connect(rounds).assign(seat, ben.address))
            .to.be.revertedWithCustomError(share, "NoSuchSeat")
            .withArgs(seat);
        }
        await expect(share.connect(rounds).assign(1, ethers.ZeroAddress)).to.be.revertedWithCustomError(
          share,
          "NoOwner",
        );
      });
    });

    describe("when somebody asks who sits where and since when", () => {
      it("finds the second of birth of every seat", async () => {
        const { share, first, second } = await loadFixture(fiveSeats);
        const born = await Promise.all([0, 1, 3, 4, 5, 6].map((seat) => share.bornAt(seat)));
        expect(born).to.deep.equal([0, first, first, second, second, 0].map(BigInt));
      });

      it("counts for a vote whoever was born strictly before", async () => {
        const { share, first, second } = await loadFixture(fiveSeats);
        const live = await Promise.all([first, first + 1, second, second + 1].map((t) => share.liveSeatsAt(t)));
        expect(live).to.deep.equal([0n, 3n, 3n, 5n]);
        const seatsLiveAt = (t: number) => Promise.all([1, 3, 4, 5, 6].map((seat) => share.isLiveAt(seat, t)));
        expect(await seatsLiveAt(first)).to.deep.equal([false, false, false, false, false]);
        expect(await seatsLiveAt(second)).to.deep.equal([true, true, false, false, false]);
        expect(await seatsLiveAt(second + 1)).to.deep.equal([true, true, true, true, false]);
      });

      it("gives one vote to an owner whose seat was born strictly before, else none (I5)", async () => {
        const { share, rounds, ada, ben, stranger, first, second } = await loadFixture(fiveSeats);
        await share.connect(rounds).assign(5, ben.address);
        expect([await share.votes(ada, first), await share.votes(ada, first + 1)]).to.deep.equal([0n, 1n]);
        expect([await share.votes(ben, second), await share.votes(ben, second + 1)]).to.deep.equal([0n, 1n]);
        expect(await share.votes(stranger, second + 1)).to.equal(0);
      });

      it("lists owners in pages that end with the last seat; who has not claimed is nobody", async () => {
        const { share, ada } = await loadFixture(fiveSeats);
        const nobody = ethers.ZeroAddress;
        expect(await share.owners(1, 3)).to.deep.equal([nobody, ada.address, nobody]);
        expect(await share.owners(4, 100)).to.deep.equal([nobody, nobody]);
        expect(await share.owners(0, 3)).to.deep.equal([]);
        expect(await share.owners(6, 3)).to.deep.equal([]);
      });

      it("reverts with SeatNotClaimed for a seat without owner and NoSuchSeat for none", async () => {
        const { share } = await loadFixture(fiveSeats);
        const questions = [
          (seat: number) => share.ownerOf(seat),
          (seat: number) => share.locked(seat),
          (seat: number) => share.getApproved(seat),
          (seat: number) => share.tokenURI(seat),
        ];
        for (const ask of questions) {
          await expect(ask(1)).to.be.revertedWithCustomError(share, "SeatNotClaimed").withArgs(1);
          await expect(ask(0)).to.be.revertedWithCustomError(share, "NoSuchSeat").withArgs(0);
          await expect(ask(6)).to.be.revertedWithCustomError(share, "NoSuchSeat").withArgs(6);
        }
        await expect(share.balanceOf(ethers.ZeroAddress)).to.be.revertedWithCustomError(share, "NoOwner");
      });
    });

    describe("when somebody tries to move it", () => {
      it("reverts with ShareIsBound for every transfer and approval, the owner's too", async () => {
        const { share, ada, ben, stranger } = await loadFixture(fiveSeats);
        for (const who of [ada, stranger]) {
          const mine = share.connect(who);
          const calls = [
            mine.transferFrom(ada.address, ben.address, 2),
            mine["safeTransferFrom(address,address,uint256)"](ada.address, ben.address, 2),
            mine["safeTransferFrom(address,address,uint256,bytes)"](ada.address, ben.address, 2, "0x"),
            mine.approve(ben.address, 2),
          ];
          for (const call of calls) {
            await expect(call).to.be.revertedWithCustomError(share, "ShareIsBound").withArgs(2);
          }
          await expect(mine.setApprovalForAll(ben.address, true))
            .to.be.revertedWithCustomError(share, "ShareHasNoOperators")
            .withArgs(ben.address);
        }
        expect([
          await share.getApproved(2),
          await share.isApprovedForAll(ada, ben),
          await share.locked(2),
        ]).to.deep.equal([ethers.ZeroAddress, false, true]);
      });
    });

    describe("when a tool for revoking takes everything back", () => {
      it("lets it: what nobody has can be taken away, and nothing changes", async () => {
        const { share, ada, ben } = await loadFixture(fiveSeats);
        await share.connect(ada).setApprovalForAll(ben.address, false);
        expect(await share.isApprovedForAll(ada, ben)).to.equal(false);
      });
    });

    describe("when a wallet shows it", () => {
      it("describes itself from the chain: seat and date, valid JSON, nobody's name", async () => {
        const { share, first } = await loadFixture(fiveSeats);
        const uri = await share.tokenURI(2);
        expect(uri.startsWith("data:application/json;base64,")).to.equal(true);
        const shown = JSON.parse(Buffer.from(uri.split(",")[1] ?? "", "base64").toString()) as Record<string, unknown>;
        const { image, ...words } = shown;
        expect(image).to.match(/^data:image\/svg\+xml;base64,[0-9A-Za-z+/]+=*$/);
        expect(words).to.deep.equal({
          name: 'Runde "share" - seat 2',
          description: "One equal share. Bound to its owner.",
          external_url: "https://x.example/seats/2",
          attributes: [
            { trait_type: "seat", value: 2 },
            { trait_type: "member since", display_type: "date", value: first },
          ],
        });
      });

      it("says which standards it keeps", async () => {
        const { share } = await loadFixture(fiveSeats);
        expect([await share.name(), await share.symbol()]).to.deep.equal(['Runde "share"', "RUNDE"]);
        const keeps = await Promise.all(
          ["0x80ac58cd", "0x5b5e139f", "0xb45a3c0e", "0x01ffc9a7", "0xffffffff", "0x780e9d63"].map((id) =>
            share.supportsInterface(id),
          ),
        );
        expect(keeps).to.deep.equal([true, true, true, true, false, false]);
      });
    });
  });
});
