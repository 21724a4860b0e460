// Runs the house's server alone, from configuration:
//   RUNDE_DEPLOYMENT  file written by the deploy       RUNDE_RPC   address of a node
//   RUNDE_RELAY_KEY   0x…, or RUNDE_RELAY_KEY_FILE     RUNDE_DATA  folder for calls, records, directory
//   RUNDE_PORT        default 4173                     RUNDE_APP   folder with the builds, default frontend/dist
import { BaseError } from "viem";
import { createHouseServer } from "./houseServer.ts";
import { readSettings, wordsOf } from "./settings.ts";

try {
  await serve();
} catch (error) {
  console.error(wordsOf(error));
  process.exit(1);
}

async function serve(): Promise<void> {
  const { port, ...options } = readSettings(process.env);
  const server = createHouseServer({ ...options, log: (line) => console.error(line) });
  const opened = await server.start(port).catch((error: unknown) => {
    // The address may hold a key of its own, so the variable is named and not what it says.
    if (error instanceof BaseError)
      throw new Error(`RUNDE_RPC: ${error.details}. Is it the address of a node of this chain?`);
    const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    throw isTaken ? new Error(`Port ${port} is taken by another program. End that one, or set RUNDE_PORT.`) : error;
  });
  console.log(`The house answers on http://localhost:${opened}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void server.stop().then(() => process.exit(0)));
  }
}
