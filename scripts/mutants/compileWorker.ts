import { createRequire } from "node:module";
import { parentPort } from "node:worker_threads";

interface Solc {
  compile(input: string): string;
}

/** A compiler of its own for each lane: it blocks its thread for seconds. Answers what it was asked, in order. */
const solc = createRequire(import.meta.url)("solc") as Solc;
parentPort?.on("message", (input: string) => parentPort?.postMessage(solc.compile(input)));
