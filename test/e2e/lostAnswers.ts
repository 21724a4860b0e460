import type { Page } from "playwright-core";

/**
 * Hands over what the page confirms, and never lets the answer back, until `end`: what a reload at that moment does. The
 * way stays: one that is taken away while a page loads can swallow a part of it.
 */
export async function answersGetLost(page: Page): Promise<{ arrived: Promise<void>; end(): void }> {
  const { promise: arrived, resolve: handedIn, reject } = Promise.withResolvers<void>();
  let isOver = false;
  await page.route("**/relay/**", async (route) => {
    if (isOver || route.request().method() !== "POST") return route.continue();
    const answer = await route.fetch();
    if (answer.ok()) handedIn();
    else reject(new Error(`The relay did not take it: ${answer.status()} ${await answer.text()}`));
  });
  return {
    arrived,
    end: () => {
      isOver = true;
    },
  };
}
