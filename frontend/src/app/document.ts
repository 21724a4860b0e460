import * as v from "valibot";
import type { BuiltApp } from "#protocol/relay/drawnPage.ts";
import { escaped, type ShownBeside, shownBeside, withoutShown } from "./shownBeside.ts";
import { TOLD_ID } from "./told.ts";

/** What differs from page to page. */
export interface Drawn extends ShownBeside {
  language: string;
  /** By whose clocks its dates are written. */
  timeZone: string;
  body: string;
  /** For whoever lets no program run. */
  withoutProgram: string;
  /** JSON that may stand in a page: without `<`. */
  told: string;
}

const manifestSchema = v.record(
  v.string(),
  v.object({
    file: v.string(),
    src: v.optional(v.string()),
    imports: v.optional(v.array(v.string())),
    css: v.optional(v.array(v.string())),
  }),
);
type Manifest = v.InferOutput<typeof manifestSchema>;

/**
 * Puts a drawn page into the page that the build left, and lets the browser ask at once for what of the program it will
 * need.
 *
 * @param view The component that fills the page: its file is called after it.
 * @param rooms The catalogues it needs.
 */
export type DocumentOf = (drawn: Drawn, view: string | undefined, rooms: readonly string[]) => string;

/** How a build's pages are put together. */
export function documentsOf(built: BuiltApp): DocumentOf {
  const manifest = v.parse(manifestSchema, JSON.parse(built.manifest));
  return (drawn, view, rooms) =>
    documentOf(built.page, manifest, drawn, [
      ...(view === undefined ? [] : [`/${view}.tsx`]),
      ...["first", ...rooms].map((room) => `/i18n/${drawn.language}/${room}.ts`),
    ]);
}

/** @param sources How the names of the modules end that this page needs. */
function documentOf(page: string, manifest: Manifest, drawn: Drawn, sources: readonly string[]): string {
  const files = Object.keys(manifest);
  const needed = sources.flatMap((end) =>
    partsOf(
      files.filter((name) => name.endsWith(end)),
      manifest,
    ),
  );
  const there = (file: string) => page.includes(`/${file}"`);
  const scripts = new Set(needed.flatMap(({ file }) => (there(file) ? [] : [file])));
  const styles = new Set(needed.flatMap(({ css = [] }) => css.filter((file) => !there(file))));
  const { title, lead, language, timeZone, body, told, withoutProgram } = drawn;
  const head = [
    ...[...styles].map((file) => `<link rel="stylesheet" crossorigin href="/${file}">`),
    ...[...scripts].map((file) => `<link rel="modulepreload" fetchpriority="low" crossorigin href="/${file}">`),
    ...shownBeside(drawn),
  ];
  return (
    withoutShown(page)
      .replace(/<html lang="\w+">/, `<html lang="${language}" data-zone="${timeZone}">`)
      .replace(/<title>.*?<\/title>/, () => `<title>${escaped(title)}</title>`)
      .replace(/<meta name="description"[^>]*>/, (own) =>
        lead === "" ? own : `<meta name="description" content="${escaped(lead)}" />`,
      )
      // The page can be read before its program is there: what it looks like comes first.
      .replaceAll('<script type="module"', '<script type="module" fetchpriority="low"')
      .replace("</head>", () => `${head.join("\n    ")}\n  </head>`)
      .replace(
        /<div id="root">.*?<\/div>/,
        () => `<div id="root">${body}</div>\n    <script type="application/json" id="${TOLD_ID}">${told}</script>`,
      )
      .replace(
        /<noscript>.*?<\/noscript>/,
        () => `<noscript><p class="aside">${escaped(withoutProgram)}</p></noscript>`,
      )
  );
}

/** Chunks with everything that they import. */
function partsOf(names: readonly string[], manifest: Manifest): Manifest[string][] {
  const seen = new Set<string>();
  const add = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const next of manifest[name]?.imports ?? []) add(next);
  };
  for (const name of names) add(name);
  return [...seen].flatMap((name) => manifest[name] ?? []);
}
