import type { Hex } from "viem";
import type { House } from "../node/house.ts";
import { kept, keptNames } from "../node/kept.ts";
import { createStore } from "../node/store.ts";
import type { Pending } from "./keptPending.ts";
import type { Refused } from "./refuse.ts";

let houseId = "";
const list = createStore<readonly Pending[]>([]);

/** Each has a place of its own: two tabs that keep one list would write over each other. */
const BEGINNING = "pending.";
const place = (id: Hex) => kept(houseId, BEGINNING + id);

/** Mostly there is nothing, and then nobody has to be able to read it. */
async function readAll(): Promise<Pending[]> {
  const all = () => keptNames(houseId, BEGINNING).map((name) => kept(houseId, name).get());
  if (all().length === 0) return [];
  const { pendingAmong } = await import("./keptPending.ts");
  return pendingAmong(all());
}

/** Reads what an earlier visit left, and hears of what other tabs do. */
export async function openPending(house: House): Promise<readonly Pending[]> {
  houseId = house.deployment.houseId;
  const { key: start } = kept(houseId, BEGINNING);
  const read = async () => list.set(await readAll());
  addEventListener("storage", ({ key }) => {
    if (key?.startsWith(start)) void read();
  });
  await read();
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
