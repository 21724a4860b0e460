import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { type Abi, decodeEventLog, encodeAbiParameters, type Hex, type RpcLog } from "viem";
import { closingsAbi } from "#protocol/abi/closings.ts";
import { correctionsAbi } from "#protocol/abi/corrections.ts";
import { counterAbi } from "#protocol/abi/counter.ts";
import { exactPaymentsAbi } from "#protocol/abi/exactPayments.ts";
import type { Ask } from "#protocol/house/Ask.ts";
import { checkClosings } from "#protocol/voucher/checkClosings.ts";
import { EXACT_BIT } from "#protocol/voucher/payCode.ts";
import { aDeployment } from "#relay/deployment.fixture.ts";
import { loadFixture, provider } from "../../fixtures/chain.ts";
import {
  aBatch,
  anItem,
  anOrder,
  enrolTerminal,
  fen,
  handIn,
  handInLate,
  member,
  payOrder,
} from "../../fixtures/counterHouse.ts";
import { forgedAnswer, forgedLogs, type Lie } from "../../fixtures/lyingNode.ts";
import {
  aClosing,
  aRefunding,
  closeDay,
  nth,
  type PaidHouse,
  paidFor,
  voidAtTill,
} from "../../fixtures/paidCounter.ts";
import { rpcDoor } from "../../fixtures/rpcDoor.ts";

const command = fileURLToPath(import.meta.resolve("#scripts/commands/closing.ts"));

/** Two closings of till 1 with something of every kind in each, something open after them, and another till beside it. */
async function closedTwice() {
  const house = await paidFor();
  const corrections = house.corrections.connect(house.manager);
  await handInLate(house, await aBatch(house, [await anItem(house, house.phone1, 5, { amount: fen(7) })]));
  await payOrder(house, await anOrder(house, member(house, 4)));
  await voidAtTill(house, nth(0), house.batch.items);
  await closeDay(house, await aClosing(house, { unpaid: BigInt(fen(12)) }));
  const second = await enrolTerminal(house, "till 2");
  await handIn(house, await aBatch(house, [await anItem(house, house.phone2, 2)], { terminal: 2 }), second);
  const again = await anItem(house, house.phone1, 6, { amount: fen(4) });
  await handIn(house, await aBatch(house, [house.batch.items[0] ?? again, again]));
  await corrections.refund(await aRefunding(house, 0, fen(20), { seq: EXACT_BIT + 1 }), [], "0x");
  await closeDay(house, await aClosing(house));
  await handIn(house, await aBatch(house, [await anItem(house, house.phone1, 7, { amount: fen(3) })]));
  return house;
}

async function deploymentOf(house: PaidHouse) {
  const { contracts, ...deployment } = aDeployment();
  const [Counter, ExactPayments, Corrections, Closings] = await Promise.all(
    [house.counter, house.exact, house.corrections, house.closings].map(async (one) => (await one.getAddress()) as Hex),
  );
  const ours = { Counter, ExactPayments, Corrections, Closings } as Record<string, Hex>;
  return { ...deployment, deployedAtBlock: 0, contracts: { ...contracts, ...ours } };
}

/** The same check that the command makes and the page, with a node that may lie. */
async function check(house: PaidHouse, lie: Lie = (_method, _params, honest) => honest(), till = 1) {
  const ask: Ask = (method, params) => lie(method, params, () => provider.request({ method, params }));
  return checkClosings(ask, await deploymentOf(house), till);
}

/** What the command says of a till, and how it ends. */
async function closing(house: PaidHouse, ...args: string[]) {
  const folder = await mkdtemp(join(tmpdir(), "runde-closing-"));
  const door = await rpcDoor();
  try {
    const file = join(folder, "deployment.json");
    await writeFile(file, JSON.stringify(await deploymentOf(house)));
    return await new Promise<{ code: number; said: string }>((resolve) => {
      execFile(process.execPath, [command, ...args, "--deployment", file, "--rpc", door.url], (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), said: (stdout + stderr).trimStart() }),
      );
    });
  } finally {
    await door.close();
    await rm(folder, { recursive: true });
  }
}

/** The same log with other words in its data. */
function reworded(abi: Abi, log: RpcLog, change: (args: Record<string, unknown>) => void): RpcLog {
  const { args, eventName } = decodeEventLog({ abi, data: log.data, topics: log.topics } as never) as {
    args: Record<string, unknown>;
    eventName: string;
  };
  change(args);
  const event = abi.find((one) => one.type === "event" && one.name === eventName);
  const inputs = event?.type === "event" ? event.inputs.filter(({ indexed }) => !indexed) : [];
  return { ...log, data: encodeAbiParameters(inputs, inputs.map(({ name }) => args[name ?? ""]) as never) };
}

describe("npm run closing", () => {
  it("counts every closing again and says MATCH", async () => {
    const house = await loadFixture(closedTwice);
    const { code, said } = await closing(house, "--till", "1");
    expect(said).to.contain("Closing 1, of 20");
    expect(said).to.contain(": 418.00 CNY in 5 payments\n  taken back 28.00 CNY, refunded 0.00 CNY");
    expect(said).to.contain("green and not paid 12.00 CNY\n  up to batch 1, late hand-in 1, exact payment 1\n");
    expect(said).to.contain(": 4.00 CNY in 1 payments\n  taken back 0.00 CNY, refunded 20.00 CNY");
    expect(said).to.contain("Not closed yet: 3.00 CNY in 1 payments");
    expect(said.trim().split("\n").at(-1)).to.equal("MATCH");
    expect(code).to.equal(0);
    const second = await closing(house, "--till", "1", "--number", "2");
    expect(second.said).to.contain("Closing 2");
    expect(second.said).not.to.contain("Closing 1");
    expect((await closing(house, "--till", "1", "--number", "3")).code).to.equal(2);
  });

  it("keeps tills apart", async () => {
    const checked = await check(await loadFixture(closedTwice), undefined, 2);
    expect([checked.closings.length, checked.open.payments, checked.open.total, checked.difference]).to.deep.equal([
      0,
      1,
      BigInt(fen(28)),
      undefined,
    ]);
  });

  describe("given a node that lies", () => {
    const differs = async (lie: Lie, where: number | "open", what: string) => {
      const checked = await check(await loadFixture(closedTwice), lie);
      const found = where === "open" ? checked.difference : checked.closings[where - 1]?.difference;
      expect(found?.what).to.equal(what);
    };
    const without = (abi: Abi, event: string, place: number) =>
      forgedLogs(abi, event, (all) => all.filter((_, i) => i !== place));

    it("misses a payment that is left out, in the sum and in its batch", async () => {
      await differs(without(counterAbi, "ItemRedeemed", 1), 1, "payments");
      await differs(without(counterAbi, "ItemRedeemed", 1), "open", "reach");
    });

    it("misses a batch, a late one, an exact payment", async () => {
      await differs(without(counterAbi, "BatchRedeemed", 0), 1, "reach");
      await differs(without(counterAbi, "BatchRedeemed", 1), 1, "reach");
      await differs(without(exactPaymentsAbi, "OrderPaidExactly", 0), 1, "reach");
      await differs(without(counterAbi, "BatchRedeemed", 4), "open", "reach");
    });

    it("misses what was taken back", async () => {
      await differs(without(correctionsAbi, "ItemVoided", 0), 1, "voided");
      await differs(without(correctionsAbi, "ItemRefunded", 0), 2, "refunded");
    });

    it("misses a closing, the first and the last", async () => {
      await differs(without(closingsAbi, "DayClosed", 0), 1, "sequence");
      await differs(without(closingsAbi, "DayClosed", 1), "open", "sequence");
    });

    it("names a changed amount, and a log that tells another sum than the contract keeps", async () => {
      const dearer = forgedLogs(counterAbi, "ItemRedeemed", ([first, ...rest]) => [
        reworded(counterAbi, first as RpcLog, (args) => {
          args.amount = 1;
        }),
        ...rest,
      ]);
      await differs(dearer, 1, "total");
      const smoother = forgedLogs(closingsAbi, "DayClosed", ([first, ...rest]) => [
        reworded(closingsAbi, first as RpcLog, (args) => {
          args.unpaid = 0n;
        }),
        ...rest,
      ]);
      await differs(smoother, 1, "state");
    });

    it("misses a closing that the contract counts and does not show", () =>
      differs(
        forgedAnswer<number>(closingsAbi, "closingCount", (count) => count + 1),
        "open",
        "sequence",
      ));

    it("names a contract's answer that is not what the logs say", async () => {
      await differs(
        forgedAnswer<{ total: bigint }[]>(closingsAbi, "closings", (all) => all.map((one) => ({ ...one, total: 1n }))),
        1,
        "state",
      );
      await differs(
        forgedAnswer<number>(counterAbi, "nextSeq", (next) => next + 1),
        "open",
        "reach",
      );
    });
  });
});
