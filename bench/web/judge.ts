import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { z } from "zod";
import { findBrowser } from "#scripts/process/findBrowser.ts";

/** What Lighthouse says of a page, each of a hundred, and the main thread's work in milliseconds. */
export interface Judged {
  path: string;
  performance: number;
  accessibility: number;
  bestPractices: number;
  seo: number;
  mainThread: number;
  /** Below what is promised: these are not whole, by Lighthouse's own names. */
  lacks: string[];
}

/** What is promised, of each hundred. */
const least = { performance: 95, others: 100 };

const category = z.object({ score: z.number(), auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })) });
const verdict = z.object({
  lhr: z.object({
    categories: z.object({
      performance: category,
      accessibility: category,
      "best-practices": category,
      seo: category,
    }),
    audits: z
      .record(z.string(), z.object({ score: z.nullish(z.number()) }))
      .and(z.object({ "mainthread-work-breakdown": z.object({ numericValue: z.number() }) })),
  }),
});

/** Asks Lighthouse, as it judges phones; the middle of `times` runs, by performance. */
export async function judge(address: string, paths: readonly string[], times: number): Promise<Judged[]> {
  const { default: lighthouse } = (await import(pathToFileURL(lighthouseFile()).href)) as {
    default: (url: string, flags: object) => Promise<unknown>;
  };
  const found = await findBrowser();
  const port = 9_333;
  const browser = await chromium.launch({ ...found, args: [...found.args, `--remote-debugging-port=${port}`] });
  try {
    const judged: Judged[] = [];
    for (const path of paths) {
      const runs: Judged[] = [];
      for (let i = 0; i < times; ++i) {
        const answer = await lighthouse(address + path, { port, output: "json", logLevel: "error" });
        runs.push(heard(path, verdict.parse(answer)));
      }
      const middle = runs.toSorted((a, b) => a.performance - b.performance)[times >> 1];
      if (middle !== undefined) judged.push(middle);
    }
    return judged;
  } finally {
    await browser.close();
  }
}

function heard(path: string, { lhr: { categories, audits } }: z.output<typeof verdict>): Judged {
  const of = ({ score }: { score: number }) => Math.round(score * 100);
  const lacks = Object.entries(categories).flatMap(([name, category]) =>
    of(category) >= (name === "performance" ? least.performance : least.others)
      ? []
      : category.auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1).map(({ id }) => id),
  );
  return {
    lacks,
    path,
    performance: of(categories.performance),
    accessibility: of(categories.accessibility),
    bestPractices: of(categories["best-practices"]),
    seo: of(categories.seo),
    mainThread: audits["mainthread-work-breakdown"].numericValue,
  };
}

/** It has a lockfile of its own, like the contracts of others: start and test never wait for it. */
const lighthouseFile = (): string =>
  createRequire(new URL("../lighthouse/package.json", import.meta.url)).resolve("lighthouse");
