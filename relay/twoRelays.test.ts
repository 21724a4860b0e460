import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeFunctionData, type Hex, keccak256, numberToHex, padHex, stringToBytes, stringToHex } from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { electionsAbi } from "#protocol/abi/elections.ts";
import type { ContractName } from "#protocol/house/deployments.ts";
import { deviceTime } from "#protocol/house/houseClock.ts";
import { questionId, questionMessage, removalMessage } from "#protocol/relay/questions.ts";
import { directoryLineMessage, recordHash } from "#protocol/relay/records.ts";
import { callId } from "#protocol/relay/relayApi.ts";
import { type Audience, handInMessage, readingMessage, writePermit } from "#protocol/treasury/papers.ts";
import { payeeBookMessage } from "#protocol/treasury/payees.ts";
import { signedBy, signer } from "#protocol/voucher/priceList.fixture.ts";
import { type Anvil, fund, pause, plantTally, startAnvil } from "./anvil.fixture.ts";
import { aDeployment } from "./deployment.fixture.ts";
import { freePort } from "./freePort.fixture.ts";
import { createHouseServer, type HouseServer } from "./houseServer.ts";
import { RelayStore } from "./store/RelayStore.ts";
import { TextShelf } from "./texts/TextShelf.ts";

const CHAIN = 31_999;
const named = (name: string) => privateKeyToAccount(keccak256(stringToHex(name)));
const [owner, operator, stranger] = ["owner of seat 7", "the operator", "a stranger"].map(named) as [
  PrivateKeyAccount,
  PrivateKeyAccount,
  PrivateKeyAccount,
];
type Signed = Parameters<PrivateKeyAccount["signTypedData"]>[0];

let anvil: Anvil;
/** Where the two answer: their addresses stand in the deployment file before they run. */
let origins: string[];
const running: (HouseServer | undefined)[] = [undefined, undefined];
const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), "runde-two-")));
const keys = ["one", "other"].map((word) => keccak256(stringToHex(`relay ${word}`)));

const house = () => aDeployment({ practice: false, chainId: CHAIN, relays: origins });

async function start(which: number): Promise<void> {
  const server = createHouseServer({
    deployment: house(),
    rpcUrl: anvil.url,
    relayKey: keys[which]!,
    dataDir: folders[which]!,
    dueEvery: 0,
    peersEvery: 100,
  });
  await server.start(Number(new URL(origins[which]!).port));
  running[which] = server;
}

async function stop(which: number): Promise<void> {
  await running[which]?.stop();
  running[which] = undefined;
}

/** A contract that answers with these words, whatever it is asked. */
async function answers(contract: ContractName, ...words: Hex[]): Promise<void> {
  const size = numberToHex(32 * words.length, { size: 1 }).slice(2);
  const code = `0x60${size}600c60003960${size}6000f3${words.map((word) => padHex(word).slice(2).toLowerCase()).join("")}`;
  await anvil.rpc("anvil_setCode", [house().contracts[contract], code]);
}

beforeAll(async () => {
  anvil = await startAnvil(CHAIN, { blockTime: 2 });
  for (const key of keys) await fund(anvil, privateKeyToAccount(key).address);
  origins = await Promise.all([0, 1].map(async () => `http://127.0.0.1:${await freePort()}`));
  await plantTally(anvil, house().contracts.Elections);
  // A share contract that answers owners(7, 1) with one address.
  await answers("Share", "0x20", "0x01", owner.address);
  await Promise.all([start(0), start(1)]);
});
afterAll(async () => {
  await Promise.all([stop(0), stop(1)]);
  anvil.stop();
});

const post = (which: number, path: string, body: string) => fetch(origins[which]! + path, { method: "POST", body });
const textAt = async (which: number, hash: Hex) => {
  const answer = await fetch(`${origins[which]}/records/${hash}`);
  return answer.ok ? answer.text() : undefined;
};

/** A signed call that names a text: the contract behind it counts and asks nothing. */
function nomination(statement: Hex, seat: number): { to: Hex; data: Hex } {
  const args = [{ term: 1, seat, epoch: 0, statement, nonce: 1n, deadline: 2_000_000_000 }, "0x"] as const;
  const data = encodeFunctionData({ abi: electionsAbi, functionName: "nominate", args });
  return { to: house().contracts.Elections, data };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 300; i++) {
    if (await holds().catch(() => false)) return;
    await pause(100);
  }
  throw new Error("It never came about");
}

const stateAt = async (which: number, id: Hex) => {
  const answer = await fetch(`${origins[which]}/relay/calls/${id}`);
  return answer.ok ? ((await answer.json()) as { state: string }).state : undefined;
};

describe("two relays of one house, on a chain with a block every two seconds", () => {
  it("find through either what was brought to one, also when that one is gone", async () => {
    const text = "I would look after the books.";
    await post(0, "/records", text);
    const call = nomination(recordHash(text), 7);
    expect((await post(0, "/relay/calls", JSON.stringify(call))).status).toBe(202);
    await until(async () => (await textAt(1, recordHash(text))) === text);
    await stop(0);
    expect(await textAt(1, recordHash(text))).toBe(text);
    await start(0);
    expect(await textAt(0, recordHash(text))).toBe(text);
  });

  it("give a new one all that was ever named, and not only what one signer may name in a day", async () => {
    await stop(0);
    const store = new RelayStore(join(folders[0]!, house().houseId.slice(2, 14)));
    const shelf = new TextShelf(store);
    const texts = Array.from({ length: 104 }, (_, i) => `Minute ${i}`);
    store.together(() => {
      for (const [i, text] of texts.entries()) {
        shelf.put(stringToBytes(text), deviceTime());
        shelf.nameIn(recordHash(text), `seat ${i % 2}`, deviceTime());
      }
    });
    expect(shelf.named).toBeGreaterThanOrEqual(texts.length);
    store.close();
    await start(0);
    await until(async () => (await textAt(1, recordHash(texts.at(-1)!))) !== undefined);
    const there = await Promise.all(texts.map((text) => textAt(1, recordHash(text))));
    expect(there).toEqual(texts);
    await stop(1);
    const copy = new RelayStore(join(folders[1]!, house().houseId.slice(2, 14)));
    expect(new TextShelf(copy).unnamed).toBe(0);
    copy.close();
    await start(1);
  });

  it("tell each other names, and that a name was taken back", async () => {
    const sign = async (name: string, nonce: string) => {
      const line = { seat: 7, name, sentence: "", nonce };
      return JSON.stringify({ line, signature: await owner.signTypedData(directoryLineMessage(house(), line)) });
    };
    const namesAt = async (which: number) => await (await fetch(`${origins[which]}/directory`)).text();
    expect((await post(0, "/directory", await sign("Li Wei", "1"))).status).toBe(201);
    await until(async () => (await namesAt(1)).includes("Li Wei"));
    await stop(1);
    expect((await post(0, "/directory", await sign("", "2"))).status).toBe(201);
    await start(1);
    await until(async () => (await namesAt(1)) === "[]");
  });

  it("tell each other what the counter sells, and never an older list", async () => {
    // Everybody may set prices.
    await answers("Team", "0x01");
    const listAt = async (which: number) =>
      ((await (await fetch(`${origins[which]}/price-list`)).json()) as { version: string } | null)?.version;
    const manager = signer("manager");
    await stop(1);
    const newer = JSON.stringify(await signedBy(manager, house(), "8"));
    expect((await post(0, "/price-list", newer)).status).toBe(201);
    await start(1);
    await until(async () => (await listAt(1)) === "8");
    expect((await post(1, "/price-list", JSON.stringify(await signedBy(manager, house(), "7")))).status).toBe(409);
    expect(await listAt(0)).toBe("8");
  });

  it("tell each other whom the house pays", async () => {
    await answers("Registry", operator.address);
    const book = { payees: [{ account: owner.address, name: "Mill & Sons", kind: "company" as const }], nonce: "1" };
    const signature = await operator.signTypedData(payeeBookMessage(house(), book) as Signed);
    expect((await post(0, "/payees", JSON.stringify({ ...book, signature }))).status).toBe(201);
    await until(async () => (await (await fetch(`${origins[1]}/payees`)).text()).includes("Mill & Sons"));
  });

  it("tell each other what members ask, and that it was taken back", async () => {
    // Seat 7 is the owner's, and there are entries to ask about.
    await Promise.all([answers("Share", owner.address, "0x00"), answers("Journal", "0x20")]);
    const question = {
      ...{ seat: 7, epoch: 0, account: owner.address, kind: "entry" as const, number: 3, text: "Why?" },
      ...{ askedAt: deviceTime(), nonce: keccak256(stringToHex("by chance")) },
    };
    const sign = (message: unknown) => owner.signTypedData(message as Signed);
    const textsAt = async (which: number) => (await fetch(`${origins[which]}/relay/questions/about/entry/3`)).text();
    const signature = await sign(questionMessage(house(), question));
    expect((await post(0, "/relay/questions", JSON.stringify({ question, signature }))).status).toBe(201);
    await until(async () => (await textsAt(1)).includes("Why?"));
    await stop(1);
    const removal = { question: questionId(house(), question), account: owner.address };
    const taken = { removal, signature: await sign(removalMessage(house(), removal)) };
    expect((await post(0, "/relay/questions/removals", JSON.stringify(taken))).status).toBe(201);
    await start(1);
    await until(async () => (await textsAt(1)) === "[]");
    await answers("Share", "0x20", "0x01", owner.address);
  });

  it("copy papers with whom they are for, also to one that was away, and give none to anybody else", async () => {
    await Promise.all([answers("Team", "0x01"), answers("Roster", "0x40", "0x00", "0x00")]);
    const soon = () => deviceTime() + 600;
    const reading = async (who: PrivateKeyAccount) => {
      const permit = { account: who.address, until: soon() };
      const signature = await who.signTypedData(readingMessage(house(), permit) as Signed);
      return { authorization: writePermit({ ...permit, signature }) };
    };
    const handIn = async (words: string, audience: Audience) => {
      const bytes = stringToBytes(`%PDF-1.7 ${words}`);
      const permit = { account: operator.address, until: soon() };
      const message = handInMessage(house(), { ...permit, paper: keccak256(bytes), audience });
      const signature = await operator.signTypedData(message as Signed);
      const answer = await fetch(`${origins[0]}/papers/${keccak256(bytes)}?audience=${audience}`, {
        method: "POST",
        headers: { authorization: writePermit({ ...permit, signature }) },
        body: Uint8Array.from(bytes),
      });
      expect(answer.status).toBe(201);
      return keccak256(bytes);
    };
    const at = async (which: number, hash: Hex, headers: HeadersInit = {}) =>
      (await fetch(`${origins[which]}/papers/${hash}`, { headers })).status;

    const slip = await handIn("for everybody", "public");
    await stop(1);
    // One that the disk lost holds up none that came later.
    const lost = await handIn("lost since then", "table");
    rmSync(join(folders[0]!, house().houseId.slice(2, 14), "papers", lost));
    const bill = await handIn("for those in office", "table");
    await start(1);
    await until(async () => (await at(1, bill)) === 403 && (await at(1, slip)) === 200);
    await stop(0);
    expect(await at(1, bill, await reading(operator))).toBe(200);
    // Nobody may ask for payments now.
    await answers("Team", "0x00");
    expect(await at(1, bill, await reading(stranger))).toBe(403);
    await start(0);
    for (const path of ["/papers", `/papers/${bill}`]) {
      const asked = async (who: PrivateKeyAccount) =>
        (await fetch(origins[1] + path, { headers: await reading(who) })).status;
      expect([await asked(stranger), await asked(privateKeyToAccount(keys[0]!))]).toEqual([403, 200]);
    }
  });

  it("lose no call, whichever is killed, and each goes on where it was", async () => {
    const account = (key: Hex) => privateKeyToAccount(key).address;
    const calls = Array.from({ length: 8 }, (_, i) => nomination(numberToHex(i + 1, { size: 32 }), 10 + i));
    for (const [i, call] of calls.entries()) {
      expect((await post(i % 2, "/relay/calls", JSON.stringify(call))).status).toBe(202);
      if (i === 3) await stop(0).then(() => start(0));
      if (i === 5) await stop(1).then(() => start(1));
    }
    await until(async () => {
      const states = await Promise.all(calls.map((call, i) => stateAt(i % 2, callId(call))));
      return states.every((state) => state === "included");
    });
    const sent = await Promise.all(keys.map((key) => anvil.rpc("eth_getTransactionCount", [account(key), "latest"])));
    // One more is the first test's: no call went out twice.
    expect(sent.reduce<number>((sum, count) => sum + Number(count), 0)).toBe(9);
  });

  it("let each other's pages ask, and nobody else's", async () => {
    const ask = (origin: string) => fetch(`${origins[0]}/directory`, { headers: { origin } });
    expect((await ask(origins[1]!)).headers.get("access-control-allow-origin")).toBe(origins[1]);
    expect((await ask("https://elsewhere.example")).headers.get("access-control-allow-origin")).toBeNull();
    const policy = (await ask(origins[1]!)).headers.get("content-security-policy");
    expect(policy).toContain(`connect-src 'self' ${origins.join(" ")};`);
    const asked = await fetch(`${origins[0]}/rpc`, { method: "POST", body: "{}", headers: { origin: origins[1]! } });
    expect(asked.headers.get("access-control-allow-origin")).toBeNull();
  });
});
