import { readSeats } from "../../../chain/membership/people.ts";
import type { House } from "../../../chain/node/house.ts";
import { readChairs } from "../../../chain/oversight/rotation.ts";
import {
  type PaymentRequest,
  readClosers,
  readNewestRequests,
  readRequests,
  seatsOf,
} from "../../../chain/treasury/requests.ts";
import type { Asked } from "./approval.ts";

/** The newest `count` requests, the newest first, with who is behind them. */
export async function readAsked(house: House, count: number): Promise<{ all: number; newest: Asked[] }> {
  const { all, newest } = await readNewestRequests(house, count);
  return { all, newest: await withPeople(house, newest) };
}

/** One request with who is behind it; null: there is none. */
export async function readOneAsked(house: House, id: number): Promise<Asked | null> {
  if (!Number.isSafeInteger(id) || id < 1) return null;
  const [found] = await withPeople(house, await readRequests(house, id, 1));
  return found ?? null;
}

async function withPeople(house: House, requests: readonly PaymentRequest[]): Promise<Asked[]> {
  const people = [...new Set(requests.flatMap(({ payee, proposer }) => [payee, proposer]))];
  const terms = [...new Set(requests.map(({ term }) => term))];
  // Who wants it closed matters only while it can be.
  const waiting = requests.filter(({ state }) => state === "open" || state === "approved").map(({ id }) => id);
  const [seats, tables, closing] = await Promise.all([
    readSeats(house, people),
    Promise.all(terms.map((term) => readChairs(house, term))),
    Promise.all(waiting.map((id) => readClosers(house, id))),
  ]);
  const closers = new Map(waiting.map((id, i) => [id, closing[i] ?? []]));
  const chairs = new Map(terms.map((term, i) => [term, (tables[i] ?? []).map(({ seat }) => seat)]));
  const person = (account: Asked["payee"]) => ({ account, seat: seats.get(account) ?? 0 });
  return requests.map((request) => ({
    ...request,
    payeeIs: person(request.payee),
    proposerIs: person(request.proposer),
    approvers: seatsOf(request.approvals, chairs.get(request.term) ?? []),
    takenBackBy: seatsOf(request.takenBack, chairs.get(request.term) ?? []),
    closers: closers.get(request.id) ?? [],
  }));
}
