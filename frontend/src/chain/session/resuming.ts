import type { House } from "../node/house.ts";
import { present, setPresent } from "./session.ts";

/** What lets people in and out comes beside the house, and only where somebody was. */
const entering = present().resuming ? import("./entering.ts") : undefined;
entering?.catch(() => undefined);

/** Brings back who was here before a reload. */
export async function resumeSession(house: House): Promise<void> {
  // Without that part they are kept for the next visit.
  await entering?.then(
    ({ bringBack }) => bringBack(house),
    () => undefined,
  );
  setPresent({ resuming: false });
}
