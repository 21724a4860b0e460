import { deviceTime } from "#protocol/house/houseClock.ts";

/** Accounts, hashes, addresses in the network: what a log must not keep of anybody. */
const traces = /0x[0-9a-fA-F]{8,}|\b\d{1,3}(?:\.\d{1,3}){3}\b|\b(?:[0-9a-f]{1,4}:){3,}[0-9a-f:]*\b/g;

/** One line with its time, without line ends and without traces of people. */
export function logLine(text: string, seconds = deviceTime()): string {
  const plain = text.replace(/\s+/g, " ").replace(traces, (found) => (found.startsWith("0x") ? "0x…" : "…"));
  return `${new Date(seconds * 1_000).toISOString()} ${plain.slice(0, 500)}`;
}
