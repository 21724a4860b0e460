import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Address,
  createPublicClient,
  custom,
  decodeFunctionData,
  encodeFunctionResult,
  type Hex,
  keccak256,
  stringToHex,
  zeroAddress,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { shareAbi } from "#protocol/abi/share.ts";
import { directoryLineMessage } from "#protocol/relay/records.ts";
import { aDeployment } from "../deployment.fixture.ts";
import { RelayStore } from "../store/RelayStore.ts";
import { Directory } from "./directory.ts";

const house = aDeployment();
const [ada, ben] = ["Ada", "Ben"].map((name) => privateKeyToAccount(keccak256(stringToHex(name)))) as [
  ReturnType<typeof privateKeyToAccount>,
  ReturnType<typeof privateKeyToAccount>,
];

let folder: string;
let store: RelayStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "runde directory "));
  store = new RelayStore(folder);
});
afterEach(() => store.close());

/** A directory beside a share whose seats have these owners, from seat 1 on; "down": nobody answers. */
function aDirectory(owners: readonly Address[] | "down"): Directory {
  const request = async ({ params }: { params?: unknown }): Promise<Hex> => {
    if (owners === "down") throw new Error("Nobody is there");
    const [{ data }] = params as [{ data: Hex }];
    const { args } = decodeFunctionData({ abi: shareAbi, data });
    const [first, count] = args as readonly [number, number];
    const page = owners.slice(first - 1, first - 1 + count);
    return encodeFunctionResult({ abi: shareAbi, functionName: "owners", result: page });
  };
  const client = createPublicClient({ transport: custom({ request }, { retryCount: 0 }) });
  return new Directory(store, house, { client, block: "latest" });
}

async function aLine(by: typeof ada, name: string, nonce: string) {
  const line = { seat: 2, name, sentence: "", nonce };
  return { line, signature: await by.signTypedData(directoryLineMessage(house, line)) };
}

const names = async (directory: Directory) =>
  (await directory.present(directory.all())).map(({ line }) => `${line.seat} ${line.name}`);

describe("given a member's line", () => {
  beforeEach(async () => {
    expect(await aDirectory([zeroAddress, ada.address]).put(await aLine(ada, "Ada", "1"))).toEqual({ ok: true });
  });

  it("shows it while the member has the seat, also after the relay began anew", async () => {
    expect(await names(aDirectory([zeroAddress, ada.address]))).toEqual(["2 Ada"]);
  });

  it("shows it no more when the seat has changed hands, and shows the new holder's", async () => {
    const later = aDirectory([zeroAddress, ben.address]);
    expect(await names(later)).toEqual([]);
    expect(await later.put(await aLine(ben, "Ben", "2"))).toEqual({ ok: true });
    expect(await names(later)).toEqual(["2 Ben"]);
  });

  it("shows it no more when the seat has ended", async () => {
    expect(await names(aDirectory([zeroAddress, zeroAddress]))).toEqual([]);
  });

  it("takes no name away because nobody could tell", async () => {
    expect(await names(aDirectory("down"))).toEqual(["2 Ada"]);
  });
});
