import { join } from "node:path";
import { clubLabel } from "#ignition/readClub.ts";
import { root } from "../process/runTool.ts";

/** Where the builds of the club that is run lie: each kind in a folder of its own, so that none is taken for the other. */
export function buildFolder({ practice }: { practice: boolean }): string {
  const kind = practice ? "practice" : "public";
  const label = clubLabel();
  return join(root, "frontend/dist", label === undefined ? kind : `${label}-${kind}`);
}
