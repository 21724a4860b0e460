import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium, type Page } from "playwright-core";
import qrcode from "qrcode";
import { narrowed } from "#scripts/lint/markdownWidth.ts";
import { findBrowser } from "#scripts/process/findBrowser.ts";
import { dismiss, keyIn, openTill, resultOf, settledAtTill, setUpPhone, shownDigits } from "../test/e2e/counter.ts";
import { open, visit } from "../test/e2e/visit.ts";
import { table } from "./table.ts";
import { type OpenHouse, withHouse } from "./web/withHouse.ts";

/** From the code before the till to green, on a tablet six times slower than this machine. */

const SLOWER = 6;
const TIMES = 30;
/** Milliseconds that are promised. */
const most = { scanner: 500, camera: 2_000, checks: 100 };

async function measure(house: OpenHouse): Promise<string> {
  const browser = await chromium.launch(await findBrowser());
  try {
    // With a full voucher: who came late has not been to the counter.
    const person = house.people.find(({ seat }) => seat !== null && seat > 60);
    if (person === undefined) throw new Error("Nobody is a member");
    const me = await visit(browser, house, { as: person });
    await setUpPhone(me.page);
    const counter = await visit(browser, house, { width: 1024 });
    await counter.context.grantPermissions(["camera"]);
    await counter.context.addInitScript(note);
    const till = await openTill(counter.context);
    const session = await counter.context.newCDPSession(till);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    const scanned = await several(me.page, till, scan);
    const held = await several(me.page, till, hold);
    const checks = [...scanned, ...held].map(({ checked }) => checked);
    return report({ scanner: scanned.map(greenOf), camera: held.map(greenOf), checks }, { scanned, held });
  } finally {
    await browser.close();
  }
}

/** What happens between the code and green, one after the other. */
const stages = {
  read: "the code is read",
  asked: "the house has said what is in the pocket, and how the till stands",
  checked: "signature, pocket and limits are checked",
  claimed: "the relay has said whose the code is",
  kept: "it is in the journal on the disk",
  shown: "green is on the screen",
} as const;

type Stage = keyof typeof stages;

/** Milliseconds of one payment that each stage took. */
type Times = Record<Stage, number>;

function greenOf(times: Times): number {
  return Object.values(times).reduce((sum, time) => sum + time, 0);
}

/** @param at When each stage was over. */
function between(came: number, at: Times): Times {
  const names = Object.keys(stages) as Stage[];
  return Object.fromEntries(names.map((name, i) => [name, at[name] - (at[names[i - 1]!] ?? came)])) as Times;
}

/** Payments one after the other, each with the phone's next code. */
async function several(phone: Page, till: Page, bring: (till: Page, digits: string) => Promise<void>) {
  const found: Times[] = [];
  while (found.length < TIMES) {
    await open(phone, "/code");
    const digits = await shownDigits(phone);
    await keyIn(till, "1.00");
    // Nobody reaches for a scanner or a phone in less.
    await till.waitForTimeout(1_000);
    await till.evaluate(() => (globalThis as unknown as Noted).stages.splice(0));
    await bring(till, digits);
    const result = await resultOf(till);
    if (result !== "accepted") throw new Error(`The till said ${result}`);
    const { came, accepted } = await till.evaluate(() => Object.fromEntries((globalThis as unknown as Noted).stages));
    const over = await till.evaluate(
      (names) => names.map((name) => [name, performance.getEntriesByName(`till.${name}`).at(-1)?.startTime]),
      Object.keys(stages),
    );
    found.push(between(came!, { ...(Object.fromEntries(over) as Times), shown: accepted! }));
    await till.evaluate(() => (globalThis as unknown as Noted).show(undefined));
    await dismiss(till);
    // Then the phone shows its next code.
    await settledAtTill(till);
  }
  return found;
}

interface Noted {
  stages: [name: string, at: number][];
  show(code: readonly boolean[][] | undefined): void;
}

/** Runs in the till before anything else: a camera that shows what it is given, and a note of each stage. */
function note(): void {
  const stages: [string, number][] = [];
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [640, 480];
  const pen = canvas.getContext("2d")!;
  const show = (code: readonly boolean[][] | undefined) => {
    pen.fillStyle = "#a0a0a0";
    pen.fillRect(0, 0, 640, 480);
    if (code === undefined) return;
    const scale = Math.floor(460 / (code.length + 8));
    const [left, top] = [320 - (code.length * scale) / 2, 240 - (code.length * scale) / 2];
    pen.fillStyle = "#fff";
    pen.fillRect(left - 4 * scale, top - 4 * scale, (code.length + 8) * scale, (code.length + 8) * scale);
    pen.fillStyle = "#000";
    for (const [y, row] of code.entries()) {
      for (const [x, dark] of row.entries()) if (dark) pen.fillRect(left + x * scale, top + y * scale, scale, scale);
    }
    stages.push(["came", performance.now()]);
  };
  show(undefined);
  Object.assign(globalThis, { stages, show });
  // A camera gives pictures also while nothing moves.
  setInterval(() => pen.fillRect(0, 0, 1, 1), 50);
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(20);
  addEventListener("keydown", ({ key }) => key === "Enter" && stages.push(["came", performance.now()]), true);
  new MutationObserver(() => {
    const state = document.querySelector("[data-result]")?.getAttribute("data-result");
    if (state && stages.at(-1)?.[0] !== state) stages.push([state, performance.now()]);
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-result"] });
}

/** A keyboard with a key every 5 ms, which ends with Enter. */
async function scan(till: Page, digits: string): Promise<void> {
  const keyboard = await till.context().newCDPSession(till);
  const strokes = [...digits].map((digit) => ({ key: digit, code: `Digit${digit}`, text: digit }));
  const enter = { key: "Enter", code: "Enter", text: "\r", windowsVirtualKeyCode: 13 };
  const from = Date.now() / 1_000;
  await Promise.all(
    [...strokes, enter].flatMap((stroke, i) =>
      (["keyDown", "keyUp"] as const).map((type) =>
        keyboard.send("Input.dispatchKeyEvent", { ...stroke, type, timestamp: from + i * 0.005 }),
      ),
    ),
  );
  await keyboard.detach();
}

/** A phone's square code before the camera. */
async function hold(till: Page, digits: string): Promise<void> {
  const { modules } = qrcode.create(digits, { errorCorrectionLevel: "M" });
  const code = Array.from({ length: modules.size }, (_, y) =>
    Array.from({ length: modules.size }, (_, x) => modules.get(y, x) === 1),
  );
  await till.evaluate((shown) => (globalThis as unknown as Noted).show(shown), code);
}

/** @param found Milliseconds of each payment. */
function report(
  found: Record<keyof typeof most, readonly number[]>,
  { scanned, held }: Record<"scanned" | "held", readonly Times[]>,
): string {
  const at = (share: number, times: readonly number[]) =>
    Math.round(times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? Number.NaN);
  return [
    "# From the code to green",
    "",
    `Written by \`npm run bench -- till\`: ${TIMES} payments each, at the till's page, on a processor that is slowed down ${SLOWER}-fold, in`,
    "milliseconds from the scanner's last key, or from the picture before the camera, to green: reading the code, the",
    "chain's answers, signature, pocket, limits and the journal on the disk. The checks by themselves: signature, pocket and",
    "limits, when everything that they ask has been answered.",
    "",
    ...table(
      ["", "p50", "p95", "at most", ""],
      Object.entries(found).map(([by, times]) => {
        const limit = most[by as keyof typeof most];
        return [by, at(0.5, times), at(0.95, times), limit, at(0.95, times) <= limit ? "✓" : "over"].map(String);
      }),
    ),
    "",
    "## Stage by stage",
    "",
    "Until each was over, after the one before it. The till notes the moments itself (`performance.mark`), in every payment.",
    "",
    ...table(
      ["", "scanner p50", "p95", "camera p50", "p95"],
      (Object.keys(stages) as Stage[]).map((name) => {
        const [byScanner, byCamera] = [scanned, held].map((all) => all.map((times) => times[name]));
        return [stages[name], ...[byScanner!, byCamera!].flatMap((all) => [at(0.5, all), at(0.95, all)])].map(String);
      }),
    ),
    "",
  ].join("\n");
}

// Below everything that it uses.
const text = await withHouse(measure);
writeFileSync(fileURLToPath(new URL("till.md", import.meta.url)), narrowed(text));
console.log(text);
process.exit();
