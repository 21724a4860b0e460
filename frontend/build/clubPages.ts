import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { type Club, sentenceWords } from "#ignition/club.ts";
import type { ClubLanguage } from "#protocol/house/nouns.ts";
import { PICTURE, pictureAddress } from "#protocol/relay/drawnPage.ts";
import { pngOf } from "#protocol/relay/png.ts";
import { ink } from "../src/app/pictureInk.ts";
import { escaped, shownBeside } from "../src/app/shownBeside.ts";
import { clubSentences } from "./catalogues.ts";
import type { Entry } from "./houseBuild.ts";
import { imprintPage } from "./imprint.ts";

/** The rooms whose sentences stand outside the program. */
const rooms = ["shell", "house", "terminal"] as const;

/** What phones put on their first screen: some take no SVG, and some show black where one sees through. */
const touchIcon = { file: "apple-touch-icon.png", width: 180, paper: ink.paper } as const;
const touchIcons = [
  touchIcon,
  { file: "icon-192.png", width: 192, paper: undefined },
  { file: "icon-512.png", width: 512, paper: undefined },
] as const;
/** A tablet shows which of its icons is the counter. */
const counterIcon = fileURLToPath(new URL("../terminal/public/counter.svg", import.meta.url));

const program = () => readFileSync(fileURLToPath(import.meta.resolve("@resvg/resvg-wasm/index_bg.wasm")));

const manifestOf = (entry: Entry): string => fileURLToPath(new URL(`./${entry}.webmanifest`, import.meta.url));

/** Puts sentences into a page or a manifest: `%shell.name%`, in the club's first language, which is `%lang%`. */
export async function fillPage(page: string, club: Club): Promise<string> {
  const [language = "en"] = club.languages;
  const sentences = await sentencesIn(language, club);
  // A name or a tagline may hold what a page or a manifest would take for its own grammar.
  const within = page.trimStart().startsWith("{") ? (text: string) => JSON.stringify(text).slice(1, -1) : escaped;
  return page
    .replace('<html lang="en">', `<html lang="${language}">`)
    .replace(/%([a-z]+(?:\.\w+)?)%/g, (_all, key: string) => {
      const sentence = key === "lang" ? language : sentences[key];
      if (sentence === undefined) throw new Error(`No room outside the program says "${key}"`);
      return within(sentence);
    });
}

async function sentencesIn(language: ClubLanguage, club: Club): Promise<Record<string, string>> {
  const words = sentenceWords(club, language);
  if (words === undefined) throw new Error(`${club.name} has no words in its own first language, ${language}`);
  const all = await Promise.all(
    rooms.map(async (room) => {
      const module = (await import(new URL(`../src/i18n/${language}/${room}.ts`, import.meta.url).href)) as object;
      return clubSentences((module as Record<string, Record<string, string>>)[room] ?? {}, language, words);
    }),
  );
  return Object.assign({}, ...all);
}

/** What others show beside an address of the app where no server draws anything: the club's icon. */
export function pictureOfClub(icon: string): string {
  const { width, height } = PICTURE;
  const side = height / 2;
  const place = `x="${(width - side) / 2}" y="${side / 2}" width="${side}" height="${side}"`;
  const drawing = `data:image/svg+xml;base64,${Buffer.from(icon).toString("base64")}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><image ${place} href="${drawing}"/></svg>`;
}

/**
 * A page that names it, with the club's name and tagline.
 *
 * @param address By which people come, for those who show no picture whose address is a path (`RUNDE_ADDRESS`).
 */
export async function withPicture(html: string, club: Club, address = ""): Promise<string> {
  const sentences = await sentencesIn(club.languages[0] ?? "en", club);
  const [title = "", lead = ""] = [sentences["shell.name"], sentences["house.lead"]];
  const lines = shownBeside({ title, lead, picture: address + pictureAddress("/") });
  return html.replace("</head>", () => `  ${lines.join("\n    ")}\n  </head>`);
}

/** Vite plugin: page, manifest and icon are the club's own, before any of the program is there. */
export function clubPages(club: Club, entry: Entry): Plugin {
  const manifest = () => fillPage(readFileSync(manifestOf(entry), "utf8"), club);
  return {
    name: "runde-club-pages",
    transformIndexHtml: { order: "pre", handler: (html) => fillPage(html, club) },
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        if (request.url?.endsWith("/manifest.webmanifest")) manifest().then((text) => response.end(text), next);
        else if (request.url === "/icon.svg") response.setHeader("content-type", "image/svg+xml").end(club.icon);
        else next();
      });
    },
    async generateBundle() {
      this.emitFile({ type: "asset", fileName: "manifest.webmanifest", source: await manifest() });
      const [svg, icons] = entry === "app" ? [club.icon, touchIcons] : [readFileSync(counterIcon, "utf8"), [touchIcon]];
      for (const { file, width, paper } of icons) {
        this.emitFile({ type: "asset", fileName: file, source: await pngOf(svg, width, program, paper) });
      }
      if (entry !== "app") return;
      this.emitFile({ type: "asset", fileName: "icon.svg", source: club.icon });
      this.emitFile({ type: "asset", fileName: "imprint.html", source: imprintPage(club) });
    },
  };
}

/** Vite plugin: what others show beside an address of the app; a server that draws pages has others. */
export function clubPicture(club: Club): Plugin {
  return {
    name: "runde-club-picture",
    // After the bundler, which would look for the picture among its own files.
    transformIndexHtml: { order: "post", handler: (html) => withPicture(html, club, process.env.RUNDE_ADDRESS) },
    async generateBundle() {
      const source = await pngOf(pictureOfClub(club.icon), PICTURE.width, program, ink.paper);
      this.emitFile({ type: "asset", fileName: pictureAddress("/").slice(1), source });
    },
  };
}
