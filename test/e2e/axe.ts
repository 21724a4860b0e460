import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe says of a page: the rules of WCAG 2.2 AA, and what is good practice. */

interface AxeResults {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
}

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
/** Reckoning contrasts takes as long as everything else together: once for each look, and not again in another width. */
const looking = {
  everything: { runOnly: STANDARDS },
  contrast: { runOnly: ["color-contrast"] },
  build: { runOnly: STANDARDS, rules: { "color-contrast": { enabled: false } } },
};

export type Look = keyof typeof looking;

/** What axe finds wrong on the page as it stands in its window, a line for each place. */
export async function violations(page: Page, look: Look = "everything"): Promise<string[]> {
  // Once a document: it stays while one goes from page to page.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate(async (options) => {
    const { axe: here } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    return here.run({ resultTypes: ["violations"], ...options });
  }, looking[look]);
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
}
