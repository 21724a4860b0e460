import { useSyncExternalStore } from "react";
import { type Hex, isHex } from "viem";
import * as z from "zod/mini";
import type { House } from "../node/house.ts";
import { kept } from "../node/kept.ts";
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

let houseId: string | undefined;
let list: readonly Pending[] = [];
const listeners = new Set<() => void>();

function store() {
  return kept(houseId ?? "", "pending");
}

function change(next: readonly Pending[]): void {
  list = next;
  store().set(next.length === 0 ? null : next);
  for (const listener of listeners) listener();
}

/** Reads what an earlier visit left, and hears of what other tabs do. */
export function openPending(house: House): readonly Pending[] {
  houseId = house.deployment.houseId;
  const read = () => z.catch(z.array(pendingSchema), []).parse(store().get() ?? []);
  list = read();
  addEventListener("storage", ({ key }) => {
    if (key !== store().key) return;
    list = read();
    for (const listener of listeners) listener();
  });
  for (const listener of listeners) listener();
  return list;
}

export function addPending(one: Pending): void {
  change([...list.filter(({ id }) => id !== one.id), one]);
}

export function removePending(id: Hex): void {
  if (list.some((one) => one.id === id)) change(list.filter((one) => one.id !== id));
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
