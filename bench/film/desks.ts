import type { Page } from "playwright-core";
import { open, visit } from "../../test/e2e/visit.ts";
import type { Film } from "./Film.ts";
import { oneInOffice } from "./oneInOffice.ts";

const wide = { width: 1_280, height: 800 };
const narrow = { width: 320, height: 800 };

/** Every desk, wide and narrow beside each other, from top to end. */
export const desks: Film = {
  places: [wide, narrow],
  async play(browser, house, camera) {
    const someone = await oneInOffice(house);
    // By what they do now: the story gives admission to another account.
    const atWork = (role: "registrar" | "operator") => {
      const found = house.people.find((one) => one.role === role);
      if (found === undefined) throw new Error(`Nobody of this house's people is its ${role}`);
      return found;
    };
    const played = {
      "The registrar’s desk": ["/desk/registrar", atWork("registrar")],
      "The operator’s desk": ["/desk/operator", atWork("operator")],
      "The manager’s desk at the counter": ["/desk/counter", atWork("operator")],
      "The desk of those in office": ["/desk/table", someone],
    } as const;
    for (const language of ["de", "zh"] as const) {
      for (const [words, [path, as]] of Object.entries(played)) {
        const seen: Page[] = [];
        for (const [place, size] of [wide, narrow].entries()) {
          const { page } = await visit(browser, house, { as, language });
          await page.setViewportSize(size);
          await open(page, path);
          await camera.show(place, page);
          seen.push(page);
        }
        await camera.say(words);
        for (const page of seen) await scrollThrough(page);
        await Promise.all(seen.map((page) => page.context().close()));
      }
    }
  },
};

/** As a thumb does: half a screen at a time. */
async function scrollThrough(page: Page): Promise<void> {
  const steps = await page.evaluate(() => Math.ceil((document.documentElement.scrollHeight - innerHeight) / 400));
  for (let i = 0; i < Math.min(steps, 12); i++) {
    await page.mouse.wheel(0, 400);
    await page.waitForTimeout(500);
  }
}
