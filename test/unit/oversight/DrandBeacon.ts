import { bls12_381 } from "@noble/curves/bls12-381.js";
import { expect } from "chai";
import type { Hex } from "viem";
import { roundAt, roundTime } from "#protocol/oversight/beacon.ts";
import { compressed, numberOf, uncompressed, uncompressedKey } from "#protocol/oversight/drand.ts";
import { networkTerms, quicknet, testNetwork, testSignature } from "../../fixtures/beacon.ts";
import { DAY, ethers, goTo, HOUR, loadFixture, nextBlockAt, time } from "../../fixtures/chain.ts";
import { aFoundedHouse, anUnfoundedHouse, datesOf, ROTATION, reach, SETTLE } from "../../fixtures/electionHouse.ts";
import { setFigures } from "../../fixtures/figures.ts";
import { person } from "../../fixtures/people.ts";

const { G1, G2, fields } = bls12_381;
const DOMAIN = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";
const P = fields.Fp.ORDER;
const House = 0;
/** `Bls12381.Fault` */
const Fault = { NotInField: 1, AtInfinity: 2, OffCurve: 3, OutsideSubgroup: 4, OfAnother: 5 } as const;

const fp = (element: bigint): string => ethers.toBeHex(element, 48);
const xy = (x: bigint, y: bigint): string => ethers.concat([fp(x), fp(y)]);
const pointOf = (signature: string) => G1.Point.fromBytes(ethers.getBytes(signature));

/** As quicknet published them. */
const published = [
  {
    round: 1000,
    signature: "0xb44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
    number: "0xfe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd",
  },
  {
    round: 657_413,
    signature: "0xb713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b",
    number: "0xfc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587",
  },
] as const;

async function aBeacon(network = testNetwork, settle = SETTLE) {
  const registry = await ethers.deployContract("FakeRegistry", [ethers.ZeroAddress]);
  const at = await registry.getAddress();
  const house = await person("house");
  await registry.set(House, house.address);
  const share = await ethers.deployContract("Share", [at, "Runde share", "RUNDE", "https://runde.example/seats/"]);
  await setFigures(registry, ROTATION);
  const roster = await ethers.deployContract("Roster", [at, await share.getAddress()]);
  const rosterAt = await roster.getAddress();
  const beacon = await ethers.deployContract("DrandBeacon", [at, rosterAt, networkTerms(network), settle]);
  return { registry, house, roster, beacon, stranger: await person("stranger") };
}

const ofTheTest = () => aBeacon();
const ofQuicknet = () => aBeacon(quicknet);
const aProbe = () => ethers.deployContract("BlsProbe");
const unfounded = () => anUnfoundedHouse();
const founded = () => aFoundedHouse({ seats: 30 });

/** A point of the curve that lies outside the subgroup. */
function outsideSubgroup() {
  for (let x = 1n; ; x += 1n) {
    const ySquared = fields.Fp.create(x * x * x + 4n);
    try {
      const point = G1.Point.fromAffine({ x, y: fields.Fp.sqrt(ySquared) });
      if (!point.isTorsionFree()) return point.toAffine();
    } catch {
      // Not every x has a y.
    }
  }
}

/** The same of the keys' curve. */
function keyOutsideSubgroup() {
  const { Fp2 } = fields;
  for (let i = 1n; ; i += 1n) {
    const x = Fp2.create({ c0: i, c1: 0n });
    try {
      const y = Fp2.sqrt(Fp2.add(Fp2.mul(Fp2.sqr(x), x), Fp2.create({ c0: 4n, c1: 4n })));
      const point = G2.Point.fromAffine({ x, y });
      if (!point.isTorsionFree()) return { x, y };
    } catch {
      // Not every x has a y.
    }
  }
}

describe("Bls12381", () => {
  it("hashes to the curve as an independent library does, whatever the message", async () => {
    const probe = await loadFixture(aProbe);
    for (const length of [0, 1, 8, 31, 32, 33, 200]) {
      const message = ethers.dataSlice(
        ethers.concat(Array.from({ length: 7 }, (_, i) => ethers.id(`${i}`))),
        0,
        length,
      );
      const { x, y } = G1.hashToCurve(ethers.getBytes(message), { DST: DOMAIN }).toAffine();
      const words = (await probe.hashToG1(message)).map((word) => ethers.toBeHex(word, 32));
      expect(ethers.concat(words)).to.equal(ethers.concat([ethers.toBeHex(x, 64), ethers.toBeHex(y, 64)]));
    }
  });

  it("compresses both signs of y, and at the border between them", async () => {
    const probe = await loadFixture(aProbe);
    const point = pointOf(published[0].signature);
    for (const one of [point, point.negate()]) {
      expect(await probe.compressed(ethers.hexlify(one.toBytes(false)))).to.equal(ethers.hexlify(one.toBytes(true)));
    }
    const flagOf = async (y: bigint) => Number(ethers.dataSlice(await probe.compressed(xy(1n, y)), 0, 1));
    expect(await flagOf((P - 1n) / 2n)).to.equal(0x80);
    expect(await flagOf((P + 1n) / 2n)).to.equal(0xa0);
  });
});

describe("DrandBeacon", () => {
  describe("given the real network's key", () => {
    for (const { round, signature, number } of published) {
      it(`stores round ${round} and gives the number that the network published`, async () => {
        const { beacon, stranger } = await loadFixture(ofQuicknet);
        await expect(beacon.connect(stranger).store(0, round, uncompressed(signature)))
          .to.emit(beacon, "BeaconStored")
          .withArgs(0, round, number, uncompressed(signature));
        expect(await beacon.numberOf(0, round)).to.equal(number);
        expect((await beacon.networkAt(0)).newestRound).to.equal(BigInt(round));
      });
    }
  });

  describe("given a network", () => {
    it("differs from the real one by its arguments only: the code is the same", async () => {
      const codes = await Promise.all(
        [await aBeacon(), await aBeacon(quicknet)].map(async ({ beacon, registry, roster }) => {
          const code = await ethers.provider.getCode(beacon);
          const ownAddresses = [registry, roster].map(async (one) => (await one.getAddress()).slice(2).toLowerCase());
          return (await Promise.all(ownAddresses)).reduce((text, address) => text.replaceAll(address, ""), code);
        }),
      );
      expect(codes[0]).to.equal(codes[1]);
    });

    it("stores a round once, for anybody", async () => {
      const { beacon, stranger } = await loadFixture(ofTheTest);
      const value = numberOf(compressed(testSignature(77)));
      await beacon.connect(stranger).store(0, 77, testSignature(77));
      await expect(beacon.store(0, 77, testSignature(77)))
        .to.be.revertedWithCustomError(beacon, "BeaconStoredAlready")
        .withArgs(0, 77, value);
    });

    it("remembers the newest round it has seen, in whatever order they come", async () => {
      const { beacon } = await loadFixture(ofTheTest);
      for (const round of [50, 70, 60]) await beacon.store(0, round, testSignature(round));
      expect((await beacon.networkAt(0)).newestRound).to.equal(70n);
    });

    it("refuses a round that has not appeared, however right its signature", async () => {
      const { beacon } = await loadFixture(ofTheTest);
      const round = roundAt(testNetwork, await time.latest()) + 10_000_000;
      const appearsAt = roundTime(testNetwork, round);
      await nextBlockAt(appearsAt - 1);
      await expect(beacon.store(0, round, testSignature(round)))
        .to.be.revertedWithCustomError(beacon, "BeaconRoundAhead")
        .withArgs(round, appearsAt, appearsAt - 1);
      await nextBlockAt(appearsAt);
      await beacon.store(0, round, testSignature(round));
    });

    it("refuses round 0, another network's number, and another length", async () => {
      const { beacon } = await loadFixture(ofTheTest);
      await expect(beacon.store(0, 0, testSignature(1))).to.be.revertedWithCustomError(beacon, "BeaconRoundUnknown");
      await expect(beacon.store(1, 1, testSignature(1)))
        .to.be.revertedWithCustomError(beacon, "BeaconNetworkUnknown")
        .withArgs(1, 1);
      await expect(beacon.networkAt(1)).to.be.revertedWithCustomError(beacon, "BeaconNetworkUnknown").withArgs(1, 1);
      const right = testSignature(1);
      for (const bytes of ["0x", compressed(right), ethers.dataSlice(right, 1), ethers.concat([right, "0x00"])]) {
        await expect(beacon.store(0, 1, bytes))
          .to.be.revertedWithCustomError(beacon, "BeaconSignatureLength")
          .withArgs(ethers.dataLength(bytes), 96);
      }
    });
  });

  describe("given a signature that is wrong", () => {
    const round = 1234;
    const refused = async (signature: string, fault: number, network = testNetwork) => {
      const { beacon } = await loadFixture(network === testNetwork ? ofTheTest : ofQuicknet);
      await expect(beacon.store(0, round, signature))
        .to.be.revertedWithCustomError(beacon, "BeaconSignatureRefused")
        .withArgs(0, round, fault);
      expect(await beacon.numberOf(0, round)).to.equal(ethers.ZeroHash);
    };

    it("refuses another round's", () => refused(testSignature(round + 1), Fault.OfAnother));
    it("refuses another key's", () => refused(testSignature(round), Fault.OfAnother, quicknet));

    it("refuses the other sign of y", async () => {
      const point = pointOf(testSignature(round));
      await refused(ethers.hexlify(point.negate().toBytes(false)), Fault.OfAnother);
    });

    it("refuses what lies off the curve", async () => {
      const { x, y } = pointOf(testSignature(round)).toAffine();
      await refused(xy(x, fields.Fp.create(y + 1n)), Fault.OffCurve);
      await refused(xy(1n, 1n), Fault.OffCurve);
      await refused(xy(0n, 1n), Fault.OffCurve);
      await refused(xy(P - 1n, P - 1n), Fault.OffCurve);
    });

    it("refuses what lies on the curve and outside the subgroup, alone or added to the right one", async () => {
      const { x, y } = outsideSubgroup();
      await refused(xy(x, y), Fault.OutsideSubgroup);
      const sum = pointOf(testSignature(round)).add(G1.Point.fromAffine({ x, y })).toAffine();
      await refused(xy(sum.x, sum.y), Fault.OutsideSubgroup);
      // The same point times what the subgroup's order leaves: the pairing alone would not see the difference.
      const small = G1.Point.fromAffine({ x, y })
        .multiplyUnsafe(fields.Fr.ORDER - 1n)
        .add(G1.Point.fromAffine({ x, y }));
      expect(small.is0()).to.equal(false);
      const hidden = pointOf(testSignature(round)).add(small).toAffine();
      await refused(xy(hidden.x, hidden.y), Fault.OutsideSubgroup);
    });

    it("refuses the point at infinity", () => refused(xy(0n, 0n), Fault.AtInfinity));

    it("refuses coordinates that are p or more, also such as would be right modulo p", async () => {
      const { x, y } = pointOf(testSignature(round)).toAffine();
      await refused(xy(x + P, y), Fault.NotInField);
      await refused(xy(x, y + P), Fault.NotInField);
      await refused(xy(P, y), Fault.NotInField);
      await refused(xy(x, 2n ** 384n - 1n), Fault.NotInField);
      await refused(xy(P, P), Fault.NotInField);
      await refused(xy(0n, P), Fault.NotInField);
    });

    it("refuses every bit that is turned", async () => {
      const { beacon } = await loadFixture(ofTheTest);
      const right = BigInt(testSignature(round));
      for (let bit = 0; bit < 768; bit += 13) {
        const turned = ethers.toBeHex(right ^ (1n << BigInt(bit)), 96);
        await expect(beacon.store.staticCall(0, round, turned)).to.be.revertedWithCustomError(
          beacon,
          "BeaconSignatureRefused",
        );
      }
      await beacon.store(0, round, testSignature(round));
    });
  });

  describe("given a network that cannot be", () => {
    const refusedKey = async (key: string, fault: number) => {
      const { registry, roster } = await loadFixture(ofTheTest);
      const factory = await ethers.getContractFactory("DrandBeacon");
      const terms = { ...networkTerms(testNetwork), key };
      await expect(
        ethers.deployContract("DrandBeacon", [await registry.getAddress(), await roster.getAddress(), terms, 0]),
      )
        .to.be.revertedWithCustomError(factory, "BeaconKeyRefused")
        .withArgs(fault);
    };
    const right = uncompressedKey(testNetwork.key);
    const word = (element: bigint) => ethers.toBeHex(element, 64);
    const replaced = (place: number, element: string) =>
      ethers.concat([ethers.dataSlice(right, 0, place), element, ethers.dataSlice(right, place + 64)]);

    it("refuses a key at infinity, off the curve, outside the subgroup", async () => {
      await refusedKey(`0x${"00".repeat(256)}`, Fault.AtInfinity);
      await refusedKey(replaced(192, word(1n)), Fault.OffCurve);
      const { x, y } = keyOutsideSubgroup();
      await refusedKey(ethers.concat([x.c0, x.c1, y.c0, y.c1].map(word)), Fault.OutsideSubgroup);
    });

    it("refuses elements that are p or more, and padding that is not zero", async () => {
      for (const place of [0, 64, 128, 192]) {
        const element = BigInt(ethers.dataSlice(right, place, place + 64));
        await refusedKey(replaced(place, word(element + P)), Fault.NotInField);
        await refusedKey(replaced(place, word(element + 2n ** 384n)), Fault.NotInField);
      }
    });

    it("refuses a key of another length, a genesis to come, a period of nothing or of more than an hour", async () => {
      const { registry, roster } = await loadFixture(ofTheTest);
      const factory = await ethers.getContractFactory("DrandBeacon");
      const terms = networkTerms(testNetwork);
      const cases = [
        ["key", { ...terms, key: testNetwork.key }],
        ["genesis", { ...terms, genesis: 0 }],
        ["genesis", { ...terms, genesis: (await time.latest()) + DAY }],
        ["period", { ...terms, period: 0 }],
        ["period", { ...terms, period: HOUR + 1 }],
      ] as const;
      for (const [what, wrong] of cases) {
        await expect(
          ethers.deployContract("DrandBeacon", [await registry.getAddress(), await roster.getAddress(), wrong, 0]),
        )
          .to.be.revertedWithCustomError(factory, "BeaconNetworkImpossible")
          .withArgs(ethers.encodeBytes32String(what));
      }
    });

    it("leaves room before the answers: settle of 25 hours at most", async () => {
      const { registry, roster } = await loadFixture(ofTheTest);
      const [at, rosterAt] = [await registry.getAddress(), await roster.getAddress()];
      const factory = await ethers.getContractFactory("DrandBeacon");
      await ethers.deployContract("DrandBeacon", [at, rosterAt, networkTerms(testNetwork), 25 * HOUR]);
      await expect(ethers.deployContract("DrandBeacon", [at, rosterAt, networkTerms(testNetwork), 25 * HOUR + 1]))
        .to.be.revertedWithCustomError(factory, "BeaconSettleTooLong")
        .withArgs(25 * HOUR + 1, 25 * HOUR);
    });
  });

  describe("given a calendar", () => {
    it("names the first round at or after the ballot's end and settle, for every term", async () => {
      const house = await loadFixture(founded);
      for (const term of [1, 2, 3, 500]) {
        const from = (await datesOf(house, term)).ballotUntil + SETTLE;
        const { network, round, appearsAt, value } = await house.beacon.beaconOf(term);
        expect([network, value]).to.deep.equal([0n, ethers.ZeroHash]);
        expect(Number(appearsAt)).to.equal(roundTime(testNetwork, Number(round)));
        expect(Number(appearsAt)).to.be.within(from, from + testNetwork.period - 1);
      }
    });

    it("has none before the founding", async () => {
      const house = await loadFixture(unfounded);
      await expect(house.beacon.beaconOf(1)).to.be.revertedWithCustomError(house.roster, "CalendarNotBegun");
    });
  });

  describe("given members who would have another network", () => {
    const FORTNIGHT = 14 * DAY;

    it("lets nobody name one but the members' vote", async () => {
      const { beacon, stranger } = await loadFixture(ofTheTest);
      await expect(beacon.connect(stranger).nameNetwork(networkTerms(quicknet)))
        .to.be.revertedWithCustomError(beacon, "NotThePart")
        .withArgs(House, stranger.address);
    });

    it("cannot vote a living one away: one signature of the last fourteen days, brought by anybody, is enough", async () => {
      const { beacon, house, stranger } = await loadFixture(ofTheTest);
      // Still to come, whatever the day of the chain.
      const round = roundAt(testNetwork, await time.latest()) + 100;
      await goTo(roundTime(testNetwork, round) + 5);
      await beacon.connect(stranger).store(0, round, testSignature(round));
      const deadFrom = roundTime(testNetwork, round) + FORTNIGHT;
      await goTo(deadFrom - 2);
      await nextBlockAt(deadFrom - 1);
      await expect(beacon.connect(house).nameNetwork(networkTerms(quicknet)))
        .to.be.revertedWithCustomError(beacon, "BeaconNetworkAlive")
        .withArgs(round, deadFrom, deadFrom - 1);
      await nextBlockAt(deadFrom);
      await beacon.connect(house).nameNetwork(networkTerms(quicknet));
      expect(await beacon.networkCount()).to.equal(2n);
    });

    it("can replace one of which nothing was ever seen", async () => {
      const { beacon, house } = await loadFixture(ofTheTest);
      await expect(beacon.connect(house).nameNetwork(networkTerms(quicknet)))
        .to.emit(beacon, "BeaconNetworkNamed")
        .withArgs(1, 1, uncompressedKey(quicknet.key), quicknet.genesis, quicknet.period);
    });

    it("measures the present one, not the one that died before it", async () => {
      const { beacon, house } = await loadFixture(ofTheTest);
      const { round, signature } = published[1];
      await beacon.connect(house).nameNetwork(networkTerms(quicknet));
      await beacon.store(0, 1, testSignature(1));
      await beacon.store(1, round, uncompressed(signature));
      await beacon.connect(house).nameNetwork(networkTerms(testNetwork));
      expect(await beacon.networkCount()).to.equal(3n);
    });

    it("asks the same of the next one's key and clock", async () => {
      const { beacon, house } = await loadFixture(ofTheTest);
      const terms = networkTerms(quicknet);
      await expect(beacon.connect(house).nameNetwork({ ...terms, key: `0x${"00".repeat(256)}` }))
        .to.be.revertedWithCustomError(beacon, "BeaconKeyRefused")
        .withArgs(Fault.AtInfinity);
      await expect(beacon.connect(house).nameNetwork({ ...terms, period: 0 })).to.be.revertedWithCustomError(
        beacon,
        "BeaconNetworkImpossible",
      );
    });

    it("draws by the old one every term whose nominations have opened, and by the new one all later ones", async () => {
      const house = await loadFixture(founded);
      const voice = await person("house");
      await house.registry.set(House, voice.address);
      const { nominationsFrom } = await datesOf(house, 2);
      await reach(nominationsFrom - 1);
      await nextBlockAt(nominationsFrom);
      await house.beacon.connect(voice).nameNetwork(networkTerms(quicknet));
      const networks = await Promise.all([1, 2, 3, 9].map(async (term) => (await house.beacon.beaconOf(term)).network));
      expect(networks).to.deep.equal([0n, 0n, 1n, 1n]);
      const { round, appearsAt } = await house.beacon.beaconOf(3);
      expect(Number(appearsAt)).to.equal(roundTime(quicknet, Number(round)));
      expect((await house.beacon.networkAt(1)).firstTerm).to.equal(3n);
      // A round of one network is none of the other.
      const old = await house.beacon.beaconOf(2);
      await reach(Number(old.appearsAt));
      await expect(house.beacon.store(1, old.round, testSignature(old.round))).to.be.revertedWithCustomError(
        house.beacon,
        "BeaconRoundAhead",
      );
      await house.beacon.store(0, old.round, testSignature(old.round) as Hex);
      await house.elections.seatTable(2);
    });

    it("draws the next term by the new one if its nominations open a second later", async () => {
      const house = await loadFixture(founded);
      const voice = await person("house");
      await house.registry.set(House, voice.address);
      const { nominationsFrom } = await datesOf(house, 2);
      await reach(nominationsFrom - 2);
      await nextBlockAt(nominationsFrom - 1);
      await house.beacon.connect(voice).nameNetwork(networkTerms(quicknet));
      expect((await house.beacon.beaconOf(2)).network).to.equal(1n);
      expect((await house.beacon.beaconOf(1)).network).to.equal(0n);
    });
  });
});
