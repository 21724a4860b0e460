import "fake-indexeddb/auto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { NotKept } from "../../../chain/node/kept.ts";
import { keepRegister, keptRegister, makeSureOfRoom } from "./registerFile.ts";

const full = () => {
  throw new DOMException("The disk is full", "QuotaExceededError");
};

afterEach(() => void vi.restoreAllMocks());

describe("given a browser whose storage is full", () => {
  it("says so, and keeps the register that it had", async () => {
    await keepRegister("house-a", "before");
    const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(full);
    await expect(keepRegister("house-a", "after")).rejects.toThrow(NotKept);
    put.mockRestore();
    expect(await keptRegister("house-a")).toBe("before");
    await keepRegister("house-a", "after");
    expect(await keptRegister("house-a")).toBe("after");
  });

  it("says so before anything is handed out that the register could not hold, and after that needs no more", async () => {
    await keepRegister("house-b", "before");
    const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(full);
    await expect(makeSureOfRoom("house-b", "after")).rejects.toThrow(NotKept);
    put.mockRestore();
    await makeSureOfRoom("house-b", "after");
    expect(await keptRegister("house-b")).toBe("before");
  });

  it("says that it cannot be read, rather than that there is none", async () => {
    vi.spyOn(indexedDB, "open").mockImplementation(full);
    await expect(keptRegister("house-c")).rejects.toThrow(NotKept);
  });
});
