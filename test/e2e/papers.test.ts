import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { keccak256 } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { practiceKey } from "#protocol/house/practice.ts";
import { markersOf, secretWords, storedSize, withExif, withText } from "./photos.ts";
import { TestHouse } from "./TestHouse.ts";
import { openBrowser } from "./visit.ts";

import { openAlive, signInWith, type WalletVisit, withWallet } from "./withWallet.ts";

const [WIDE, HIGH] = [64, 32];
/** The part of a JPEG in which its colours are told. */
const COLOURS = 0xe2;

let folder: string;
let browser: Browser;
let house: TestHouse;
let desk: WalletVisit;
let page: Page;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "papers "));
  [browser, house] = await Promise.all([openBrowser(), TestHouse.find()]);
  desk = await withWallet(browser, house, practiceKey(house.deployment.chainId, "operator"));
  page = desk.page;
  await openAlive(page, "/desk/operator");
  await signInWith(page, desk.wallet);
  await page.getByRole("heading", { name: "Ask for a payment" }).waitFor();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A picture that the browser itself has drawn, with something that camera or program wrote into it. */
async function picture(kind: "image/jpeg" | "image/png"): Promise<Buffer> {
  const drawn = await page.evaluate(
    async ({ kind, width, height }) => {
      const canvas = new OffscreenCanvas(width, height);
      const pen = canvas.getContext("2d");
      if (pen === null) throw new Error("No canvas");
      pen.fillStyle = "teal";
      pen.fillRect(0, 0, width, height);
      return [...new Uint8Array(await (await canvas.convertToBlob({ type: kind })).arrayBuffer())];
    },
    { kind, width: WIDE, height: HIGH },
  );
  return kind === "image/jpeg" ? withExif(Buffer.from(drawn)) : withText(Buffer.from(drawn));
}

/** Hands a file in, and gives the bytes that have left the browser. */
async function handIn(name: string, mimeType: string, buffer: Buffer): Promise<Buffer> {
  await page.getByLabel("Bill or slip").setInputFiles({ name, mimeType, buffer });
  const [asked] = await Promise.all([
    page.waitForRequest((request) => request.method() === "POST" && request.url().includes("/papers/")),
    page.getByRole("button", { name: "Hand the paper in" }).click(),
  ]);
  expect((await asked.response())?.status()).toBe(201);
  await page.getByRole("button", { name: "Hand the paper in" }).waitFor({ state: "detached" });
  return asked.postDataBuffer() ?? Buffer.alloc(0);
}

describe("a photo that somebody hands in", () => {
  it("leaves the browser without the place, the camera and every word in it, and stands upright", async () => {
    const photo = await picture("image/jpeg");
    for (const word of secretWords) expect(photo.includes(word), word).toBe(true);
    expect(markersOf(photo)).toContain(0xe1);
    const sent = await handIn("bill.jpg", "image/jpeg", photo);
    for (const word of [...secretWords, "Exif"]) expect(sent.includes(word), word).toBe(false);
    // Neither a camera's parts nor a comment; the browser may say itself which colours it means.
    expect(markersOf(sent).filter((marker) => marker > 0xe0 && marker <= 0xef && marker !== COLOURS)).toEqual([]);
    expect(markersOf(sent)).not.toContain(0xfe);
    // The camera was held sideways, which only its own words said.
    expect([storedSize(photo), storedSize(sent)]).toEqual([
      [WIDE, HIGH],
      [HIGH, WIDE],
    ]);
    // Whoever knows its hash alone reads nothing.
    expect((await fetch(`${house.address}/papers/${keccak256(sent)}`)).status).toBe(403);
  });

  it("loses the words that a program put into a picture", async () => {
    const drawing = await picture("image/png");
    expect(drawing.includes(secretWords[2])).toBe(true);
    const sent = await handIn("bill.png", "image/png", drawing);
    expect(sent.includes(secretWords[2])).toBe(false);
    expect([...sent.subarray(0, 2)]).toEqual([0xff, 0xd8]);
  });
});

describe("a file that is no paper", () => {
  it.each([
    ["of fifty megabytes", "%PDF-1.7 ", 50_000_000, "This file is too large."],
    ["of another kind", "RIFF....WEBPVP8 ", 16, "This is neither a photo nor a PDF."],
    ["that begins like a photo and is none", "\xff\xd8\xff\xe0", 20, "This photo cannot be read."],
  ])("%s is refused in words, and nothing leaves the browser", async (_, begins, size, words) => {
    const asked: string[] = [];
    page.on("request", (request) => void (request.url().includes("/papers/") && asked.push(request.url())));
    const file = join(folder, "bill.pdf");
    writeFileSync(file, Buffer.from(begins, "latin1"));
    truncateSync(file, size);
    await page.getByLabel("Bill or slip").setInputFiles(file);
    await page.getByText(words).waitFor();
    expect(await page.getByRole("button", { name: "Hand the paper in" }).count()).toBe(0);
    expect(asked).toEqual([]);
    expect(desk.faults).toEqual([]);
  });
});
