import { readSeats } from "../../../chain/membership/people.ts";
import type { House } from "../../../chain/node/house.ts";
import { readChairs } from "../../../chain/oversight/rotation.ts";
import { readClosers, readNewestRequests, seatsOf } from "../../../chain/treasury/requests.ts";
import type { Asked } from "./approval.ts";

/** The newest `count` requests, the newest first, with who is behind them. */
export async function readAsked(house: House, count: number): Promise<{ all: number; newest: Asked[] }> {
  const { all, newest } = await readNewestRequests(house, count);
  const people = [...new Set(newest.flatMap(({ payee, proposer }) => [payee, proposer]))];
  const terms = [...new Set(newest.map(({ term }) => term))];
  // Who wants it closed matters only while it can be.
  const waiting = newest.filter(({ state }) => state === "open" || state === "approved").map(({ id }) => id);
  const [seats, tables, closing] = await Promise.all([
    readSeats(house, people),
    Promise.all(terms.map((term) => readChairs(house, term))),
    Promise.all(waiting.map((id) => readClosers(house, id))),
  ]);
  const closers = new Map(waiting.map((id, i) => [id, closing[i] ?? []]));
  const chairs = new Map(terms.map((term, i) => [term, (tables[i] ?? []).map(({ seat }) => seat)]));
  const person = (account: Asked["payee"]) => ({ account, seat: seats.get(account) ?? 0 });
  return {
    all,
    newest: newest.map((request) => ({
      ...request,
      payeeIs: person(request.payee),
      proposerIs: person(request.proposer),
      approvers: seatsOf(request.approvals, chairs.get(request.term) ?? []),
      takenBackBy: seatsOf(request.takenBack, chairs.get(request.term) ?? []),
      closers: closers.get(request.id) ?? [],
    })),
  };
}
