import { describe, expect, it } from "vitest";
import { invitationOf } from "#protocol/membership/invitations.ts";
import { entriesFor, newRegister, withEntries } from "./register.ts";
import { lockWith, openRegister, sealRegister } from "./registerFile.ts";

const houseId = `0x${"7".repeat(64)}` as const;
const place = { houseId, until: 1_900_000_000 };
const ada = { name: "Ada Lovelace", born: "1970-01-31", contact: "ada@example.org" };

describe("given a register", () => {
  it("knows one person by one mark, however the name is written, and other registers by another", async () => {
    const register = newRegister();
    const [first] = await entriesFor(register, [ada], place);
    const [again] = await entriesFor(register, [{ ...ada, name: " ADA  lovelace", contact: "" }], place);
    const [later] = await entriesFor(register, [{ ...ada, born: "1970-02-01" }], place);
    const [elsewhere] = await entriesFor(newRegister(), [ada], place);
    expect(again?.nullifier).toBe(first?.nullifier);
    expect(new Set([first?.nullifier, later?.nullifier, elsewhere?.nullifier]).size).toBe(3);
    expect(again?.secret).not.toBe(first?.secret);
    expect(first?.invitation).toBe(invitationOf(houseId, first!.secret));
  });

  it("makes links for ten thousand, and says how far it is", async () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({ ...ada, name: `Person ${i}` }));
    const told: number[] = [];
    const entries = await entriesFor(newRegister(), many, place, (done) => told.push(done));
    expect(new Set(entries.map(({ invitation }) => invitation)).size).toBe(10_000);
    expect(new Set(entries.map(({ nullifier }) => nullifier)).size).toBe(10_000);
    expect([told[0], told.at(-1), told.length]).toEqual([250, 10_000, 40]);
  });

  it("changes people in their places, and adds the new ones behind", async () => {
    const register = newRegister();
    const people = await entriesFor(register, [ada, { ...ada, name: "Ben" }], place);
    const both = withEntries(register, people);
    const changed = withEntries(both, [{ ...people[0]!, refused: "no" }]);
    expect(changed.people.map(({ name, refused }) => [name, refused])).toEqual([
      ["Ada Lovelace", "no"],
      ["Ben", undefined],
    ]);
  });

  it("lies sealed: only the passphrase opens it, in whatever form its letters come, and no changed file", async () => {
    const register = newRegister();
    const full = withEntries(register, await entriesFor(register, [ada], place));
    const lock = await lockWith("Zoë's café by the sea", undefined, 100_000);
    const file = await sealRegister(lock, full);
    expect(file).not.toContain("Ada");
    expect(await sealRegister(lock, full)).not.toBe(file);
    expect(await openRegister(file, "Zoe\u0308's cafe\u0301 by the sea")).toMatchObject({ ok: true, register: full });
    expect(await openRegister(file, "Zoe's cafe by the sea")).toEqual({ ok: false, why: "wrongPassphrase" });
    const { body, ...rest } = JSON.parse(file) as { body: string };
    const changed = JSON.stringify({ ...rest, body: `${body[0] === "A" ? "B" : "A"}${body.slice(1)}` });
    expect(await openRegister(changed, "Zoë's café by the sea")).toEqual({ ok: false, why: "wrongPassphrase" });
    expect(await openRegister("a,b,c", "Zoë's café by the sea")).toEqual({ ok: false, why: "noRegister" });
  });
});
