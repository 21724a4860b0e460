import { chromium } from "playwright-core";
import { expect, it } from "vitest";
import { findBrowser } from "#scripts/process/findBrowser.ts";

async function readsAPage(): Promise<string> {
  const browser = await chromium.launch(await findBrowser());
  try {
    const page = await browser.newPage();
    await page.setContent("<h1>One cup</h1>");
    return (await page.textContent("h1")) ?? "";
  } finally {
    await browser.close();
  }
}

it("finds a browser on this machine", async () => {
  expect(await readsAPage()).toBe("One cup");
});

it.runIf(process.platform === "linux" && process.arch === "x64")(
  "has one of its own where none is installed",
  async () => {
    const path = process.env.PATH;
    process.env.PATH = "/nowhere";
    try {
      expect((await findBrowser()).executablePath).toMatch(/chromium$/);
      expect(await readsAPage()).toBe("One cup");
    } finally {
      process.env.PATH = path;
    }
  },
);
