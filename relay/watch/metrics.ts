import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Health } from "#protocol/relay/relayApi.ts";
import type { Entry, JobBook } from "../sending/jobBook.ts";

const GWEI = 1e9;

/** Figures for Prometheus. By standing and kind only: no label names a person, an account or an address. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #events = this.#counter("runde_relay_events_total", "What happened to calls and transactions", [
    "event",
    "standing",
  ]);
  readonly #coin = this.#counter("runde_relay_gwei_total", "Coin paid for gas, in gwei", ["standing"]);
  readonly #gas = this.#counter("runde_relay_gas_total", "Gas used", ["standing", "outcome"]);
  readonly #refused = this.#counter("runde_relay_refused_total", "Calls not taken on", ["code"]);
  readonly #answers = this.#counter("runde_http_answers_total", "Answers by kind of route and status", [
    "route",
    "status",
  ]);
  readonly #node = new Histogram({
    name: "runde_node_seconds",
    help: "How long the node takes for a request",
    labelNames: ["ok"],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 20],
    registers: [this.#registry],
  });
  readonly #waiting = this.#gauge("runde_relay_waiting_calls", "Calls that are not in a block yet");
  readonly #balance = this.#gauge("runde_relay_purse_gwei", "Coin left for gas, in gwei");
  readonly #days = this.#gauge("runde_relay_purse_days", "Days for which the purse lasts");
  readonly #ok = this.#gauge("runde_relay_ok", "1: the next hundred redemptions can be paid");

  readonly #missing = this.#gauge("runde_relay_missing_rounds", "Rounds of a beacon that no server gave");

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  get type(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  entry(entry: Entry, book: JobBook): void {
    if (entry.e === "closed" || entry.e === "rekeyed") return;
    const slot = "nonce" in entry ? book.slots.get(entry.nonce) : undefined;
    const number = "job" in entry ? entry.job : slot?.attempts.at(-1)?.job;
    const standing = (number === undefined ? undefined : book.jobs.get(number)?.standing) ?? "none";
    this.#events.inc({ event: entry.e, standing });
    if (entry.e !== "mined") return;
    this.#coin.inc({ standing }, Number(entry.cost) / GWEI);
    this.#gas.inc({ standing, outcome: entry.ok ? "ok" : "failed" }, Number(entry.gasUsed));
  }

  refused(code: string): void {
    this.#refused.inc({ code });
  }

  answered(route: string, status: number): void {
    this.#answers.inc({ route, status: String(status) });
  }

  node(milliseconds: number, ok: boolean): void {
    this.#node.observe({ ok: String(ok) }, milliseconds / 1_000);
  }

  health({ ok, waiting, balance, days, missingRounds }: Health): void {
    this.#missing.set(missingRounds.length);
    this.#ok.set(ok ? 1 : 0);
    this.#waiting.set(waiting);
    if (balance !== undefined) this.#balance.set(Number(balance) / GWEI);
    if (days !== undefined) this.#days.set(days);
  }

  #counter<T extends string>(name: string, help: string, labelNames: T[]): Counter<T> {
    return new Counter({ name, help, labelNames, registers: [this.#registry] });
  }

  #gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: [this.#registry] });
  }
}
