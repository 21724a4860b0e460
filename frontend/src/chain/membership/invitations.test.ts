import { describe, expect, it } from "vitest";
import { openWith, sealWith } from "./invitations.ts";

const [secret, other] = [`0x${"1a".repeat(16)}`, `0x${"2b".repeat(16)}`] as const;

describe("given a link", () => {
  it("seals an answer for who has the link, and for nobody else", async () => {
    const sealed = await sealWith(secret, "We could not reach you. 请再联系。");
    expect(await openWith(secret, sealed)).toBe("We could not reach you. 请再联系。");
    expect(await openWith(other, sealed)).toBeUndefined();
    expect(await openWith(secret, "0x1234")).toBeUndefined();
    expect(await sealWith(secret, "x")).not.toBe(await sealWith(secret, "x"));
  });
});
