import { describe, expect, it } from "vitest";
import { ifReverted } from "./refusal.ts";

describe("a read that the chain may refuse", () => {
  it("stands for what its refusal means", async () => {
    const refused = Promise.reject(Object.assign(new Error("execution reverted"), { data: "0x12345678" }));
    await expect(refused.catch(ifReverted(0))).resolves.toBe(0);
  });

  it("stays an error where the chain was not reached", async () => {
    const away = new TypeError("Failed to fetch");
    await expect(Promise.reject(away).catch(ifReverted(0))).rejects.toBe(away);
  });
});
