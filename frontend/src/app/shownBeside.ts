import { PICTURE } from "#protocol/relay/drawnPage.ts";

/** What chats and search show beside a page's address. */
export interface ShownBeside {
  title: string;
  /** One sentence; empty: none is shown. */
  lead: string;
  /** The address of a picture of {@link PICTURE} size. */
  picture: string;
}

/** The lines of a page's head that say so (ogp.me). */
export function shownBeside({ title, lead, picture }: ShownBeside): string[] {
  return [
    `<meta property="og:type" content="website">`,
    `<meta property="og:title" content="${escaped(title)}">`,
    `<meta property="og:image" content="${escaped(picture)}">`,
    `<meta property="og:image:width" content="${PICTURE.width}">`,
    `<meta property="og:image:height" content="${PICTURE.height}">`,
    `<meta name="twitter:card" content="summary_large_image">`,
    ...(lead === "" ? [] : [`<meta property="og:description" content="${escaped(lead)}">`]),
  ];
}

/** A page's head without these lines. */
export const withoutShown = (page: string): string =>
  page.replace(/\s*<meta (?:property="og:|name="twitter:)[^>]*>/g, "");

/** A text as it stands in a page. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
