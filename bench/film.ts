import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { findBrowser } from "#scripts/process/findBrowser.ts";
import { Camera } from "./film/Camera.ts";
import { dayAtTheTill } from "./film/dayAtTheTill.ts";
import { desks } from "./film/desks.ts";
import { withHouse } from "./web/withHouse.ts";

/** What is filmed, by its name in the folder. */
const films = { "day-at-the-till": dayAtTheTill, desks };

const folder = fileURLToPath(new URL("../docs/films/", import.meta.url));
mkdirSync(folder, { recursive: true });
for (const [name, { places, play }] of Object.entries(films)) {
  await withHouse(async (house) => {
    const browser = await chromium.launch(await findBrowser());
    try {
      const camera = await Camera.open(browser, places);
      await play(browser, house, camera);
      writeFileSync(`${folder}${name}.mp4`, await camera.end());
      console.log(`docs/films/${name}.mp4`);
    } finally {
      await browser.close();
    }
  });
}
process.exit();
