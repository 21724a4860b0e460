import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Hex, keccak256, stringToHex } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { club } from "#club";
import { testMoneyParameters } from "#ignition/houseParameters.ts";
import { TestMoney } from "#ignition/modules/TestMoney.ts";
import { anvilFile } from "#relay/anvilFile.ts";
import { runModule } from "#scripts/deploy/runModule.ts";
import { type Sent, SigningProvider, type SigningProviderOptions } from "#scripts/deploy/SigningProvider.ts";
import { RehearsalChain } from "./RehearsalChain.ts";

const killed = new Error("killed");

class KilledBeforeSigning extends SigningProvider {
  override async request(asked: { method: string; params?: unknown }): Promise<unknown> {
    if (asked.method === "eth_sendTransaction") throw killed;
    return super.request(asked);
  }
}

class KilledBeforeSending extends SigningProvider {
  override async send(_signed: Sent): Promise<Hex> {
    throw killed;
  }
}

class KilledBeforeTheAnswer extends SigningProvider {
  override async send(signed: Sent): Promise<Hex> {
    await super.send(signed);
    throw killed;
  }
}

describe.skipIf(anvilFile() === undefined)("a deployment that is killed while it sends a transaction", () => {
  let chain: RehearsalChain;
  let folder: string;
  let turn = 0;

  beforeAll(async () => {
    chain = await RehearsalChain.start(31_999);
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "a deployment "));
    turn += 1;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  afterAll(() => chain.stop());

  it.each([
    ["before it is signed", KilledBeforeSigning, 0],
    ["when it is signed and not sent", KilledBeforeSending, 0],
    ["when it is sent and nobody heard the answer", KilledBeforeTheAnswer, 1],
  ])("%s, sends it once", async (_when, Killed, sentThen) => {
    const key = keccak256(stringToHex(`deployer ${turn}`));
    const deployer = privateKeyToAddress(key);
    await chain.ask("anvil_setBalance", [deployer, "0xde0b6b3a7640000"]);
    const sent = async () => Number(await chain.ask("eth_getTransactionCount", [deployer, "latest"]));
    const options: SigningProviderOptions = {
      rpcUrl: chain.url,
      chainId: 31_999,
      key,
      sentFile: join(folder, "sent.jsonl"),
    };
    const run = (provider: SigningProvider) =>
      runModule(TestMoney, testMoneyParameters(club), {
        provider,
        folder: join(folder, "money"),
        confirmations: 1,
        pollEvery: 10,
      });

    await expect(run(new Killed(options))).rejects.toThrow("killed");
    await expect.poll(sent).toBe(sentThen);
    const { Token } = await run(new SigningProvider(options));
    expect(await chain.ask("eth_getCode", [Token, "latest"])).not.toBe("0x");
    expect(await sent()).toBe(1);
  });
});
