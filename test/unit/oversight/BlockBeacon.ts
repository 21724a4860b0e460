import { expect } from "chai";
import { Part } from "#protocol/abi/enums.ts";
import { ethers, loadFixture, networkHelpers } from "../../fixtures/chain.ts";
import { person } from "../../fixtures/people.ts";

/** EIP-2935: where the hashes of the latest blocks stand, and the code that answers there. */
const HISTORY = "0x0000F90827F1C53a10cb7A02335B175320002935";
const HISTORY_CODE =
  "0x3373fffffffffffffffffffffffffffffffffffffffe14604657602036036042575f35600143038111604257611fff81430311604257611fff9006545f5260205ff35b5f5ffd5b5f35611fff60014303065500";
const HISTORY_LENGTH = 8191;
const BLOCKHASH_LENGTH = 256;

async function aBeacon() {
  const elections = await person("elections");
  const registry = await ethers.deployContract("FakeRegistry", [ethers.ZeroAddress]);
  await registry.set(6, elections.address);
  const beacon = await ethers.deployContract("BlockBeacon", [await registry.getAddress(), 8, 3]);
  return { registry, elections, beacon, stranger: await person("stranger") };
}

/** The beacon is armed for term 1, and `after` blocks follow the deciding one. */
async function armed(after: number) {
  const house = await loadFixture(aBeacon);
  await house.beacon.connect(house.elections).arm(1);
  const block = (await ethers.provider.getBlockNumber()) + 8;
  await networkHelpers.mine(8 + after);
  return { ...house, block, hash: (await ethers.provider.getBlock(block))?.hash as string };
}

const blockNow = () => ethers.provider.getBlockNumber();

describe("BlockBeacon", () => {
  it("refuses delays of nothing and delays longer than a chain remembers", async () => {
    const { registry } = await loadFixture(aBeacon);
    const factory = await ethers.getContractFactory("BlockBeacon");
    for (const [delay, settle] of [
      [0, 1],
      [1, 0],
      [121, 1],
      [1, 121],
    ] as const) {
      await expect(ethers.deployContract("BlockBeacon", [await registry.getAddress(), delay, settle]))
        .to.be.revertedWithCustomError(factory, "BeaconBlocksRefused")
        .withArgs(delay, settle, 120);
    }
  });

  describe("given nobody armed it", () => {
    it("lets only the elections arm it", async () => {
      const { beacon, stranger } = await loadFixture(aBeacon);
      await expect(beacon.connect(stranger).arm(1))
        .to.be.revertedWithCustomError(beacon, "NotThePart")
        .withArgs(Part.Elections, stranger.address);
    });

    it("names the block that decides", async () => {
      const { beacon, elections } = await loadFixture(aBeacon);
      const block = (await blockNow()) + 1 + 8;
      await expect(beacon.connect(elections).arm(1)).to.emit(beacon, "BeaconArmed").withArgs(1, block);
      expect(await beacon.beaconOf(1)).to.deep.equal([BigInt(block), ethers.ZeroHash, BigInt(block + 3)]);
      expect(await beacon.beaconOf(2)).to.deep.equal([0n, ethers.ZeroHash, 0n]);
    });

    it("has nothing to store", async () => {
      const { beacon } = await loadFixture(aBeacon);
      await expect(beacon.store(1)).to.be.revertedWithCustomError(beacon, "BeaconNotArmed").withArgs(1);
    });
  });

  describe("given it is armed", () => {
    it("refuses to store before the block is there", async () => {
      const { beacon, block } = await armed(-1);
      await expect(beacon.store(1)).to.be.revertedWithCustomError(beacon, "BeaconBlockAhead").withArgs(1, block, block);
    });

    it("refuses another block while the first is to come, and while its hash is known", async () => {
      const { beacon, elections, block } = await armed(-4);
      await expect(beacon.connect(elections).arm(1))
        .to.be.revertedWithCustomError(beacon, "BeaconArmedAlready")
        .withArgs(1, block);
      await networkHelpers.mine(40);
      await expect(beacon.connect(elections).arm(1))
        .to.be.revertedWithCustomError(beacon, "BeaconArmedAlready")
        .withArgs(1, block);
    });

    it("lets anybody store the hash, once", async () => {
      const { beacon, stranger, elections, block, hash } = await armed(0);
      await expect(beacon.connect(stranger).store(1)).to.emit(beacon, "BeaconStored").withArgs(1, block, hash);
      expect(await beacon.beaconOf(1)).to.deep.equal([BigInt(block), hash, BigInt(block + 3)]);
      await expect(beacon.store(1)).to.be.revertedWithCustomError(beacon, "BeaconStoredAlready").withArgs(1, hash);
      await networkHelpers.mine(BLOCKHASH_LENGTH);
      await expect(beacon.connect(elections).arm(1))
        .to.be.revertedWithCustomError(beacon, "BeaconArmedAlready")
        .withArgs(1, block);
    });
  });

  describe("given the chain has no history of hashes", () => {
    it("finds the hash for 256 blocks", async () => {
      const { beacon, block, hash } = await armed(BLOCKHASH_LENGTH - 1);
      await expect(beacon.store(1)).to.emit(beacon, "BeaconStored").withArgs(1, block, hash);
    });

    it("has lost it after that: arming again says so and names another block", async () => {
      const { beacon, elections, block } = await armed(BLOCKHASH_LENGTH);
      await expect(beacon.store(1)).to.be.revertedWithCustomError(beacon, "BeaconHashLost").withArgs(1, block);
      const next = (await blockNow()) + 1 + 8;
      await expect(beacon.connect(elections).arm(1))
        .to.emit(beacon, "BeaconMissed")
        .withArgs(1, block)
        .and.to.emit(beacon, "BeaconArmed")
        .withArgs(1, next);
      await networkHelpers.mine(8);
      await expect(beacon.store(1)).to.emit(beacon, "BeaconStored");
    });

    it("takes an empty answer for no answer", async () => {
      const { beacon, block, hash } = await armed(3);
      await networkHelpers.setCode(HISTORY, "0x00");
      await expect(beacon.store(1)).to.emit(beacon, "BeaconStored").withArgs(1, block, hash);
    });
  });

  describe("given the chain keeps its history (EIP-2935)", () => {
    /** The chain's history as the protocol would have written it. */
    async function withHistory(after: number) {
      const house = await armed(after);
      await networkHelpers.setCode(HISTORY, HISTORY_CODE);
      await networkHelpers.setStorageAt(HISTORY, house.block % HISTORY_LENGTH, house.hash);
      return house;
    }

    it("finds the hash for 8,191 blocks", async () => {
      const { beacon, elections, block, hash } = await withHistory(HISTORY_LENGTH - 1);
      await expect(beacon.connect(elections).arm(1))
        .to.be.revertedWithCustomError(beacon, "BeaconArmedAlready")
        .withArgs(1, block);
      await expect(beacon.store(1)).to.emit(beacon, "BeaconStored").withArgs(1, block, hash);
    });

    it("has lost it after that", async () => {
      const { beacon, block } = await withHistory(HISTORY_LENGTH);
      await expect(beacon.store(1)).to.be.revertedWithCustomError(beacon, "BeaconHashLost").withArgs(1, block);
    });

    it("asks `blockhash` when the history has only just begun", async () => {
      const { beacon, block, hash } = await armed(5);
      await networkHelpers.setCode(HISTORY, HISTORY_CODE);
      await networkHelpers.setStorageAt(HISTORY, block % HISTORY_LENGTH, ethers.ZeroHash);
      await expect(beacon.store(1)).to.emit(beacon, "BeaconStored").withArgs(1, block, hash);
    });
  });
});
