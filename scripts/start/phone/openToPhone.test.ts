import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { get } from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deviceTime } from "#protocol/house/houseClock.ts";
import { HouseFolder } from "../../node/HouseFolder.ts";
import { freePorts } from "../../node/ports.fixture.ts";
import { makeCertificate } from "./certificate.ts";
import { type OpenToPhone, openToPhone, phoneOrigin } from "./openToPhone.ts";

const app = new Hono();
app.get("/", (c) => c.text(`for ${c.req.header("host")}`));

let folder: HouseFolder;
let origin: string;
let opened: OpenToPhone[];

beforeEach(async () => {
  folder = new HouseFolder(mkdtempSync(join(tmpdir(), "a phone ")));
  origin = phoneOrigin("127.0.0.1", await freePorts());
  opened = [];
});
afterEach(async () => {
  for (const one of opened) await one.close();
  rmSync(folder.path, { recursive: true, force: true });
});

async function openAt(where = origin): Promise<OpenToPhone> {
  const one = await openToPhone({ app }, { origin: where, folder, name: "Runde" });
  opened.push(one);
  return one;
}
const DAY = 86_400;
const dates = (from: number, until: number) => {
  const now = deviceTime();
  return { name: "Runde", from: now + from * DAY, until: now + until * DAY };
};
const pem = () => readFileSync(folder.file("phone.pem"), "utf8");

describe("a house that lets a phone in", () => {
  it("answers by HTTPS with the certificate whose fingerprint it told", async () => {
    const { fingerprint } = await openAt();
    const answer = await new Promise<{ text: string; shown: string }>((resolve, reject) => {
      get(origin, { ca: pem(), agent: false }, (response) => {
        const shown = (response.socket as import("node:tls").TLSSocket).getPeerCertificate().fingerprint256;
        response.setEncoding("utf8").on("data", (text: string) => resolve({ text, shown }));
      }).on("error", reject);
    });
    expect(answer).toEqual({ text: `for ${new URL(origin).host}`, shown: fingerprint });
  });

  it("keeps its certificate, which only its owner reads, so that a phone is warned once", async () => {
    const first = await openAt();
    await first.close();
    expect(statSync(folder.file("phone.pem")).mode & 0o077).toBe(0);
    expect((await openAt()).fingerprint).toBe(first.fingerprint);
  });

  it.each([
    ["for another address", () => makeCertificate({ ...dates(-1, 90), address: "192.168.1.7" })],
    ["that soon ends", () => makeCertificate({ ...dates(-80, 3), address: "127.0.0.1" })],
    ["that begins later", () => makeCertificate({ ...dates(2, 90), address: "127.0.0.1" })],
    ["cut in half", () => ({ key: "", cert: "-----BEGIN CERTIFICATE-----\nMIIB" })],
  ])("makes a new one in the place of one %s", async (_, make) => {
    const { key, cert } = make();
    writeFileSync(folder.file("phone.pem"), key + cert);
    const { fingerprint } = await openAt();
    expect(new X509Certificate(pem()).fingerprint256).toBe(fingerprint);
    expect(pem()).not.toBe(key + cert);
  });

  it("says in a sentence why it cannot", async () => {
    const { port } = new URL(origin);
    const other = createServer().listen(Number(port), "127.0.0.1");
    await expect(openAt()).rejects.toThrow(`Port ${port}, which a phone would use, is taken`);
    await new Promise((resolve) => other.close(resolve));
    // An address for documentation, which no computer has.
    await expect(openAt("https://192.0.2.1:25001")).rejects.toThrow("This computer has no address 192.0.2.1");
  });
});
