import type { QueryKey } from "@tanstack/react-query";
import { createContext } from "react";
import type { Deployment } from "#protocol/house/deployments.ts";
import { type House, houseAsTold } from "../chain/node/house.ts";
import { queries } from "../chain/node/useRead.ts";
import { fromToldText } from "./fromToldText.ts";

/** What the server puts into a page beside the page itself. */
export interface Told {
  deployment: Deployment;
  /** How old the rest is at most: UTC seconds by the house's clock, and the block. */
  now: number;
  block: bigint;
  /** What was read for it, under the names that the app gives it. */
  reads: readonly (readonly [QueryKey, unknown])[];
}

/** Where it stands in the page. */
export const TOLD_ID = "told";

/** The house as the page came with it, where the page is shown as the server drew it. */
export const ToldContext = createContext<House | undefined>(undefined);

/** What the server told with this page, now known to everything that would ask for it; undefined: it told nothing. */
export function hearTold(): House | undefined {
  const text = document.getElementById(TOLD_ID)?.textContent;
  if (!text) return undefined;
  const { deployment, reads, ...at } = fromToldText(text) as Told;
  for (const [key, data] of reads) queries.setQueryData(key, data);
  return houseAsTold(deployment, at);
}

/**
 * Whether the page may be taken over as the server drew it: for a stranger, in the language of this browser. Whoever has
 * been here before finds other things on it (`public/look.js`).
 */
export function isDrawnForReader(): boolean {
  return document.documentElement.dataset.own === undefined;
}

/** From here on the program hears taps itself. What was tapped last before it was there: `public/look.js` has marked it. */
export function takeOver(): HTMLElement | undefined {
  const tapped = document.querySelector<HTMLElement>("[data-tapped]") ?? undefined;
  delete tapped?.dataset.tapped;
  document.documentElement.dataset.taken = "";
  return tapped;
}

/** From here on the page is this reader's own. */
export function showOwn(): void {
  delete document.documentElement.dataset.own;
}

/** From here on whatever is tapped does something, and the house has answered for itself. */
export function saysAlive(): void {
  document.documentElement.dataset.alive = "";
}
