import type { Deployment } from "../house/deployments.ts";

/** What the app's build left: the page that every visit begins with, and the files of each of its modules. */
export interface BuiltApp {
  /** `index.html`. */
  page: string;
  /** Vite's manifest. */
  manifest: string;
}

/** A page that somebody asks the house's server for. */
export interface PageRequest {
  /** Without what comes after `?`. */
  path: string;
  /** One that the club speaks. */
  language: string;
  deployment: Deployment;
  /** The house's time (UTC seconds) and the chain's latest block; asked for only where a page is drawn. */
  at: () => Promise<{ now: number; block: bigint }>;
  /** By which people reach the house, without a slash at its end; undefined: nobody has said it. */
  address?: string;
  /** Asks the server itself, by path. */
  ask: (path: string, init?: RequestInit) => Response | Promise<Response>;
}

/** A page as a stranger finds it, before its program runs. */
export interface DrawnPage {
  /** False: there is no such page, and this one says so. */
  found: boolean;
  html: string;
}

/** Draws a page; undefined: it has nothing for a stranger, or the house did not answer all of it. */
export type DrawPage = (request: PageRequest) => Promise<DrawnPage | undefined>;

/** Draws what others show beside a page's address, as SVG of {@link PICTURE} size; undefined: there is no such page. */
export type DrawPicture = (request: Omit<PageRequest, "language">) => Promise<string | undefined>;

/** Pixels, as whoever shows such pictures asks for them. */
export const PICTURE = { width: 1_200, height: 630 } as const;

/** Where a share's picture lies, and the picture of all other pages: a page's address in it. */
const pictures = /^\/pictures\/(?:house|(seats\/\d{1,10}))\.png$/;

/** Where the picture of a page lies. */
export function pictureAddress(path: string): string {
  const share = `/pictures${path}.png`;
  return pictures.test(share) ? share : "/pictures/house.png";
}

/** The page whose picture lies there; undefined: none does. */
export function picturedPage(address: string): string | undefined {
  const found = pictures.exec(address);
  if (found === null) return undefined;
  return found[1] === undefined ? "/" : `/${found[1]}`;
}

/** What the app's build for the server gives. */
export interface PagesBuild {
  pagesOf(built: BuiltApp): DrawPage;
  drawPicture: DrawPicture;
}
