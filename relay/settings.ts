import { accessSync, constants, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEther } from "viem";
import { z } from "zod";
import { type Deployment, parseDeployment } from "#protocol/house/deployments.ts";
import { privateKeySchema } from "#protocol/house/practice.ts";
import { budgetsOf } from "./calls/budgets.ts";
import type { HouseServerOptions } from "./houseServer.ts";
import { Mistake } from "./Mistake.ts";

const coin = z.string().regex(/^\d+(\.\d+)?$/, "must be an amount of coin, such as 0.5");
/** Addresses with commas between them. */
const addresses = z
  .string()
  .transform((text) => text.split(",").flatMap((one) => (one.trim() === "" ? [] : [one.trim()])))
  .pipe(z.array(z.url({ protocol: /^https?$/, error: "must be addresses with commas between them" })));
/** Which relay is meant: what is done beside it asks for no more. */
const keptSchema = z.object({ RUNDE_DEPLOYMENT: z.string(), RUNDE_DATA: z.string() });
const settingsSchema = keptSchema.extend({
  RUNDE_RPC: z.url(),
  RUNDE_RELAY_KEY: z.string().optional(),
  RUNDE_RELAY_KEY_FILE: z.string().optional(),
  RUNDE_APP: z.string().default("frontend/dist/public"),
  RUNDE_PORT: z.coerce.number().int().min(0).max(65_535).default(4173),
  RUNDE_COIN_A_DAY: coin.default("1"),
  RUNDE_HIGHEST_GWEI: coin.default("200"),
  RUNDE_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  RUNDE_BEACON_SERVERS: addresses.default([]),
});

export interface Settings {
  port: number;
  server: HouseServerOptions;
}

/** Reads what a relay is started with. Throws a {@link Mistake} that says what is wrong and where. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const settings = settingsIn(settingsSchema, environment);
  const deployment = deploymentIn(settings.RUNDE_DEPLOYMENT);
  return {
    port: settings.RUNDE_PORT,
    server: {
      deployment,
      rpcUrl: settings.RUNDE_RPC,
      relayKey: keyIn(settings.RUNDE_RELAY_KEY, settings.RUNDE_RELAY_KEY_FILE),
      dataDir: writable(settings.RUNDE_DATA),
      appDir: builtFor(deployment, settings.RUNDE_APP),
      budgets: budgetsOf(parseEther(settings.RUNDE_COIN_A_DAY)),
      rules: { highestFee: parseEther(settings.RUNDE_HIGHEST_GWEI, "gwei") },
      proxies: settings.RUNDE_PROXIES,
      beaconServers: settings.RUNDE_BEACON_SERVERS,
    },
  };
}

/** Whose folder a command works in that is run beside a relay. */
export function readKept(environment: Record<string, string | undefined>): { deployment: Deployment; dataDir: string } {
  const { RUNDE_DEPLOYMENT, RUNDE_DATA } = settingsIn(keptSchema, environment);
  return { deployment: deploymentIn(RUNDE_DEPLOYMENT), dataDir: RUNDE_DATA };
}

function settingsIn<S extends z.ZodType>(schema: S, environment: Record<string, string | undefined>): z.output<S> {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  throw new Mistake(`The relay's configuration is not complete:\n${z.prettifyError(parsed.error)}`);
}

function deploymentIn(file: string): Deployment {
  const text = textOf(file, "RUNDE_DEPLOYMENT names the file that the deploy has written");
  try {
    return parseDeployment(JSON.parse(text));
  } catch (error) {
    throw new Mistake(`${file} tells of no house: ${error instanceof Error ? error.message : error}`);
  }
}

function keyIn(key: string | undefined, file: string | undefined) {
  if (key === undefined && file === undefined) {
    throw new Mistake("The relay has no key: set RUNDE_RELAY_KEY_FILE to a file that holds one, 0x and 64 digits");
  }
  const text = key ?? textOf(file!, "RUNDE_RELAY_KEY_FILE names a file with the relay's key").trim();
  const parsed = privateKeySchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new Mistake(`${key === undefined ? file : "RUNDE_RELAY_KEY"} holds no key: it must be 0x and 64 digits`);
}

function textOf(file: string, meaning: string): string {
  if (!existsSync(file)) throw new Mistake(`There is no file ${file}. ${meaning}`);
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new Mistake(`${file} cannot be read by this user. ${meaning}`);
  }
}

function writable(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    throw new Mistake(
      `Nothing can be written in ${folder}. RUNDE_DATA names the folder where the relay keeps its calls`,
    );
  }
}

const build = z.object({ practice: z.boolean(), club: z.string() });

/** The pages must be this house's: without practice where money is real, and with the words of its own club. */
function builtFor({ practice, club }: Deployment, folder: string): string {
  const again = `Build it with: RUNDE_PRACTICE=${practice ? 1 : 0} npm run build (for another club than this repository's own with -- --club FOLDER), and name its folder with RUNDE_APP`;
  const file = join(folder, "build.json");
  if (!existsSync(file)) throw new Mistake(`The app is not built: there is no ${file}. ${again}`);
  const built = build.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!built.success) throw new Mistake(`${file} does not say what was built there. ${again}`);
  if (built.data.practice !== practice) {
    const made = built.data.practice ? "for practice" : "for a public network";
    throw new Mistake(`The app in ${folder} was built ${made}, and this house is not. ${again}`);
  }
  if (built.data.club === club.name) return folder;
  throw new Mistake(
    `The app in ${folder} was built for ${built.data.club}, and this is the house of ${club.name}. ${again}`,
  );
}
