import { join } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Plugin, UserConfig } from "vite";
import { sentenceWords } from "#ignition/club.ts";
import { firstPriceList } from "#ignition/firstPrices.ts";
import { readClub } from "#ignition/readClub.ts";
import { abiItems } from "./abiItems.ts";
import { catalogues } from "./catalogues.ts";
import { clubPages, clubPicture } from "./clubPages.ts";
import { requireKnownSentences } from "./ownSentences.ts";
import { precache } from "./precache.ts";
import { sharedFiles } from "./sharedFiles.ts";

/** The two things this folder builds. They share source, never a chunk: an update of the app must not move the till. */
export type Entry = "app" | "terminal";

/** The app once more, as a program that draws its pages on the server: everything it needs is in it. */
export async function pagesBuild(): Promise<UserConfig> {
  const { root, base, define, plugins } = await houseBuild("app");
  return {
    root,
    base,
    // What a library shows only while one develops is left out here as well.
    define: { ...define, "process.env.NODE_ENV": JSON.stringify("production") },
    plugins,
    ssr: { noExternal: true },
    build: {
      ssr: here("../src/app/renderPage.tsx"),
      outDir: built("pages"),
      emptyOutDir: true,
      copyPublicDir: false,
      chunkSizeWarningLimit: 2_000,
    },
  };
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** Where a build goes: into the folder of its kind and its club that `npm start` and `npm run build` name. */
const built = (name: Entry | "pages"): string => join(process.env.RUNDE_DIST ?? here("../dist"), name);

// Practice code is absent, not hidden, from a build for a public network.
const practice = process.env.RUNDE_PRACTICE !== "0";

// While developing, the house server (`npm start`) answers everything that is not source.
const houseServer = process.env.RUNDE_SERVER ?? "http://127.0.0.1:4310";
const proxy = Object.fromEntries(
  [
    "/rpc",
    "/relay",
    "/records",
    "/directory",
    "/payees",
    "/price-list",
    "/papers",
    "/invitations",
    "/practice",
    "/deployment.json",
  ].map((path) => [path, { target: houseServer, changeOrigin: true }]),
);

/** The fonts are known only after the build has hashed them; asking for them early keeps the first paint still. */
function preloadFonts(base: string): Plugin {
  return {
    name: "runde-preload-fonts",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle }) {
        return Object.keys(bundle ?? {})
          .filter((file) => file.endsWith(".woff2"))
          .map((file) => ({
            tag: "link",
            attrs: { rel: "preload", as: "font", type: "font/woff2", href: base + file, crossorigin: true },
            injectTo: "head" as const,
          }));
      },
    },
  };
}

/** What several pages are made of: to be read, and to act with. */
const shared = {
  first: [
    "../src/app/main.tsx",
    "../src/chain/funding/useRoundNames.ts",
    // What the first page shares with those that it leads to; the rest of it is its own.
    "../src/chain/governance/figures.ts",
    "../src/chain/membership/usePersonName.ts",
    "../src/chain/oversight/rotation.ts",
    "../src/chain/treasury/houseAccount.ts",
    "../src/parts/useBooksCertainty.ts",
    "../src/features/treasury/account/list/rows.ts",
    "../src/features/treasury/account/entry/entries.ts",
    "../../protocol/house/shortAddress.ts",
    "../../protocol/treasury/entryKinds.ts",
    "../src/ui/data/Deadline.tsx",
    "../src/ui/data/Figure.tsx",
    "../src/ui/form/CopyText.tsx",
    "../src/ui/layout/Card.tsx",
    "../src/ui/pictures/tables/RoundTable.tsx",
    "../src/ui/pictures/vessels/Swirl.tsx",
    "../src/ui/state/EmptyState.tsx",
  ],
  // What waits for people: for the first page, the votes and one's own.
  open: ["../src/app/house/openThings.ts"],
  reading: ["../src/ui/data/DataTable.tsx", "../src/parts/RecordText.tsx", "../../protocol/commons/project.ts"],
  measuring: [
    "../src/ui/data/Bar.tsx",
    "../src/ui/form/Field.tsx",
    "../src/ui/form/Choice.tsx",
    "../src/ui/pictures/ReceiptRoll.tsx",
    "../src/chain/questions/waiting.ts",
    "../src/parts/questions/OpenQuestions.tsx",
  ],
  acting: [
    // The reader of foreign data, and what is written down for others.
    "../src/chain/records/askRecord.ts",
    "../src/parts/figureValue.ts",
    "../src/chain/treasury/requests.ts",
    "../src/parts/ActButton.tsx",
    "../src/parts/SignInFirst.tsx",
    "../src/parts/UndoButton.tsx",
    "../src/chain/write/useAct.ts",
    "../src/chain/write/act.ts",
    "../src/chain/write/signed.ts",
    "../src/ui/form/CalendarButton.tsx",
  ],
  books: [
    "../src/features/treasury/account/figures/figures.ts",
    "../src/features/treasury/account/entry/useAccountWord.ts",
    "../src/features/treasury/account/entry/useEntryWords.ts",
    "../src/features/treasury/account/list/find.ts",
    "../src/features/treasury/account/list/useSearchWords.ts",
    "../src/features/treasury/account/check/verification.ts",
  ],
};

/** One function, two builds, with the words of the club that `RUNDE_CLUB` names, else of this repository's own. */
export async function houseBuild(entry: Entry): Promise<UserConfig> {
  const app = entry === "app";
  const base = app ? "/" : "/terminal/";
  const club = await readClub();
  await requireKnownSentences(club);
  return {
    root: app ? here("..") : here("../terminal"),
    base,
    publicDir: app ? here("../public") : here("../terminal/public"),
    cacheDir: here(`../../node_modules/.vite/${entry}`),
    // React has had it since 18; two libraries carry it for those before.
    resolve: { alias: [{ find: /^use-sync-external-store\/shim(\/index\.js)?$/, replacement: "react" }] },
    define: {
      __PRACTICE__: JSON.stringify(practice),
      __LANGUAGES__: JSON.stringify(club.languages),
      __PRICES__: JSON.stringify(firstPriceList(club)),
    },
    plugins: [
      react(),
      abiItems(),
      catalogues({ practice, wordsIn: (language) => sentenceWords(club, language) }),
      clubPages(club, entry),
      preloadFonts(base),
      ...(app ? [clubPicture(club)] : []),
      precache(entry),
    ],
    build: {
      outDir: built(entry),
      emptyOutDir: true,
      // A data: URI is not 'self': the content security policy would refuse the font.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      manifest: app,
      rolldownOptions: app
        ? {
            output: {
              codeSplitting: {
                groups: sharedFiles(shared),
              },
            },
          }
        : {},
      chunkSizeWarningLimit: 600,
    },
    server: { host: "127.0.0.1", port: app ? 5173 : 5174, strictPort: true, proxy, fs: { allow: [here("../..")] } },
    preview: { host: "127.0.0.1" },
  };
}
