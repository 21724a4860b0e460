import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Chain } from "#scripts/node/Chain.ts";
import { HouseFolder } from "#scripts/node/HouseFolder.ts";
import { ProcessBook } from "#scripts/node/ProcessBook.ts";
import { freePorts } from "#scripts/node/ports.fixture.ts";
import { rpc } from "#scripts/node/rpc.ts";

/** A chain that belongs to no house yet, without accounts of its own. */
export class RehearsalChain {
  readonly folder: HouseFolder;
  readonly #chain: Chain;

  private constructor(chain: Chain, folder: HouseFolder) {
    this.#chain = chain;
    this.folder = folder;
  }

  static async start(chainId: number, beginsAt?: number): Promise<RehearsalChain> {
    const folder = new HouseFolder(mkdtempSync(join(tmpdir(), "a chain ")));
    const processes = new ProcessBook(folder);
    const chain = await Chain.start({ folder, processes, port: await freePorts(), chainId, beginsAt });
    return new RehearsalChain(chain, folder);
  }

  get url(): string {
    return this.#chain.url;
  }

  ask = (method: string, params: unknown[] = []): Promise<unknown> => rpc(this.url, method, params);

  /** From now on a block comes every second, whether somebody sends something or not. */
  async beat(): Promise<void> {
    await this.ask("evm_setAutomine", [false]);
    await this.ask("evm_setIntervalMining", [1]);
  }

  async stop(): Promise<void> {
    await this.#chain.stop();
    rmSync(this.folder.path, { recursive: true, force: true });
  }
}
