import { textHash } from "#ignition/club.ts";
import { readClub } from "#ignition/readClub.ts";
import { runTool } from "../process/runTool.ts";
import { LOCKFILE, stampOf, unlessStamped } from "./stamp.ts";

const sources = [
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
  const stamp = `${stampOf(sources)} ${practice} ${textHash(JSON.stringify(await readClub()))}`;
  return unlessStamped(
    "app",
    stamp,
    ["frontend/dist/app/index.html", "frontend/dist/terminal/index.html", "frontend/dist/pages/renderPage.js"],
    async () => {
      // A test runner calls itself "test" in here, and would be shown React's development build.
      const env = { RUNDE_PRACTICE: practice ? "1" : "0", NODE_ENV: "production" };
      const builds = await Promise.all(
        ["frontend/vite.config.ts", "frontend/terminal/vite.config.ts", "frontend/pages.config.ts"].map((config) =>
          runTool("vite", ["build", "--config", config, "--logLevel", "warn"], { quiet: true, env }),
        ),
      );
      const failed = builds.find((build) => !build.ok);
      if (failed) throw new Error(`The app could not be built.\n${failed.output}`);
    },
  );
}
