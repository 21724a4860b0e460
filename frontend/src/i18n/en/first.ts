/** Fetched before the first paint, in one request. */
export { house } from "./house.ts";
export { shell } from "./shell.ts";
export { ui } from "./ui.ts";
