import * as v from "valibot";
import type { Hex } from "viem";
import { bytes } from "#protocol/house/shapes.ts";
import type { House } from "../node/house.ts";
import { kept, keptNames } from "../node/kept.ts";
import { createStore } from "../node/store.ts";
import type { Refused } from "./refuse.ts";

/** Something confirmed that is not on the record yet. It survives a reload. */
const pendingSchema = v.object({
  id: bytes,
  to: bytes,
  data: bytes,
  /** What it is, for words: "join", "vote". */
  name: v.string(),
  /** UTC seconds of the house. */
  at: v.number(),
});
export type Pending = v.InferOutput<typeof pendingSchema>;

let houseId = "";
const list = createStore<readonly Pending[]>([]);

/** Each has a place of its own: two tabs that keep one list would write over each other. */
const BEGINNING = "pending.";
const place = (id: Hex) => kept(houseId, BEGINNING + id);

function readAll(): Pending[] {
  const found = keptNames(houseId, BEGINNING).flatMap((name) => {
    const parsed = v.safeParse(pendingSchema, kept(houseId, name).get());
    return parsed.success ? [parsed.output] : [];
  });
  return found.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** Reads what an earlier visit left, and hears of what other tabs do. */
export function openPending(house: House): readonly Pending[] {
  houseId = house.deployment.houseId;
  const { key: start } = kept(houseId, BEGINNING);
  addEventListener("storage", ({ key }) => {
    if (key?.startsWith(start)) list.set(readAll());
  });
  list.set(readAll());
  return list.get();
}

export function addPending(one: Pending): void {
  place(one.id).set(one);
  list.set([...list.get().filter(({ id }) => id !== one.id), one]);
}

export function removePending(id: Hex): void {
  place(id).set(null);
  list.set(list.get().filter((one) => one.id !== id));
}

/** What is on its way to the record now, oldest first. */
export function usePending(): readonly Pending[] {
  return list.use();
}

/** What an earlier visit confirmed and the house did not take, found out after the reload. */
export interface Lost {
  id: Hex;
  name: string;
  refused: Refused;
}

const lost = createStore<readonly Lost[]>([]);

export function addLost(one: Lost): void {
  lost.set([...lost.get(), one]);
}

/** It was read: it is not shown again. */
export function forgetLost(id: Hex): void {
  lost.set(lost.get().filter((one) => one.id !== id));
}

export function useLost(): readonly Lost[] {
  return lost.use();
}
