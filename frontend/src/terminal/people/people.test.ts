import "fake-indexeddb/auto";
import { describe, expect, it, vi } from "vitest";
import { isPin, openPeople } from "./people.ts";

const NOW = 1_800_000_000;

describe("given somebody with a PIN", () => {
  it("is let in by it alone, on this tablet alone", async () => {
    const people = await openPeople("house-a");
    await people.add("Mei", "2468");
    await people.add("Jan", "2468");
    expect(await people.names()).toEqual(["Jan", "Mei"]);
    expect(await people.check("Mei", "2468", NOW)).toEqual({ is: "right" });
    expect(await people.check("Mei", "2469", NOW)).toEqual({ is: "wrong", left: 4 });
    expect(await people.check("Nobody", "2468", NOW)).toEqual({ is: "wrong", left: 0 });
    expect(await (await openPeople("house-b")).names()).toEqual([]);
  });

  it("is locked out for a quarter of an hour after five wrong ones, the right one included", async () => {
    const people = await openPeople("house-c");
    await people.add("Mei", "2468");
    for (const left of [4, 3, 2, 1]) expect(await people.check("Mei", "0000", NOW)).toEqual({ is: "wrong", left });
    const locked = { is: "locked", until: NOW + 900 };
    expect(await people.check("Mei", "0000", NOW)).toEqual(locked);
    expect(await people.check("Mei", "2468", NOW + 899)).toEqual(locked);
    expect(await people.check("Mei", "2468", NOW + 900)).toEqual({ is: "right" });
  });

  it("forgets the wrong ones after the right one", async () => {
    const people = await openPeople("house-d");
    await people.add("Mei", "2468");
    for (let i = 0; i < 12; i++) {
      expect((await people.check("Mei", "0000", NOW)).is).toBe("wrong");
      expect((await people.check("Mei", "2468", NOW)).is).toBe("right");
    }
  });

  it("keeps neither the PIN nor a key that could be read", async () => {
    const people = await openPeople("house-e");
    await people.add("Mei", "2468");
    const db = await new Promise<IDBDatabase>((resolve) => {
      const asked = indexedDB.open("runde-till-people-house-e");
      asked.onsuccess = () => resolve(asked.result);
    });
    const all = (store: string) =>
      new Promise<unknown[]>((resolve) => {
        const read = db.transaction(store).objectStore(store).getAll();
        read.onsuccess = () => resolve(read.result);
      });
    expect(JSON.stringify(await all("people"))).not.toContain("2468");
    const [key] = (await all("keys")) as CryptoKey[];
    expect(key?.extractable).toBe(false);
  });

  it("is neither let in nor counted against while the tablet can write nothing down, and lost by nothing", async () => {
    const people = await openPeople("house-f");
    await people.add("Mei", "2468");
    const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("The disk is full", "QuotaExceededError");
    });
    // The right one and a wrong one look alike: without counting there is no guessing.
    for (const pin of ["2468", "0000", "0001", "0002", "0003", "0004"]) {
      await expect(people.check("Mei", pin, NOW)).rejects.toThrow("The disk is full");
    }
    await expect(people.add("Mei", "1357")).rejects.toThrow("The disk is full");
    await expect(people.add("Jan", "1357")).rejects.toThrow("The disk is full");
    full.mockRestore();
    expect(await people.names()).toEqual(["Mei"]);
    expect(await people.check("Mei", "0000", NOW)).toEqual({ is: "wrong", left: 4 });
    expect(await people.check("Mei", "2468", NOW)).toEqual({ is: "right" });
  });

  it("has four to eight digits", () => {
    expect(["123", "1234", "12345678", "123456789", "12a4", "１２３４"].filter(isPin)).toEqual(["1234", "12345678"]);
  });
});
