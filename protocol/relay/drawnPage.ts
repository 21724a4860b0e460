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

/** What the app's build for the server gives. */
export interface PagesBuild {
  pagesOf(built: BuiltApp): DrawPage;
}
