import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { serve } from "@hono/node-server";
import { deviceTime } from "#protocol/house/houseClock.ts";
import type { HouseServer } from "#relay/houseServer.ts";
import type { HouseFolder } from "../../node/HouseFolder.ts";
import { makeCertificate } from "./certificate.ts";

const DAY = 86_400;
/** How long a certificate counts: whoever has once gone past a browser's warning need not do so at every start. */
const COUNTS_FOR = 90 * DAY;
const RENEWED_BEFORE = 7 * DAY;
/** How far a phone's clock may be behind ours. */
const CLOCKS_DIFFER = DAY;
/** The phone's port is so far above the app's; the ones between are other houses'. */
const ABOVE = 500;

/** Key and certificate, one after the other. */
const KEPT = "phone.pem";

/** Where a phone reaches the house that is on this port of this computer. */
export function phoneOrigin(address: string, port: number): string {
  return `https://${address}:${port + ABOVE}`;
}

export interface OpenToPhone {
  /** SHA-256 of the certificate, as browsers show it. */
  fingerprint: string;
  close(): Promise<void>;
}

/**
 * Lets a phone in the same network use the practice house: the same server, by HTTPS, because a browser gives camera and
 * keys to nothing less. Only this address listens.
 */
export async function openToPhone(
  { app }: Pick<HouseServer, "app">,
  { origin, folder, name }: { origin: string; folder: HouseFolder; name: string },
): Promise<OpenToPhone> {
  const { hostname, port } = new URL(origin);
  const pem = certificateFor(hostname, folder.file(KEPT), name);
  const server = await new Promise<Server>((resolve, reject) => {
    const made = serve(
      { fetch: app.fetch, hostname, port: Number(port), createServer, serverOptions: { cert: pem, key: pem } },
      () => resolve(made),
    ) as Server;
    made.once("error", (error: NodeJS.ErrnoException) => reject(new Error(whyNot(error, hostname, port))));
  });
  return {
    fingerprint: new X509Certificate(pem).fingerprint256,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The one that is kept, if it is for this address and counts for some days yet; else a new one, which is kept. */
function certificateFor(address: string, file: string, club: string): string {
  const now = deviceTime();
  if (existsSync(file)) {
    const kept = readFileSync(file, "utf8");
    if (counts(kept, address, now)) return kept;
  }
  const dates = { from: now - CLOCKS_DIFFER, until: now + COUNTS_FOR };
  const { key, cert } = makeCertificate({ name: `${club}, ${address}`, address, ...dates });
  writeFileSync(file, key + cert, { mode: 0o600 });
  return key + cert;
}

function counts(pem: string, address: string, now: number): boolean {
  try {
    const read = new X509Certificate(pem);
    const isInTime = read.validFromDate.getTime() <= now * 1_000;
    const lasts = read.validToDate.getTime() > (now + RENEWED_BEFORE) * 1_000;
    return isInTime && lasts && read.checkIP(address) === address;
  } catch {
    // Cut off, or somebody's own: a new one takes its place.
    return false;
  }
}

function whyNot({ code, message }: NodeJS.ErrnoException, address: string, port: string): string {
  if (code === "EADDRINUSE") {
    return `Port ${port}, which a phone would use, is taken by another program. End that one, or give the house another pair of ports: --port`;
  }
  if (code === "EADDRNOTAVAIL") return `This computer has no address ${address}. Without --phone-at one is looked for`;
  return `A phone cannot be let in at ${address}: ${message}`;
}
