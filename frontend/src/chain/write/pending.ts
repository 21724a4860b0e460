import { useSyncExternalStore } from "react";
import { type Hex, isHex } from "viem";
import * as z from "zod/mini";
import type { House } from "../node/house.ts";
import { kept, keptNames } from "../node/kept.ts";
import type { Refused } from "./refuse.ts";

const hex = z.custom<Hex>((value) => isHex(value));

/** Something confirmed that is not on the record yet. It survives a reload. */
const pendingSchema = z.object({
  id: hex,
  to: hex,
  data: hex,
  /** What it is, for words: "join", "vote". */
  name: z.string(),
  /** UTC seconds of the house. */
  at: z.number(),
});
export type Pending = z.infer<typeof pendingSchema>;

let houseId = "";
let list: readonly Pending[] = [];
const listeners = new Set<() => void>();

/** Each has a place of its own: two tabs that keep one list would write over each other. */
const BEGINNING = "pending.";
const place = (id: Hex) => kept(houseId, BEGINNING + id);

function show(next: readonly Pending[]): void {
  list = next;
  for (const listener of listeners) listener();
}

function readAll(): Pending[] {
  const found = keptNames(houseId, BEGINNING).flatMap((name) => {
    const parsed = pendingSchema.safeParse(kept(houseId, name).get());
    return parsed.success ? [parsed.data] : [];
  });
  return found.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** Reads what an earlier visit left, and hears of what other tabs do. */
export function openPending(house: House): readonly Pending[] {
  houseId = house.deployment.houseId;
  const { key: start } = kept(houseId, BEGINNING);
  addEventListener("storage", ({ key }) => {
    if (key?.startsWith(start)) show(readAll());
  });
  show(readAll());
  return list;
}

export function addPending(one: Pending): void {
  place(one.id).set(one);
  show([...list.filter(({ id }) => id !== one.id), one]);
}

export function removePending(id: Hex): void {
  place(id).set(null);
  show(list.filter((one) => one.id !== id));
}

/** What is on its way to the record now, oldest first. */
export function usePending(): readonly Pending[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => list,
  );
}

/** What an earlier visit confirmed and the house did not take, found out after the reload. */
export interface Lost {
  id: Hex;
  name: string;
  refused: Refused;
}

let lost: readonly Lost[] = [];

export function addLost(one: Lost): void {
  lost = [...lost, one];
  for (const listener of listeners) listener();
}

/** It was read: it is not shown again. */
export function forgetLost(id: Hex): void {
  lost = lost.filter((one) => one.id !== id);
  for (const listener of listeners) listener();
}

export function useLost(): readonly Lost[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => lost,
  );
}
