import { accessSync, constants, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { parseEther } from "viem";
import { type Deployment, parseDeployment } from "#protocol/house/deployments.ts";
import { privateKeySchema } from "#protocol/house/practice.ts";
import { budgetsOf } from "./calls/budgets.ts";
import type { HouseServerOptions } from "./houseServer.ts";
import { Mistake } from "./Mistake.ts";

const coin = v.pipe(v.string(), v.regex(/^\d+(\.\d+)?$/, "must be an amount of coin, such as 0.5"));
const upTo = (most: number) => v.pipe(v.string(), v.digits(), v.transform(Number), v.maxValue(most));
/** Addresses with commas between them. */
const addresses = v.pipe(
  v.string(),
  v.transform((text) => text.split(",").flatMap((one) => (one.trim() === "" ? [] : [one.trim()]))),
  v.array(v.pipe(v.string(), v.check(isWebAddress, "must be addresses with commas between them"))),
);
/** Which relay is meant: what is done beside it asks for no more. */
const keptSchema = v.object({ RUNDE_DEPLOYMENT: v.string(), RUNDE_DATA: v.string() });
const settingsSchema = v.object({
  ...keptSchema.entries,
  RUNDE_RPC: v.pipe(v.string(), v.url()),
  RUNDE_RELAY_KEY: v.optional(v.string()),
  RUNDE_RELAY_KEY_FILE: v.optional(v.string()),
  RUNDE_APP: v.optional(v.string(), "frontend/dist/public"),
  RUNDE_PORT: v.optional(upTo(65_535), "4173"),
  RUNDE_COIN_A_DAY: v.optional(coin, "1"),
  RUNDE_HIGHEST_GWEI: v.optional(coin, "200"),
  RUNDE_PROXIES: v.optional(upTo(5), "0"),
  RUNDE_BEACON_SERVERS: v.optional(addresses, ""),
  RUNDE_ADDRESS: v.optional(
    v.pipe(
      v.string(),
      v.check(isWebAddress, "must be an address, such as https://your.name"),
      v.transform((text) => new URL(text).origin),
    ),
  ),
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
      address: settings.RUNDE_ADDRESS,
    },
  };
}

/** Whose folder a command works in that is run beside a relay. */
export function readKept(environment: Record<string, string | undefined>): { deployment: Deployment; dataDir: string } {
  const { RUNDE_DEPLOYMENT, RUNDE_DATA } = settingsIn(keptSchema, environment);
  return { deployment: deploymentIn(RUNDE_DEPLOYMENT), dataDir: RUNDE_DATA };
}

function settingsIn<S extends v.GenericSchema>(
  schema: S,
  environment: Record<string, string | undefined>,
): v.InferOutput<S> {
  const parsed = v.safeParse(schema, environment);
  if (parsed.success) return parsed.output;
  throw new Mistake(`The relay's configuration is not complete:\n${v.summarize(parsed.issues)}`);
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
  const parsed = v.safeParse(privateKeySchema, text);
  if (parsed.success) return parsed.output;
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

function isWebAddress(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? "");
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

const build = v.object({ practice: v.boolean(), club: v.string() });

/** The pages must be this house's: without practice where money is real, and with the words of its own club. */
function builtFor({ practice, club }: Deployment, folder: string): string {
  const again = `Build it with: RUNDE_PRACTICE=${practice ? 1 : 0} npm run build (for another club than this repository's own with -- --club FOLDER), and name its folder with RUNDE_APP`;
  const file = join(folder, "build.json");
  if (!existsSync(file)) throw new Mistake(`The app is not built: there is no ${file}. ${again}`);
  const built = v.safeParse(build, JSON.parse(readFileSync(file, "utf8")));
  if (!built.success) throw new Mistake(`${file} does not say what was built there. ${again}`);
  if (built.output.practice !== practice) {
    const made = built.output.practice ? "for practice" : "for a public network";
    throw new Mistake(`The app in ${folder} was built ${made}, and this house is not. ${again}`);
  }
  if (built.output.club === club.name) return folder;
  throw new Mistake(
    `The app in ${folder} was built for ${built.output.club}, and this is the house of ${club.name}. ${again}`,
  );
}
