import type { House } from "../node/house.ts";
import { present, setPresent } from "./session.ts";

const wasHere = present().resuming;
const bring = () => import("./entering.ts");
/** What lets people in and out comes beside the house, and only where somebody was. */
let coming = wasHere ? bring() : undefined;
coming?.catch(() => undefined);

/** Brings back who was here before a reload. */
export async function resumeSession(house: House): Promise<void> {
  if (wasHere) {
    try {
      coming ??= bring();
      await (await coming).bringBack(house);
    } catch {
      // Without that part they are kept, until the house is asked again.
      coming = undefined;
    }
  }
  setPresent({ resuming: false });
}
