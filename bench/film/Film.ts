import type { Browser } from "playwright-core";
import type { OpenHouse } from "../web/withHouse.ts";
import type { Camera, Size } from "./Camera.ts";

/** What is played in a house that was just opened, and filmed. */
export interface Film {
  /** As large as the pages that are seen beside each other. */
  places: readonly Size[];
  play(browser: Browser, house: OpenHouse, camera: Camera): Promise<void>;
}
