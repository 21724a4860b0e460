import { house } from "./house.ts";
import { shell } from "./shell.ts";
import { ui } from "./ui.ts";

/** Fetched before the first paint, in one request. */
export const first = { ...shell, ...ui, ...house };
