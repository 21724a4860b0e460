import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { expect, it, vi } from "vitest";
import { findBrowser, hasPackagedBrowser, packagedBrowser } from "#scripts/process/findBrowser.ts";

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

it.runIf(hasPackagedBrowser)("has one of its own where none is installed", async () => {
  const path = process.env.PATH;
  process.env.PATH = "/nowhere";
  try {
    expect((await findBrowser()).executablePath).toMatch(/chromium$/);
    expect(await readsAPage()).toBe("One cup");
  } finally {
    process.env.PATH = path;
  }
});

it.runIf(hasPackagedBrowser)("unpacks it again where an older version of it lies", async () => {
  const folder = mkdtempSync(join(tmpdir(), "an older browser "));
  writeFileSync(join(folder, "chromium"), "#!/bin/sh\necho Chromium 100.0.0.0\n", { mode: 0o755 });
  vi.stubEnv("TMPDIR", folder);
  try {
    const { executablePath, env } = await packagedBrowser();
    expect(executablePath).toBe(join(folder, "chromium"));
    const { stdout } = spawnSync(executablePath, ["--version"], { env, encoding: "utf8" });
    expect(stdout).toMatch(/^Chromium (?!100\.)\d+\./);
  } finally {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  }
});
