// Runs the house's server alone, from configuration:
//   RUNDE_DEPLOYMENT  file written by the deploy       RUNDE_RPC   address of a node
//   RUNDE_RELAY_KEY   0x…, or RUNDE_RELAY_KEY_FILE     RUNDE_DATA  folder for calls, records, directory
//   RUNDE_PORT        default 4173                     RUNDE_APP   folder with the builds, default frontend/dist
import { readFileSync } from "node:fs";
import { z } from "zod";
import { parseDeployment } from "#protocol/house/deployments.ts";
import { privateKeySchema } from "#protocol/house/practice.ts";
import { createHouseServer } from "./houseServer.ts";

const settingsSchema = z.object({
  RUNDE_DEPLOYMENT: z.string(),
  RUNDE_RPC: z.url(),
  RUNDE_RELAY_KEY: z.string().optional(),
  RUNDE_RELAY_KEY_FILE: z.string().optional(),
  RUNDE_DATA: z.string(),
  RUNDE_APP: z.string().default("frontend/dist"),
  RUNDE_PORT: z.coerce.number().int().min(0).max(65_535).default(4173),
});

const parsed = settingsSchema.safeParse(process.env);
if (!parsed.success) {
  console.error(`The relay's configuration is not complete:\n${z.prettifyError(parsed.error)}`);
  process.exit(1);
}
const settings = parsed.data;
const keyText =
  settings.RUNDE_RELAY_KEY ??
  (settings.RUNDE_RELAY_KEY_FILE && readFileSync(settings.RUNDE_RELAY_KEY_FILE, "utf8").trim());
const key = privateKeySchema.safeParse(keyText);
if (!key.success) {
  console.error("RUNDE_RELAY_KEY or RUNDE_RELAY_KEY_FILE must hold a key: 0x and 64 digits");
  process.exit(1);
}

const server = createHouseServer({
  deployment: parseDeployment(JSON.parse(readFileSync(settings.RUNDE_DEPLOYMENT, "utf8"))),
  rpcUrl: settings.RUNDE_RPC,
  relayKey: key.data,
  dataDir: settings.RUNDE_DATA,
  appDir: settings.RUNDE_APP,
  log: (line) => console.error(line),
});
const port = await server.start(settings.RUNDE_PORT);
console.log(`The house answers on http://localhost:${port}`);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void server.stop().then(() => process.exit(0)));
}
