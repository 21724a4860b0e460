import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const wasm = readFileSync(fileURLToPath(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm")));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });

/** Millimetres of each page of a file as a browser prints it. */
function pagesOf(pdf: Buffer): { width: number; height: number }[] {
  const boxes = pdf.toString("latin1").matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g);
  const millimetres = (points = "") => Math.round((Number(points) * 25.4) / 72);
  return [...boxes].map(([, width, height]) => ({ width: millimetres(width), height: millimetres(height) }));
}

/** The pages that a page is printed on, each with its millimetres. */
export const printed = async (page: Page) =>
  pagesOf(await page.pdf({ preferCSSPageSize: true, printBackground: true }));

/** What a camera reads on a picture (PNG). */
export async function codesIn(picture: Uint8Array): Promise<string[]> {
  const found = await readBarcodes(new Uint8Array(picture), { formats: ["QRCode"] });
  return found.map(({ text }) => text);
}

/** The same of a sheet as it will be printed. */
export const codesOn = async (page: Page) => codesIn(await page.screenshot());
