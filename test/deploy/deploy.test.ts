import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Hex, keccak256, stringToHex } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Club } from "#ignition/club.ts";
import { contractNames } from "#protocol/abi/parts.ts";
import { type Deployment, parseDeployment } from "#protocol/house/deployments.ts";
import { beaconNetworks } from "#protocol/oversight/beacon.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { freePort } from "#relay/freePort.fixture.ts";
import { createHouseServer } from "#relay/houseServer.ts";
import { attachHouse } from "#scripts/deploy/attachHouse.ts";
import { proveHandover } from "#scripts/handover/proveHandover.ts";
import { root } from "#scripts/process/runTool.ts";
import { HouseProcess } from "../faults/HouseProcess.ts";
import { club as bakery } from "../fixtures/clubs/bakery.ts";
import { RehearsalChain } from "./RehearsalChain.ts";

const key = keccak256(stringToHex("a deployer with a key of its own"));
const deployer = privateKeyToAddress(key);
/** One for every contract of the house and the token; the timelock is made by the governor, and the seal is one more. */
const TRANSACTIONS = contractNames.length;
const DAY = 86_400;

let chain: RehearsalChain;
let folder: string;
let opens: string;
let processes: HouseProcess[] = [];

beforeAll(async () => {
  chain = await RehearsalChain.start(31_999);
  await chain.beat();
  folder = mkdtempSync(join(tmpdir(), "a deployment "));
  const { timestamp } = (await chain.ask("eth_getBlockByNumber", ["latest", false])) as { timestamp: Hex };
  opens = new Date((Number(timestamp) + 10 * DAY) * 1000).toISOString();
});
afterEach(() => {
  for (const one of processes) one.kill();
  processes = [];
});
afterAll(async () => {
  await chain.stop();
  rmSync(folder, { recursive: true, force: true });
});

function deploy(network = "rehearsal", more: readonly string[] = [], other: Record<string, string> = {}): HouseProcess {
  const club = join(root, "test/fixtures/clubs/bakery.ts");
  const args = [
    join(root, "scripts/commands/deploy.ts"),
    "--network",
    network,
    "--club",
    club,
    "--folder",
    folder,
    ...more,
  ];
  const env = {
    REHEARSAL_RPC_URL: chain.url,
    REHEARSAL_DEPLOYER_KEY: key,
    REHEARSAL_OPENS: opens,
    SEPOLIA_RPC_URL: chain.url,
    SEPOLIA_DEPLOYER_KEY: key,
    ...other,
  };
  const one = new HouseProcess(process.execPath, args, { cwd: root, env });
  processes.push(one);
  return one;
}

async function refused(one: HouseProcess): Promise<string> {
  expect(await one.ended).toBe(1);
  return one.said;
}
const sentByDeployer = async () => Number(await chain.ask("eth_getTransactionCount", [deployer, "latest"]));
const written = () => join(folder, "rehearsal.json");
const readWritten = (): Deployment => parseDeployment(JSON.parse(readFileSync(written(), "utf8")));
const journalFile = () => join(folder, "rehearsal/house/journal.jsonl");
const journal = () => readFileSync(journalFile(), "utf8").split("\n");
const isOf = (type: string) => (line: string) => line.includes(`"type":"${type}"`);
const fund = (coins: bigint) => chain.ask("anvil_setBalance", [deployer, `0x${(coins * 10n ** 18n).toString(16)}`]);

// One story, told in order: each test goes on where the one before it ended.
describe.skipIf(anvilFile() === undefined)("a house on a chain that others run", () => {
  it("is refused on another chain than the configured one", async () => {
    expect(await refused(deploy("sepolia"))).toContain(
      "The node belongs to the rehearsal chain (31999), the configuration says Sepolia (11155111). Nothing was sent.",
    );
  });

  it("is not begun where no node answers, and says which variable names it", async () => {
    const away = `http://127.0.0.1:${await freePort()}`;
    expect(await refused(deploy("rehearsal", [], { REHEARSAL_RPC_URL: away }))).toMatch(
      new RegExp(`The node does not answer \\(${new URL(away).host}\\)\\. REHEARSAL_RPC_URL names it`),
    );
    expect(existsSync(written())).toBe(false);
  });

  it("is refused while the deployer has no money, in words", async () => {
    expect(await refused(deploy())).toMatch(new RegExp(`The deployer ${deployer} has 0, and building the house needs`));
    expect([await sentByDeployer(), existsSync(written())]).toEqual([0, false]);
  });

  it("is estimated without sending anything", async () => {
    await fund(10n);
    const estimate = deploy("rehearsal", ["--dry-run"]);
    expect(await estimate.ended, estimate.said).toBe(0);
    expect(estimate.said).toMatch(
      /Everything fits\. Building the house takes about \d{2,3}\.\d million gas: 0\.\d+ of the chain/,
    );
    expect([await sentByDeployer(), existsSync(written()), existsSync(join(folder, "rehearsal/house"))]).toEqual([
      0,
      false,
      false,
    ]);
  });

  it("is rehearsed before the first transaction, and refused in words by a constructor that would not have it", async () => {
    await fund(10n);
    const inTime = opens;
    opens = new Date(Date.parse(inTime) + 400 * DAY * 1000).toISOString();
    expect(await refused(deploy())).toMatch(
      /Nothing was sent\.\n *foundingOpens: the round must .* end at most 400 days/,
    );
    opens = inTime;
    expect([await sentByDeployer(), existsSync(written()), existsSync(join(folder, "rehearsal/house"))]).toEqual([
      0,
      false,
      false,
    ]);
  });

  it("says in words that the coin ran out in the middle, and loses nothing", async () => {
    const first = deploy();
    await first.until(/Registry/);
    await chain.ask("anvil_setBalance", [deployer, "0x1"]);
    expect(await refused(first)).toContain("The deployer's coin ran out in the middle. What is built stays built");
    expect(await sentByDeployer()).toBeGreaterThan(0);
    await fund(10n);
  });

  it("sends again what a node has forgotten before a block took it", async () => {
    const first = deploy();
    for (let forgotten = 0; forgotten < 2; await pause(20)) {
      const { pending } = (await chain.ask("txpool_status")) as { pending: Hex };
      if (Number(pending) === 0) continue;
      await chain.ask("anvil_dropAllTransactions");
      forgotten += 1;
    }
    await first.until(/Voucher/);
    first.kill();
    await first.ended;
  });

  it("is not known to anybody when the deployment is killed in the middle", async () => {
    const first = deploy();
    await first.until(/HouseGovernor/);
    first.kill();
    await first.ended;
    expect(existsSync(written())).toBe(false);
    expect(await sentByDeployer()).toBeGreaterThan(3);
    // As if it had been killed while it wrote down where the contracts are.
    writeFileSync(join(folder, "rehearsal/house/deployed_addresses.json"), '{"House#Regis');
  });

  it("stands when the deployment goes on, and no transaction was made twice", async () => {
    forgetLastSending();
    const second = deploy();
    expect(await second.ended, second.said).toBe(0);
    expect(second.said).not.toMatch(/^ +Registry /m);
    expect(second.said).toContain("the deployer holds no power any more");
    expect(await sentByDeployer()).toBe(TRANSACTIONS);
    const { chainId, practice, club, beacon } = readWritten();
    expect({ chainId, practice }).toEqual({ chainId: 31_999, practice: false });
    expect(club).toMatchObject({
      name: "Backhaus",
      chairs: 3,
      currency: { tokenName: "Test euro" },
      unitPrice: "4.20",
    });
    expect(beacon).toMatchObject({ name: "quicknet", ...beaconNetworks.quicknet, settle: 3600 });
    expect(club.founding).toMatchObject({ price: "400", opensAt: Date.parse(opens) / 1000 });
  });

  it("has a file that tells where every contract is, and since when", async () => {
    const { contracts, codeHashes, deployedAtBlock } = readWritten();
    const hashes = contractNames.map(async (name) =>
      keccak256((await chain.ask("eth_getCode", [contracts[name], "latest"])) as Hex),
    );
    expect(await Promise.all(hashes)).toEqual(contractNames.map((name) => codeHashes[name]));
    const before = `0x${(deployedAtBlock - 1).toString(16)}`;
    expect(await chain.ask("eth_getCode", [contracts.Registry, before])).toBe("0x");
    expect(await chain.ask("eth_getCode", [contracts.Registry, `0x${deployedAtBlock.toString(16)}`])).not.toBe("0x");
  });

  it("is opened by a relay from that file alone", async () => {
    const dataDir = join(folder, "relay");
    const relayKey = keccak256(stringToHex("a relay"));
    const deployment = readWritten();
    const server = createHouseServer({ deployment, rpcUrl: chain.url, relayKey, dataDir, dueEvery: 0 });
    try {
      const origin = `http://127.0.0.1:${await server.start(0)}`;
      expect(await (await fetch(`${origin}/deployment.json`)).json()).toEqual(deployment);
      const { terms } = deployment.club.founding;
      expect(await (await fetch(`${origin}/records/${terms.hash}`)).text()).toBe(terms.text);
      expect((await fetch(`${origin}/practice/state`)).status).toBe(404);
    } finally {
      await server.stop();
    }
  });

  it("leaves no power to the deployer", async () => {
    const { powers, leftOvers } = await proveHandover(readWritten(), chain.ask);
    expect(leftOvers).toEqual([]);
    expect(JSON.stringify(powers).toLowerCase()).not.toContain(deployer.slice(2).toLowerCase());
  });

  it("is verified and proven by the commands, for whoever has its file and a node", async () => {
    const run = (name: string, file: string) => {
      const args = [join(root, "scripts/commands", `${name}.ts`), "--deployment", file, "--rpc", chain.url];
      const one = new HouseProcess(process.execPath, args, { cwd: root, env: {} });
      processes.push(one);
      return one;
    };
    const verified = run("verify", written());
    expect(await verified.ended, verified.said).toBe(0);
    expect(verified.said).toMatch(/^0 entries up to block \d+/m);
    expect(verified.said).toMatch(/^MATCH$/m);
    const proven = run("prove-handover", written());
    expect(await proven.ended, proven.said).toBe(0);
    expect(proven.said).not.toMatch(new RegExp(deployer.slice(2), "i"));
    // A file that says otherwise is found out.
    const house = readWritten();
    const [other, lie] = [privateKeyToAddress(keccak256(stringToHex("another operator"))), join(folder, "lie.json")];
    writeFileSync(lie, JSON.stringify({ ...house, club: { ...house.club, operator: other } }));
    const refuted = run("prove-handover", lie);
    expect(await refuted.ended, refuted.said).toBe(1);
    expect(refuted.said).toContain("operator");
  });

  it("is found again by its registry alone when the file was lost, without a key", async () => {
    const file = readFileSync(written(), "utf8");
    rmSync(written());
    const club = join(root, "test/fixtures/clubs/bakery.ts");
    const attach = (registry: string) => {
      const args = ["attach.ts", "--network", "rehearsal", "--registry", registry, "--club", club, "--folder", folder];
      const env = { REHEARSAL_RPC_URL: chain.url, REHEARSAL_OPENS: opens };
      const one = new HouseProcess(process.execPath, [join(root, "scripts/commands", args[0]!), ...args.slice(1)], {
        cwd: root,
        env,
      });
      processes.push(one);
      return one;
    };
    const { contracts } = parseDeployment(JSON.parse(file));
    expect(await refused(attach(contracts.Share))).toMatch(/is no registry of a house/);
    expect(await refused(attach(deployer))).toMatch(/There is nothing at/);
    expect(await refused(attach("0x12"))).toMatch(/--registry wants the registry's address/);
    const again = attach(contracts.Registry);
    expect(await again.ended, again.said).toBe(0);
    expect(JSON.parse(readFileSync(written(), "utf8"))).toEqual(JSON.parse(file));
  });

  it("is not found with another folder's figures or words than those it was built with", async () => {
    const place = { ...bakery.networks.rehearsal!, foundingOpens: opens };
    const { Registry: registry } = readWritten().contracts;
    const attach = (club: Club) => attachHouse({ ask: chain.ask, chainId: 31_999, registry, club, place });
    await expect(attach({ ...bakery, voting: { ...bakery.voting, votingDelay: 2 * DAY } })).rejects.toThrow(
      /not as this folder and this build describe it:\nRegistry: the figure votingDelay of the first day is 86400, /,
    );
    await expect(attach({ ...bakery, criteria: `${bakery.criteria} And red hair.` })).rejects.toThrow(
      /Admission: the hash of the criteria is 0x/,
    );
    await expect(attach({ ...bakery, terms: `${bakery.terms} And more.` })).rejects.toThrow(
      /The founding round's terms are not those in .*Take the words as they were on the day of the deploy\./,
    );
  });

  it("is told in words when somebody has edited its file by hand, and nothing is built in its place", async () => {
    const file = readFileSync(written(), "utf8");
    const edited = async (text: string) => {
      writeFileSync(written(), text);
      return refused(deploy());
    };
    try {
      expect(await edited(file.slice(0, -20))).toMatch(
        /rehearsal\.json tells of no house\. .*npm run attach writes it again/,
      );
      expect(await edited(file.replace('"chainId": 31999', '"chainId": "31999"'))).toMatch(
        /tells of no house(.|\n)*chainId/,
      );
      expect(await edited(file.replace('"chairs": 3', '"chairs": 5'))).toContain(
        "Registry: the figure chairs of the first day is 3, the deployment file says 5",
      );
      const id = readWritten().houseId;
      expect(await edited(file.replace(id, `${id.slice(0, -1)}${id.endsWith("0") ? "1" : "0"}`))).toContain(
        `Registry: the house's id is ${id}, the deployment file says`,
      );
      expect(await edited(file.replace('"chainId": 31999', '"chainId": 11155111'))).toContain(
        "The node belongs to the rehearsal chain (31999)",
      );
    } finally {
      writeFileSync(written(), file);
    }
    expect(await sentByDeployer()).toBe(TRANSACTIONS);
  });

  it("is proven again, and not built again, when somebody deploys it once more", async () => {
    const third = deploy();
    expect(await third.ended, third.said).toBe(0);
    expect(third.said).toContain("nothing to do");
    expect(await sentByDeployer()).toBe(TRANSACTIONS);
  });

  it("is missed in words when the chain was wiped", async () => {
    await chain.stop();
    chain = await RehearsalChain.start(31_999);
    expect(await refused(deploy())).toMatch(
      /nothing is at 0x\w{40}: this chain has forgotten it. Begin again with --fresh/,
    );
  });
});

/** As if the kill had come after a transaction left and before the journal heard of it. */
function forgetLastSending(): void {
  const lines = journal();
  const sending = lines.findLastIndex(isOf("TRANSACTION_SEND"));
  // Else the kill has come in that very moment.
  if (sending > lines.findLastIndex(isOf("TRANSACTION_PREPARE_SEND"))) {
    writeFileSync(journalFile(), lines.slice(0, sending).join("\n"));
  }
}
