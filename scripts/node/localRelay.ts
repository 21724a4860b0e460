import { join } from "node:path";
import { root } from "../process/runTool.ts";
import { houseFolderName } from "./namedHouse.ts";

/** Unless a relay is named by its settings, the local house's is meant. */
export function nameLocalRelay(): void {
  if (process.env.RUNDE_DEPLOYMENT !== undefined || process.env.RUNDE_DATA !== undefined) return;
  const local = process.env.RUNDE_HOUSE ?? join(root, houseFolderName());
  process.env.RUNDE_DEPLOYMENT = join(local, "deployment.json");
  process.env.RUNDE_DATA = join(local, "relay");
}
