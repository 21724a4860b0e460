import { type Hex, keccak256, toHex } from "viem";
import { describe, expect, it } from "vitest";
import { roundAt } from "./beacon.ts";
import { type Dates, datesOf } from "./calendar.ts";
import { type CheckedLine, checkDraw } from "./checkDraw.ts";
import { keyOfSecret, numberOf, secretFrom, signRound, uncompressed, uncompressedKey } from "./drand.ts";
import { seatTable, seedOf } from "./draw.ts";
import type { DrawFacts, EarlierTable } from "./drawFacts.ts";
import { poolsAfter } from "./pools.ts";
import type { ToldTable } from "./tableLogs.ts";

const DAY = 86_400;
const BALLOT_FROM = 100 * DAY;
const BALLOT_UNTIL = 110 * DAY;
const secret = secretFrom(keccak256(toHex("a network")));
const network = { key: keyOfSecret(secret), genesis: 7, period: 3 };
const place = { chainId: 1, elections: `0x${"11".repeat(20)}`, term: 2 } as const;
const ROUND = roundAt(network, BALLOT_UNTIL + 3600);
const signature = signRound(secret, ROUND);

/** Term 2 of fifteen members: seats 1 and 2 sit in term 1, seat 3 gave up after more than half of it. */
function facts(): DrawFacts {
  const sitting: EarlierTable = {
    term: 1,
    start: 57 * DAY,
    end: 117 * DAY,
    list: [
      { seat: 1, elected: true, yesAt: 50 * DAY, leftAt: 0 },
      { seat: 2, elected: false, yesAt: 51 * DAY, leftAt: 0 },
      { seat: 3, elected: false, yesAt: 51 * DAY, leftAt: 90 * DAY },
      { seat: 4, elected: false, yesAt: 0, leftAt: 52 * DAY },
    ],
    answersUntil: 55 * DAY,
    chairs: 3,
    elected: 1,
    turnsAt: 3,
    cycle: 1,
    previous: 0,
    credited: false,
  };
  const ballots = [
    { seat: 9, approvals: 0b01n, nonce: 1 },
    { seat: 8, approvals: 0b11n, nonce: 1 },
    { seat: 7, approvals: 0n, nonce: 1 },
  ];
  const seed = seedOf(place, numberOf(signature));
  const candidates = [
    { seat: 5, approvals: 2 },
    { seat: 6, approvals: 1 },
  ];
  const poolEvents = [{ eventName: "SeatsJoined", args: { first: 1, count: 18 } }] as const;
  const apart = [1, 2, 3];
  const { seats, elected, turnsAt } = seatTable(
    { candidates, byApprovals: true },
    {
      seed,
      chairs: 3,
      reserves: 2,
      order: poolsAfter(poolEvents).order.slice(0, 15),
      served: 0,
      apart,
      stillWaiting: 0,
    },
  );
  const list = seats.map((seat, i) => ({ seat, elected: i < elected, yesAt: i < elected ? 111 * DAY : 0, leftAt: 0 }));
  const outcome = { term: 2, list, answersUntil: 115 * DAY, chairs: 3, elected, turnsAt, cycle: 1, previous: 1 };
  const steps = {
    nominationsFrom: 28 * DAY,
    nominationsUntil: 18 * DAY,
    ballotFrom: 17 * DAY,
    ballotUntil: 7 * DAY,
    answersUntil: 2 * DAY,
  };
  const dates = [
    { start: 117 * DAY, end: 177 * DAY },
    { start: 57 * DAY, end: 117 * DAY },
  ].map((span) => datesOf(span, steps));
  const rules = { chairs: 3, reserves: 2, quorumBps: 2000, dates, electorate: 15, born: 15 };
  return {
    ...place,
    ...rules,
    ballotFrom: BALLOT_FROM,
    beacon: {
      network: 0,
      told: { ...network, key: uncompressedKey(network.key) },
      named: network,
      from: BALLOT_UNTIL + 3600,
      round: ROUND,
      signature: uncompressed(signature),
      value: numberOf(signature),
    },
    paper: [5, 6],
    ballots,
    poolEvents,
    earlier: [sitting],
    outcome,
    told: { seed, byApprovals: true, size: 15, served: 0, apart },
    answers: { ...rules, candidates, turnout: 3, tables: [outcome, sitting] },
  };
}

type Change = (facts: DrawFacts) => Partial<DrawFacts>;
const lie = (change: Change, published?: Hex): CheckedLine["what"] | undefined => {
  const honest = facts();
  return checkDraw({ ...honest, ...change(honest) }, published).difference?.what;
};
const ofBeacon = (change: Partial<DrawFacts["beacon"]>) => lie(({ beacon }) => ({ beacon: { ...beacon, ...change } }));
const answering = (change: Partial<DrawFacts["answers"]>) =>
  lie(({ answers }) => ({ answers: { ...answers, ...change } }));

describe("checking a draw", () => {
  it("finds the list of the chain from ballots, pools and the published number", () => {
    const checked = checkDraw(facts(), signature);
    expect(checked.difference).toBeUndefined();
    expect(checked.quorum).toBe(3);
    expect(checked.signature).toBe(signature);
    expect(checked.seated.seats.slice(0, 2)).toEqual([5, 6]);
    expect(checked.seated.seats).toHaveLength(5);
  });

  it("names the number that does not come from the network", () => {
    const another = signRound(secret, ROUND + 1);
    const stranger = signRound(secretFrom(keccak256(toHex("a stranger"))), ROUND);
    expect(ofBeacon({ signature: uncompressed(another) })).toBe("signature");
    expect(ofBeacon({ signature: uncompressed(stranger), value: numberOf(stranger) })).toBe("signature");
    expect(ofBeacon({ signature: "0x1234" })).toBe("signature");
    expect(lie(() => ({}), another)).toBe("signature");
    expect(ofBeacon({ value: numberOf(another) })).toBe("number");
    expect(ofBeacon({ signature: uncompressed(another), round: ROUND + 1, value: numberOf(another) })).toBe("round");
    const other = keyOfSecret(secretFrom(keccak256(toHex("a stranger"))));
    expect(ofBeacon({ told: { ...network, key: uncompressedKey(other) } })).toBe("network");
    expect(ofBeacon({ told: { ...network, key: uncompressedKey(network.key), genesis: 10 } })).toBe("network");
    // Of a network that a later vote named the deployment knows nothing: the log of its naming is the measure.
    expect(ofBeacon({ named: undefined })).toBeUndefined();
  });

  it("names the figure, the date or the electorate that was told otherwise, by the logs or by the answer", () => {
    for (const [change, what] of [
      [{ chairs: 4 }, "figures"],
      [{ reserves: 1 }, "figures"],
      [{ quorumBps: 5000 }, "figures"],
      [{ dates: facts().dates.map((dates) => ({ ...dates, end: dates.end + 1 })) }, "calendar"],
      [{ dates: facts().dates.slice(1) }, "calendar"],
      [{ electorate: 14 }, "electorate"],
      [{ born: 14 }, "electorate"],
    ] as const) {
      expect(lie(() => change)).toBe(what);
      expect(answering(change)).toBe(what);
    }
    for (const step of ["nominationsFrom", "nominationsUntil", "ballotFrom", "ballotUntil", "answersUntil"] as const) {
      const [dates, earlier] = facts().dates as [Dates, Dates];
      expect(answering({ dates: [{ ...dates, [step]: dates[step] - 1 }, earlier] })).toBe("calendar");
    }
  });

  it("names the nomination or the ballot that is left out, or made up", () => {
    expect(lie(() => ({ paper: [5] }))).toBe("paper");
    expect(lie(() => ({ paper: [5, 6, 7] }))).toBe("paper");
    expect(lie(({ ballots }) => ({ ballots: ballots.slice(1) }))).toBe("approvals");
    expect(lie(({ ballots }) => ({ ballots: ballots.slice(0, 2) }))).toBe("turnout");
    expect(answering({ candidates: [{ seat: 5, approvals: 3 }, facts().answers.candidates[1]!] })).toBe("approvals");
    expect(answering({ turnout: 4 })).toBe("turnout");
  });

  it("names the earlier table that was told otherwise", () => {
    const [table, sitting] = facts().answers.tables as [ToldTable, ToldTable];
    const left = sitting.list.map((line, i) => (i === 1 ? { ...line, leftAt: 60 * DAY } : line));
    expect(lie(({ earlier }) => ({ earlier: [{ ...earlier[0]!, list: left }] }))).toBe("earlier");
    expect(answering({ tables: [table, { ...sitting, list: left }] })).toBe("earlier");
    expect(answering({ tables: [{ ...table, list: table.list.slice(1) }, sitting] })).toBe("list");
    expect(lie(({ earlier }) => ({ earlier: [{ ...earlier[0]!, credited: true }] }))).toBe("apart");
  });

  it("names the first thing that differs in what was told of the draw", () => {
    expect(lie(({ told }) => ({ told: { ...told, seed: numberOf(signature) } }))).toBe("seed");
    expect(lie(({ told }) => ({ told: { ...told, byApprovals: false } }))).toBe("quorum");
    expect(lie(({ told }) => ({ told: { ...told, size: 14 } }))).toBe("size");
    expect(lie(({ told }) => ({ told: { ...told, served: 1 } }))).toBe("served");
    expect(lie(({ outcome }) => ({ outcome: { ...outcome, elected: 1 } }))).toBe("elected");
    expect(lie(({ outcome }) => ({ outcome: { ...outcome, turnsAt: 1 } }))).toBe("turnsAt");
    expect(lie(({ outcome }) => ({ outcome: { ...outcome, list: [...outcome.list].reverse() } }))).toBe("seats");
  });
});

describe("the pools", () => {
  it("follow what the roster told", () => {
    const pools = poolsAfter([
      { eventName: "SeatsJoined", args: { first: 1, count: 5 } },
      { eventName: "SeatsServed", args: { term: 1, cycle: 1, seats: [4, 1] } },
      { eventName: "TurnWaived", args: { term: 2, seat: 5, moved: false } },
      { eventName: "TurnWaived", args: { term: 2, seat: 3, moved: true } },
      { eventName: "SeatsJoined", args: { first: 6, count: 1 } },
    ]);
    expect(pools).toEqual({ order: [4, 1, 3, 2, 5, 6], gone: 0, served: 3, cycle: 1 });
    expect(poolsAfter([{ eventName: "CycleTurned", args: { term: 1, cycle: 2 } }])).toEqual({
      order: [],
      gone: 0,
      served: 0,
      cycle: 2,
    });
  });

  it("lose who has ended, from either side of the border", () => {
    const joined = { eventName: "SeatsJoined", args: { first: 1, count: 4 } } as const;
    const served = { eventName: "SeatsServed", args: { term: 1, cycle: 1, seats: [3, 2] } } as const;
    const gone = (seat: number) => ({ eventName: "SeatGone", args: { seat } }) as const;
    expect(poolsAfter([joined, served, gone(2), gone(4)])).toEqual({
      order: [2, 4, 3, 1],
      gone: 2,
      served: 3,
      cycle: 1,
    });
    const turned = { eventName: "CycleTurned", args: { term: 2, cycle: 2 } } as const;
    expect(poolsAfter([joined, served, gone(2), turned])).toMatchObject({ gone: 1, served: 1, cycle: 2 });
  });

  it("cannot be served from twice, nor joined with a gap", () => {
    const joined = { eventName: "SeatsJoined", args: { first: 1, count: 2 } } as const;
    const served = { eventName: "SeatsServed", args: { term: 1, cycle: 1, seats: [2] } } as const;
    expect(() => poolsAfter([joined, served, served])).toThrow("What lets seat 2 serve is not in the node's logs");
    expect(() => poolsAfter([joined, joined])).toThrow("The birth of seat 3 is not in the node's logs");
  });
});
