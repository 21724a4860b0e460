// Runs the house's server alone, from configuration:
//   RUNDE_DEPLOYMENT  file written by the deploy       RUNDE_RPC   address of a node
//   RUNDE_RELAY_KEY   0x…, or RUNDE_RELAY_KEY_FILE     RUNDE_DATA  folder for calls, texts, directory
//   RUNDE_PORT        default 4173                     RUNDE_APP   folder with the builds, default frontend/dist/public
//   RUNDE_COIN_A_DAY  what a usual day may cost, default 1      RUNDE_HIGHEST_GWEI  dearer, calls wait, default 200
//   RUNDE_BEACON_SERVERS  more servers of drand's rounds, with commas, for a network that a later vote named
//   RUNDE_ADDRESS     by which people reach the house, so that others show its pictures: https://your.name
//   RUNDE_PROXIES     own servers in front that add to x-forwarded-for, default 0
import { createHouseServer } from "./houseServer.ts";
import { Mistake } from "./Mistake.ts";
import { requireHouse } from "./requireHouse.ts";
import { readSettings } from "./settings.ts";
import { logLine } from "./watch/log.ts";

try {
  const { port, server: options } = readSettings(process.env);
  const open = await requireHouse(options.rpcUrl, options.deployment);
  const log = (line: string) => console.error(logLine(line));
  if (open.length > 0) log(`Not held against the chain, for the node's past is too short: ${open.join(", ")}`);
  const server = createHouseServer({ ...options, log });
  console.log(`The house answers on http://localhost:${await server.start(port)}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void server.stop().then(() => process.exit(0)));
  }
} catch (error) {
  if (!(error instanceof Mistake)) throw error;
  console.error(error.message);
  process.exit(1);
}
