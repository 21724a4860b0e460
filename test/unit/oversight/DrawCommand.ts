import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { decodeFunctionResult, encodeFunctionResult, type Hex, toFunctionSelector } from "viem";
import { electionsAbi } from "#protocol/abi/elections.ts";
import { aDeployment } from "#relay/deployment.fixture.ts";
import { loadFixture } from "../../fixtures/chain.ts";
import {
  aFoundedHouse,
  type ElectionHouse,
  listOf,
  naming,
  seated,
  stand,
  vote,
} from "../../fixtures/electionHouse.ts";
import { rpcDoor } from "../../fixtures/rpcDoor.ts";

const command = fileURLToPath(import.meta.resolve("#scripts/commands/draw.ts"));
const CANDIDATES = toFunctionSelector("candidates(uint32)");

async function votedHouse() {
  const house = await aFoundedHouse({ seats: 25 });
  await stand(house, 1, [4, 9, 12]);
  await vote(house, 1, [1, 2, 3, 4, 5], naming(0, 2));
  await seated(house, 1);
  return house;
}

/** What the command says of a term, and how it ends. */
async function draw(house: ElectionHouse, term: string, answer?: Parameters<typeof rpcDoor>[0]) {
  const folder = await mkdtemp(join(tmpdir(), "runde-draw-"));
  const door = await rpcDoor(answer);
  try {
    const { contracts, ...deployment } = aDeployment();
    const [Roster, Elections, Share] = await Promise.all(
      [house.roster, house.elections, house.share].map(async (one) => (await one.getAddress()) as Hex),
    );
    const file = join(folder, "deployment.json");
    await writeFile(file, JSON.stringify({ ...deployment, contracts: { ...contracts, Roster, Elections, Share } }));
    const args = [command, "--term", term, "--deployment", file, "--rpc", door.url];
    return await new Promise<{ code: number; said: string }>((resolve) => {
      execFile(process.execPath, args, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr });
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
    expect(said).to.contain("Term 1: 3 candidates, 5 ballots sent by 5 seats");
    expect(said).to.contain("Enough people: yes (5 of 25 needed)");
    expect(said).to.contain("seat 4  elected with 5 approvals");
    expect(said).to.contain(`Chairs ${list.slice(0, 10).join(", ")}\n`);
    expect(said).to.contain(`Reserves ${list.slice(10).join(", ")}\n`);
    expect(said.trim().split("\n").at(-1)).to.equal("MATCH");
    expect(code).to.equal(0);
  });

  it("names the first difference when the node lies about the count", async () => {
    const house = await loadFixture(votedHouse);
    const { code, said } = await draw(house, "1", async (_method, params, honest) => {
      const data = (params[0] as { data?: string } | undefined)?.data ?? "";
      const answer = (await honest()) as Hex;
      if (!data.startsWith(CANDIDATES)) return answer;
      const call = { abi: electionsAbi, functionName: "candidates" } as const;
      const paper = decodeFunctionResult({ ...call, data: answer });
      return encodeFunctionResult({
        ...call,
        result: paper.map((one, i) => ({ ...one, approvals: one.approvals + (i === 1 ? 1 : 0) })),
      });
    });
    expect(said).to.contain("DIFFERS in approvals\n  recomputed 5,0,5\n  chain      5,1,5");
    expect(code).to.equal(1);
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
