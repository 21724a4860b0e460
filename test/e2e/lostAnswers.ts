import type { Page } from "playwright-core";
import { divert } from "./visit.ts";

/** Hands over what the page confirms, and never lets the answer back, until `end`: what a reload at that moment does. */
export async function answersGetLost(page: Page): Promise<{ arrived: Promise<void>; end(): void }> {
  const { promise: arrived, resolve: handedIn, reject } = Promise.withResolvers<void>();
  const end = await divert(page, "**/relay/**", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const answer = await route.fetch();
    if (answer.ok()) handedIn();
    else reject(new Error(`The relay did not take it: ${answer.status()} ${await answer.text()}`));
  });
  return { arrived, end };
}
