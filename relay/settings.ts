import { readFileSync } from "node:fs";
import type { Hex } from "viem";
import { z } from "zod";
import { type Deployment, parseDeployment } from "#protocol/house/deployments.ts";
import { privateKeySchema } from "#protocol/house/practice.ts";

const environment = z.object({
  RUNDE_DEPLOYMENT: z.string("name the file that npm run deploy has written"),
  RUNDE_RPC: z.url("give the address of a node"),
  RUNDE_RELAY_KEY: z.string().optional(),
  RUNDE_RELAY_KEY_FILE: z.string().optional(),
  RUNDE_DATA: z.string("name a folder for calls, texts and names"),
  RUNDE_APP: z.string().default("frontend/dist"),
  RUNDE_PORT: z.coerce
    .number("give a number")
    .int("give a whole number")
    .min(0, "give a number from 0 on")
    .max(65_535, "give a number up to 65535")
    .default(4173),
});

export interface Settings {
  deployment: Deployment;
  rpcUrl: string;
  relayKey: Hex;
  dataDir: string;
  appDir: string;
  port: number;
}

/** The relay's settings from the environment; throws with a sentence for who wrote them. */
export function readSettings(variables: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = environment.safeParse(variables);
  if (!parsed.success) {
    const missing = parsed.error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`);
    throw new Error(`The relay's configuration is not complete.\n${missing.join("\n")}`);
  }
  const given = parsed.data;
  const keyText = given.RUNDE_RELAY_KEY ?? contentOf("RUNDE_RELAY_KEY_FILE", given.RUNDE_RELAY_KEY_FILE)?.trim();
  const key = privateKeySchema.safeParse(keyText);
  if (!key.success) throw new Error("RUNDE_RELAY_KEY or RUNDE_RELAY_KEY_FILE must hold a key: 0x and 64 digits.");
  return {
    deployment: deploymentIn(given.RUNDE_DEPLOYMENT),
    rpcUrl: given.RUNDE_RPC,
    relayKey: key.data,
    dataDir: given.RUNDE_DATA,
    appDir: given.RUNDE_APP,
    port: given.RUNDE_PORT,
  };
}

function deploymentIn(file: string): Deployment {
  const text = contentOf("RUNDE_DEPLOYMENT", file) ?? "";
  try {
    return parseDeployment(JSON.parse(text));
  } catch (error) {
    throw new Error(
      `RUNDE_DEPLOYMENT names ${file}, which this relay cannot use. Take the file that npm run deploy has written.\n  ${wordsOf(error)}`,
    );
  }
}

function contentOf(variable: string, file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`${variable} names ${file}, which cannot be read.\n  ${wordsOf(error)}`);
  }
}

/** What a failure says of itself. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
