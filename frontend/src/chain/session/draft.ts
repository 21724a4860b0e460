import { useState } from "react";
import { type House, useHouse } from "../node/house.ts";
import { kept, keptNames } from "../node/kept.ts";

const BEGINNING = "draft.";

const OF_SEAT = "begun.";

/**
 * What a seat has begun: another account on this device does not see it, and it is there when the first one is back;
 * until it is sent or somebody signs out (`forgetBegun`).
 */
export function seatDraft(house: House, name: string): ReturnType<typeof kept> {
  return kept(house.deployment.houseId, OF_SEAT + name);
}

/**
 * Like `useState`, for what takes somebody a while to write: kept in this browser through a reload and without network,
 * until it is sent or whoever wrote it signs out (`forgetDrafts`).
 *
 * @param name Of the field, within the house.
 * @param fits What was kept by another version of the app may be of another make.
 */
export function useDraft<T>(name: string, initially: T, fits: (found: unknown) => found is T): [T, (value: T) => void] {
  const { deployment } = useHouse();
  const store = kept(deployment.houseId, BEGINNING + name);
  const [value, setValue] = useState<T>(() => {
    const found = store.get();
    return fits(found) ? found : initially;
  });
  const set = (next: T) => {
    setValue(next);
    store.set(next === "" ? null : next);
  };
  return [value, set];
}

/** One field of text. */
export function useDraftText(name: string, initially = ""): [string, (value: string) => void] {
  return useDraft(name, initially, isText);
}

/** Several fields of text by their names. */
export function useDraftTexts(name: string): [DraftTexts, (values: DraftTexts) => void] {
  return useDraft<DraftTexts>(name, {}, areTexts);
}

type DraftTexts = Readonly<Partial<Record<string, string>>>;

const isText = (found: unknown): found is string => typeof found === "string";
const areTexts = (found: unknown): found is DraftTexts =>
  typeof found === "object" && found !== null && Object.values(found).every(isText);

/** Forgets what was written into the fields whose names begin like this: it is sent, or whoever wrote it has left. */
export const forgetDrafts = (house: House, beginning = ""): void => forget(house, BEGINNING + beginning);

/** Forgets what any seat has begun: whoever was here has signed out. */
export const forgetBegun = (house: House): void => forget(house, OF_SEAT);

function forget({ deployment: { houseId } }: House, beginning: string): void {
  for (const name of keptNames(houseId, beginning)) kept(houseId, name).set(null);
}
