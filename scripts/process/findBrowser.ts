import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface BrowserOnMachine {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}

const NAMES = ["google-chrome", "google-chrome-stable", "chrome", "chromium", "chromium-browser", "microsoft-edge"];
const MAC_APPS = ["Google Chrome", "Chromium", "Microsoft Edge"].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

/** Whether a browser comes with npm for a machine like this one. */
export const hasPackagedBrowser = process.platform === "linux" && process.arch === "x64";

/**
 * A real Chromium to test with: RUNDE_BROWSER, else one that is installed, else the one that comes with npm (Linux x64).
 * Give the answer to Playwright's `chromium.launch`.
 */
export async function findBrowser(): Promise<BrowserOnMachine> {
  const named = process.env.RUNDE_BROWSER;
  if (named) {
    if (existsSync(named)) return launch(named);
    throw new Error(`RUNDE_BROWSER names ${named}, which does not exist`);
  }
  const folders = (process.env.PATH ?? "").split(delimiter);
  const installed = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...MAC_APPS];
  const found = installed.find((file) => existsSync(file));
  if (found) return launch(found);
  if (hasPackagedBrowser) return packagedBrowser();
  throw new Error("No browser found. Install Chrome or Chromium, or name one: RUNDE_BROWSER=/path/to/chrome npm test");
}

function launch(executablePath: string, env: Record<string, string> = {}, more: string[] = []): BrowserOnMachine {
  const args = ["--disable-background-networking", "--disable-gpu", ...more];
  // Chromium refuses to run sandboxed as root; as anybody else it keeps its sandbox.
  if (process.getuid?.() === 0 && !args.includes("--no-sandbox")) args.push("--no-sandbox");
  const inherited = Object.entries(process.env).filter((one): one is [string, string] => one[1] !== undefined);
  return { executablePath, args, env: { ...Object.fromEntries(inherited), ...env } };
}

/** Where the fonts that come with it lie, once it has been asked for. */
export const packagedFonts = () => join(tmpdir(), "fonts");

/**
 * The one that comes with npm, whichever else is there: of one version, and so the same everywhere. It unpacks itself and,
 * where the machine lacks them, the libraries it needs. No root, nothing installed.
 */
export async function packagedBrowser(): Promise<BrowserOnMachine> {
  const { default: chromium, inflate } = await import("@sparticuz/chromium");
  const packed = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.resolve("@sparticuz/chromium")));
  const { version } = JSON.parse(readFileSync(packed("package.json"), "utf8")) as { version: string };
  const libraries = join(tmpdir(), "al2023");
  const unpack = async () => {
    const file = await chromium.executablePath();
    if (!existsSync(join(libraries, "lib"))) await inflate(packed("bin/al2023.tar.br"));
    if (!existsSync(packagedFonts())) await inflate(packed("bin/fonts.tar.br"));
    return file;
  };
  const env: Record<string, string> = {
    LD_LIBRARY_PATH: [join(libraries, "lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter),
  };
  if (!existsSync("/etc/fonts/fonts.conf")) env.FONTCONFIG_PATH = packagedFonts();
  let file = await unpack();
  if (!runs(file, env, version)) {
    // An earlier unpacking was cut off, or was of another version: it is not repeated while something lies there.
    for (const remains of [file, libraries]) rmSync(remains, { recursive: true, force: true });
    file = await unpack();
    if (!runs(file, env, version))
      throw new Error("The browser from npm does not run here. Install Chromium, or set RUNDE_BROWSER");
  }
  // Its own list of flags switches the web's security off; these are all it needs outside of a cloud function.
  return launch(file, env, ["--no-sandbox", "--no-zygote"]);
}

/** Whether it is of the package's version, which is named after the browser's: 153.0.0 brings Chromium 153. */
function runs(file: string, env: Record<string, string>, version: string): boolean {
  const { stdout } = spawnSync(file, ["--version"], {
    env: { ...process.env, ...env },
    timeout: 20_000,
    encoding: "utf8",
  });
  return stdout?.includes(` ${version.split(".", 1)[0]}.`) === true;
}
