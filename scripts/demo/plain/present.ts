import type { Scene } from "../Story.ts";
import { arrivals } from "./founding.ts";
import { lastsUntilDone, passed, votedOn } from "./motion.ts";
import { affordable, founderCount, partOf, type Setting } from "./Setting.ts";

const DAY = 86_400;
const HOUR = 3_600;
/** A later round opens so long before the present, and ends so long after it. */
const OPEN_SINCE = 12 * DAY;
const OPEN_FOR = 16 * DAY;
const COOL_OFF = 3 * DAY;
/** Places that newcomers find free. */
const LEFT = 6;

/** What is open at the present: a round, a motion, a bill. Without a table, a later round and a bill make no sense. */
export function presentScenes(setting: Setting): Scene[] {
  const { calendar } = setting;
  const began = calendar.finalised + lastsUntilDone(setting) + 10 * DAY;
  return [
    ...(began < calendar.anchor - OPEN_SINCE - lastsUntilDone(setting) - DAY ? laterRound(setting) : []),
    ...(began < calendar.anchor ? openMotion(setting) : []),
    ...(calendar.termAt(calendar.anchor - 3 * DAY) > 0 ? waitingBill(setting) : []),
  ];
}

function laterRound(setting: Setting): Scene[] {
  const { club, calendar, words } = setting;
  const seats = club.maxMembers - club.founding.maxSeats;
  if (seats < 1) return [];
  const first = founderCount(setting) + 1;
  const joining = Math.min(Math.max(0, seats - LEFT), words.people.length - first + 1);
  const opensAt = calendar.anchor - OPEN_SINCE;
  const { title, why, terms } = words.laterRound;
  return [
    ...passed(setting, opensAt - lastsUntilDone(setting) - DAY, {
      title,
      why,
      what: [
        {
          kind: "round",
          price: partOf(club.founding.price, 125),
          minSeats: Math.max(1, Math.floor(joining / 2)),
          maxSeats: seats,
          opensAt,
          deadline: calendar.anchor + OPEN_FOR,
          coolOff: COOL_OFF,
          terms,
        },
      ],
    }),
    ...(joining > 0 ? arrivals(2, first, joining, [opensAt, calendar.anchor - DAY]) : []),
    { at: calendar.anchor - HOUR, act: "welcome" },
    ...(joining > 0
      ? [
          {
            at: calendar.anchor + OPEN_FOR + DAY,
            act: "introduce" as const,
            people: [first, first + joining - 1] as const,
          },
        ]
      : []),
  ];
}

/** Proposed shortly before the present; the relay carries it out when it has passed. */
function openMotion(setting: Setting): Scene[] {
  const { club, calendar, words } = setting;
  const { title, why, payee, category, note } = words.open;
  const amount = partOf(club.founding.price, 110);
  return votedOn(setting, calendar.anchor - club.voting.votingDelay - DAY, {
    title,
    why,
    what: [{ kind: "payment", payee, amount, category, note }],
  });
}

/** One signature short at the present; unless somebody is quicker, the table pays it two days later. */
function waitingBill(setting: Setting): Scene[] {
  const { club, calendar, words } = setting;
  const part = affordable(setting);
  const { payee, category } = words.waiting;
  const { at, anchor, date } = calendar;
  const note = words.waiting.note.replace("{date}", date(anchor - 2 * DAY));
  const limit = club.budget[category];
  if (limit === undefined || part === 0) return [];
  const { approvalsNeeded } = club.treasury;
  return [
    { at: at(anchor - 2 * DAY, "09:20"), act: "ask", payee, amount: partOf(limit, 8 * part), category, note },
    { at: at(anchor - 2 * DAY, "21:05"), act: "approve", note, approvals: approvalsNeeded - 1 },
    { at: at(anchor + 2 * DAY, "20:40"), act: "approve", note, approvals: approvalsNeeded },
  ];
}
