import { writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { textHash } from "#ignition/club.ts";
import { readClub } from "#ignition/readClub.ts";
import { root, runTool } from "../process/runTool.ts";
import { buildFolder } from "./buildFolder.ts";
import { notices } from "./notices.ts";
import { LOCKFILE, stampOf, unlessStamped } from "./stamp.ts";

/** Says beside a build what it is, for whoever serves it. */
const BUILD_FILE = "build.json";

/** Whose work is in it: at `/notices.txt`. */
const NOTICES = "app/notices.txt";

const sources = [
  "ignition/*.ts",
  "frontend/*.ts",
  "frontend/build/*.{ts,webmanifest}",
  "frontend/index.html",
  "frontend/{src,public,terminal}/**/*.{ts,tsx,css,html,json,svg,png,woff2,webmanifest,txt}",
  "protocol/**/*.ts",
  LOCKFILE,
];

export interface BuildOptions {
  /** False leaves the practice parts out of the build. */
  practice: boolean;
}

/** Builds app, terminal and what draws the app's pages on the server, unless no source has changed. */
export async function buildApp({ practice }: BuildOptions): Promise<"done" | "up to date"> {
  // The club's words go into the build.
  const [club, folder] = [await readClub(), buildFolder({ practice })];
  const address = addressIn(process.env.RUNDE_ADDRESS);
  const stamp = `${stampOf(sources)} ${practice} ${textHash(JSON.stringify(club))} ${address}`;
  return unlessStamped(
    `app-${basename(folder)}`,
    stamp,
    ["app/index.html", "terminal/index.html", "pages/renderPage.js", NOTICES, BUILD_FILE].map((file) =>
      relative(root, join(folder, file)),
    ),
    async () => {
      // A test runner calls itself "test" in here, and would be shown React's development build.
      const env = {
        RUNDE_PRACTICE: practice ? "1" : "0",
        RUNDE_DIST: folder,
        RUNDE_ADDRESS: address,
        NODE_ENV: "production",
      };
      const builds = await Promise.all(
        ["frontend/vite.config.ts", "frontend/terminal/vite.config.ts", "frontend/pages.config.ts"].map((config) =>
          runTool("vite", ["build", "--config", config, "--logLevel", "warn"], { quiet: true, env }),
        ),
      );
      const failed = builds.find((build) => !build.ok);
      if (failed) throw new Error(`The app could not be built.\n${failed.output}`);
      writeFileSync(join(folder, NOTICES), notices());
      writeFileSync(join(folder, BUILD_FILE), `${JSON.stringify({ practice, club: club.name })}\n`);
    },
  );
}

/** By which people come; nothing where nobody has said it. */
export function addressIn(said = ""): string {
  if (said === "") return "";
  const { protocol, origin } = URL.parse(said) ?? {};
  if (origin !== undefined && /^https?:$/.test(protocol ?? "")) return origin;
  throw new Error(`RUNDE_ADDRESS must be an address such as https://your.name, and "${said}" is none.`);
}
