import { createPublicKey, X509Certificate } from "node:crypto";
import { createServer, get } from "node:https";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { deviceTime } from "#protocol/house/houseClock.ts";
import { makeCertificate } from "./certificate.ts";

const at = (day: string) => Date.parse(day) / 1_000;
const options = {
  name: "Runde on 192.168.1.7",
  address: "192.168.1.7",
  from: at("2026-03-01"),
  until: at("2026-05-30"),
};

describe("a certificate of one's own", () => {
  it("is read by Node's own reader as what was asked for", () => {
    const { cert, key } = makeCertificate(options);
    const read = new X509Certificate(cert);
    expect(read.subject).toBe("CN=Runde on 192.168.1.7");
    expect(read.subjectAltName).toBe("IP Address:192.168.1.7");
    expect([read.checkIP("192.168.1.7"), read.checkIP("192.168.1.8")]).toEqual(["192.168.1.7", undefined]);
    expect([read.validFromDate, read.validToDate]).toEqual([new Date("2026-03-01"), new Date("2026-05-30")]);
    expect(read.ca).toBe(false);
    expect(read.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
    expect(read.verify(read.publicKey)).toBe(true);
    expect(createPublicKey(key).export({ type: "spki", format: "pem" })).toBe(
      read.publicKey.export({ type: "spki", format: "pem" }),
    );
  });

  it("counts past the middle of the century, with letters of any language, and is another one each time", () => {
    const one = makeCertificate({ ...options, name: "Kino „Leinwand“ 影院", until: at("2051-01-02") });
    const read = new X509Certificate(one.cert);
    expect(read.validToDate).toEqual(new Date("2051-01-02"));
    expect(read.subject).toContain("影院");
    const other = new X509Certificate(makeCertificate(options).cert);
    expect(other.serialNumber).not.toBe(read.serialNumber);
    expect(other.verify(read.publicKey)).toBe(false);
  });

  it("lets those in who were told of it, at its address alone", async () => {
    const now = deviceTime();
    const certificate = makeCertificate({ name: "here", address: "127.0.0.1", from: now - 60, until: now + 600 });
    const server = createServer(certificate, (_, response) => response.end("open")).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const ask = (options: { ca?: string; servername?: string; host?: string }) =>
      new Promise<number | string>((resolve) => {
        get({ host: "127.0.0.1", port, path: "/", agent: false, ...options }, ({ statusCode = 0, ...rest }) => {
          rest.socket.destroy();
          resolve(statusCode);
        }).once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      });
    expect(await ask({ ca: certificate.cert })).toBe(200);
    expect(await ask({ ca: certificate.cert, host: "localhost" })).toBe("ERR_TLS_CERT_ALTNAME_INVALID");
    expect(await ask({})).toBe("DEPTH_ZERO_SELF_SIGNED_CERT");
    server.close();
  });
});
