import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { encodeAbiParameters, type Hex, numberToHex } from "viem";
import { drandBeaconAbi } from "#protocol/abi/drandBeacon.ts";
import { electionsAbi } from "#protocol/abi/elections.ts";
import { registryAbi } from "#protocol/abi/registry.ts";
import { rosterAbi } from "#protocol/abi/roster.ts";
import { shareAbi } from "#protocol/abi/share.ts";
import { compressed, numberOf } from "#protocol/oversight/drand.ts";
import { aDeployment } from "#relay/deployment.fixture.ts";
import { testNetwork, testSignature } from "../../fixtures/beacon.ts";
import { DAY, loadFixture } from "../../fixtures/chain.ts";
import {
  accept,
  aFoundedHouse,
  datesOf,
  type ElectionHouse,
  listOf,
  naming,
  reach,
  SETTLE,
  seated,
  stand,
  vote,
} from "../../fixtures/electionHouse.ts";
import { forgedAnswer, forgedLogs, type Lie } from "../../fixtures/lyingNode.ts";
import { rpcDoor } from "../../fixtures/rpcDoor.ts";

const command = fileURLToPath(import.meta.resolve("#scripts/commands/draw.ts"));

async function votedHouse() {
  const house = await aFoundedHouse({ seats: 25 });
  await stand(house, 1, [4, 9, 12]);
  await vote(house, 1, [1, 2, 3, 4, 5], naming(0, 2));
  await seated(house, 1);
  return house;
}

/** A seat that ends between the two ballots. */
const LEAVER = 13;

/** Two tables: some of the first sit while the second is drawn, and a seat has ended. */
async function twoTables() {
  const house = await votedHouse();
  // Whoever was drawn, the one who leaves may be among them.
  const first = (await listOf(house, 1)).filter((seat) => seat !== LEAVER);
  await house.share.connect(house.exit).end(LEAVER);
  await accept(house, 1, first.slice(2, 9));
  await stand(house, 2, first.slice(-1));
  await vote(house, 2, [6, 7, 8, 9, 10], naming(0));
  await seated(house, 2);
  return house;
}

/** What the command says of a term, and how it ends. */
async function draw(house: ElectionHouse, term: string, answer?: Lie, ...more: string[]) {
  const folder = await mkdtemp(join(tmpdir(), "runde-draw-"));
  const door = await rpcDoor(answer);
  try {
    const { contracts, ...deployment } = aDeployment();
    const [Registry, Roster, Elections, Share, DrandBeacon] = await Promise.all(
      [house.registry, house.roster, house.elections, house.share, house.beacon].map(
        async (one) => (await one.getAddress()) as Hex,
      ),
    );
    const beacon = { ...deployment.beacon, ...testNetwork, name: "testnet", settle: SETTLE };
    const servers = ["https://rounds.example"];
    const file = join(folder, "deployment.json");
    const house_ = { ...deployment, beacon: { ...beacon, servers } };
    await writeFile(
      file,
      JSON.stringify({ ...house_, contracts: { ...contracts, Registry, Roster, Elections, Share, DrandBeacon } }),
    );
    const args = [command, "--term", term, "--deployment", file, "--rpc", door.url, ...more];
    return await new Promise<{ code: number; said: string }>((resolve) => {
      execFile(process.execPath, args, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), said: (stdout + stderr).trimStart() });
      });
    });
  } finally {
    await door.close();
    await rm(folder, { recursive: true });
  }
}

describe("npm run draw", () => {
  it("tells every step of a term's draw and says MATCH", async () => {
    const house = await loadFixture(votedHouse);
    const { code, said } = await draw(house, "1");
    const list = await listOf(house, 1);
    const { round, value } = await house.beacon.beaconOf(1);
    expect(said).to.contain("Term 1: 3 candidates, 5 ballots sent by 5 seats");
    expect(said).to.contain("Enough people: yes (5 of 25 needed)");
    expect(said).to.contain(`Round ${round} of testnet\n`);
    expect(said).to.contain(`Signature ${compressed(testSignature(round))}\nNumber ${value}\n`);
    expect(said).to.contain(`published at https://rounds.example/practice/public/${round}\n`);
    expect(said).to.contain("seat 4  elected with 5 approvals");
    expect(said).to.contain(`Chairs ${list.slice(0, 10).join(", ")}\n`);
    expect(said).to.contain(`Reserves ${list.slice(10).join(", ")}\n`);
    expect(said.trim().split("\n").at(-1)).to.equal("MATCH");
    expect(code).to.equal(0);
  });

  it("says MATCH for a table that follows another", async () => {
    const house = await loadFixture(twoTables);
    expect((await draw(house, "2")).said.trim().split("\n").at(-1)).to.equal("MATCH");
  });

  describe("given a node that lies", () => {
    const differsIn = async (house: ElectionHouse, term: string, what: string, lie: Lie) => {
      const { code, said } = await draw(house, term, lie);
      expect(said).to.contain(`DIFFERS in ${what}\n`);
      expect(code).to.equal(1);
    };
    const differs = async (term: string, what: string, lie: Lie) =>
      differsIn(await loadFixture(twoTables), term, what, lie);

    it("names a forged count", () =>
      differs(
        "1",
        "approvals\n  recomputed 5,0,5\n  chain      5,1,5",
        forgedAnswer<{ approvals: number }[]>(electionsAbi, "candidates", (paper) =>
          paper.map((one, i) => ({ ...one, approvals: one.approvals + (i === 1 ? 1 : 0) })),
        ),
      ));

    it("names a ballot that is left out of the logs", () =>
      differs(
        "1",
        "approvals",
        forgedLogs(electionsAbi, "BallotCast", (logs) => logs.slice(1)),
      ));

    it("names a nomination that is left out of the logs", () =>
      differs(
        "1",
        "paper",
        forgedLogs(electionsAbi, "Nominated", (logs) => logs.slice(0, 2)),
      ));

    it("names a nomination that is left out of the answer", () =>
      differs(
        "1",
        "paper",
        forgedAnswer<unknown[]>(electionsAbi, "candidates", (paper) => paper.slice(0, 2)),
      ));

    it("names a signature that is not the network's", () =>
      differs(
        "1",
        "signature",
        forgedLogs(drandBeaconAbi, "BeaconStored", (logs) =>
          logs.map((log) => {
            const value = numberOf(compressed(testSignature(5)));
            const types = [{ type: "bytes32" }, { type: "bytes" }] as const;
            return { ...log, data: encodeAbiParameters(types, [value, testSignature(5)]) };
          }),
        ),
      ));

    it("names a number that is not the signature's", () =>
      differs(
        "1",
        "number",
        forgedAnswer<object>(electionsAbi, "election", (election) => ({ ...election, beacon: `0x${"12".repeat(32)}` })),
      ));

    it("names another round than the calendar's, though its signature is right and stored", async () => {
      const house = await loadFixture(twoTables);
      const other = (await house.beacon.beaconOf(1)).round + 1n;
      await house.beacon.store(0, other, testSignature(other));
      const forged = { round: other, beacon: numberOf(compressed(testSignature(other))) };
      const lie = forgedAnswer<object>(electionsAbi, "election", (election) => ({ ...election, ...forged }));
      await differsIn(house, "1", "round", lie);
    });

    it("names dates that are forged in the answer", () =>
      differs(
        "1",
        "calendar",
        forgedAnswer<{ ballotUntil: number }>(rosterAbi, "calendar", (dates) => ({
          ...dates,
          ballotUntil: dates.ballotUntil - 30,
        })),
      ));

    it("names an era that is forged in the logs", () =>
      differs(
        "2",
        "calendar",
        forgedLogs(rosterAbi, "EraAdded", (logs) =>
          logs.map((log) => ({ ...log, data: encodeAbiParameters([{ type: "uint32" }], [61 * DAY]) })),
        ),
      ));

    it("names a figure that is forged in the answer", () =>
      differs(
        "1",
        "figures\n  recomputed 10 10 2000\n  chain      10 10 2500",
        forgedAnswer<bigint>(registryAbi, "figureAt", () => 2_500n),
      ));

    it("names a figure that is forged in the logs", () =>
      differs(
        "1",
        "figures",
        forgedLogs(registryAbi, "FigureChanged", (logs) => logs.slice(0, -1)),
      ));

    it("names another size of the table in the answer", () =>
      differs(
        "1",
        "figures",
        forgedAnswer<{ chairs: number }>(rosterAbi, "rotation", (rotation) => ({ ...rotation, chairs: 9 })),
      ));

    it("names live seats that are forged in the answer", () =>
      differs(
        "2",
        "electorate\n  recomputed 24 25\n  chain      25 25",
        forgedAnswer<number>(shareAbi, "liveSeatsAt", (live) => live + 1),
      ));

    it("names a birth that is forged in the answer", () =>
      differs(
        "1",
        "electorate",
        forgedAnswer<number>(shareAbi, "lastSeatAt", (last) => last + 1),
      ));

    it("names a seat's end that is left out of the logs", () =>
      differs(
        "2",
        "electorate\n  recomputed 25 25\n  chain      24 25",
        forgedLogs(shareAbi, "SeatEnded", () => []),
      ));

    it("names a seat's end that is told to be later than it was", async () => {
      const house = await loadFixture(twoTables);
      const [ended] = await house.share.queryFilter(house.share.filters.SeatEnded());
      await differsIn(house, "2", "electorate", async (method, params, honest) => {
        const answer = (await honest()) as object;
        if (method !== "eth_getBlockByNumber" || Number(params[0]) !== ended?.blockNumber) return answer;
        return { ...answer, timestamp: numberToHex(2 ** 40) };
      });
    });

    it("names an earlier table that is forged in the logs", () =>
      differs(
        "2",
        "earlier",
        forgedLogs(rosterAbi, "ChairTaken", (logs) => logs.slice(1)),
      ));

    it("names an earlier table that is forged in the answer", () =>
      differs(
        "2",
        "earlier",
        forgedAnswer<{ seat: number; yesAt: number }[]>(rosterAbi, "chairsOf", (list) =>
          // Whoever it was that said yes first.
          list.map((chair, i) =>
            i === list.findIndex(({ yesAt }) => yesAt > 0) ? { ...chair, yesAt: chair.yesAt + 1 } : chair,
          ),
        ),
      ));

    it("names a list that is forged in the answer", () =>
      differs(
        "1",
        "list",
        forgedAnswer<unknown[]>(rosterAbi, "chairsOf", (list) => [...list].reverse()),
      ));

    for (const [abi, eventName, words] of [
      [registryAbi, "FiguresFounded", "The founding of the registry's figures"],
      [rosterAbi, "CalendarBegun", "The beginning of the calendar"],
    ] as const) {
      it(`says so when ${eventName} is missing`, async () => {
        const house = await loadFixture(votedHouse);
        const { code, said } = await draw(
          house,
          "1",
          forgedLogs(abi, eventName, () => []),
        );
        expect(said).to.equal(`${words} is not in the node's logs\n`);
        expect(code).to.equal(2);
      });
    }

    it("says so when a log is missing without which nothing can be checked", async () => {
      const house = await loadFixture(votedHouse);
      const { code, said } = await draw(
        house,
        "1",
        forgedLogs(drandBeaconAbi, "BeaconStored", () => []),
      );
      expect(said).to.match(/^The signature of round \d+ is not in the node's logs\n$/);
      expect(code).to.equal(2);
    });
  });

  describe("given a signature that somebody else published", () => {
    it("compares it with the one that was stored", async () => {
      const house = await loadFixture(votedHouse);
      const { round } = await house.beacon.beaconOf(1);
      const published = compressed(testSignature(round)).slice(2).toUpperCase();
      expect((await draw(house, "1", undefined, "--signature", published)).code).to.equal(0);
      const other = await draw(house, "1", undefined, "--signature", compressed(testSignature(round + 1n)));
      expect(other.said).to.contain("DIFFERS in signature\n");
      expect(other.code).to.equal(1);
      const garbage = await draw(house, "1", undefined, "--signature", "0x12");
      expect(garbage).to.deep.equal({ code: 2, said: "A signature has 96 hexadecimal digits\n" });
    });

    it("tells how anybody brings it while the draw waits, and refuses a wrong one", async () => {
      const house = await loadFixture(votedHouse);
      await reach((await datesOf(house, 2)).ballotUntil + SETTLE + 10);
      const { round } = await house.beacon.beaconOf(2);
      const wrong = await draw(house, "2", undefined, "--signature", compressed(testSignature(round + 1n)));
      expect(wrong).to.deep.equal({ code: 1, said: `This is not the signature of round ${round} of testnet\n` });
      const { code, said } = await draw(house, "2", undefined, "--signature", compressed(testSignature(round)));
      expect(code).to.equal(0);
      const [, data] = /data {2}(0x[0-9a-f]+)/.exec(said) ?? [];
      await house.stranger.sendTransaction({ to: await house.beacon.getAddress(), data });
      await house.elections.seatTable(2);
      expect((await draw(house, "2")).code).to.equal(0);
    });
  });

  it("says so when the term has no table, or is no term", async () => {
    const house = await loadFixture(votedHouse);
    expect(await draw(house, "2")).to.deep.equal({
      code: 2,
      said: "Term 2 is not seated: there is no draw to check\n",
    });
    expect((await draw(house, "soon")).said).to.contain("Name a term, from 1 on");
  });
});
