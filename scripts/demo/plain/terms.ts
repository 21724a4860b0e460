import type { Scene } from "../Story.ts";
import { affordable, founderCount, partOf, type Setting, shareOf } from "./Setting.ts";

const DAY = 86_400;
const HOUR = 3_600;
const WEEK = 7 * DAY;
/** The counter opens so long after the first table's first day. */
const OPENS_AFTER = 8 * DAY;
/** Of a term's budget, what the counter takes in money in a week, in hundredths. */
const TAKINGS = 3;

const shift = <T>(list: readonly T[], first: number): T[] => list.map((_, i) => list[(first + i) % list.length]!);

/** Everything that belongs to one term: its election, its counter, its bills, its report. */
export function termScenes(setting: Setting, term: number): Scene[] {
  return [
    ...electionScenes(setting, term),
    ...counterScenes(setting, term),
    ...billScenes(setting, term),
    ...giftScenes(setting, term),
    ...reportScenes(setting, term),
  ];
}

/** Half of the chairs find a candidate early, some more late; the draw fills the rest. */
function electionScenes(setting: Setting, term: number): Scene[] {
  const { club, calendar, words } = setting;
  const { rotation } = club;
  const start = calendar.start(term);
  const statements = shift(words.statements, 3 * (term - 1));
  const early = Math.ceil(rotation.chairs / 2);
  const late = Math.floor(rotation.chairs / 4);
  const members = founderCount(setting);
  const ballot = (share: number) =>
    start - rotation.ballotFrom + Math.floor((rotation.ballotFrom - rotation.ballotUntil) * share);
  const scenes: Scene[] = [
    {
      at: start - rotation.nominationsFrom + HOUR,
      act: "nominate",
      term,
      statements: statements.slice(0, early),
    },
    ...(late === 0
      ? []
      : [
          {
            at: start - Math.floor((rotation.nominationsFrom + rotation.nominationsUntil) / 2),
            act: "nominate" as const,
            term,
            statements: statements.slice(early, early + late),
          },
        ]),
    { at: ballot(0.1), act: "ballots", term, voters: shareOf(members, 30) },
    { at: ballot(0.45), act: "ballots", term, voters: shareOf(members, 20) },
    { at: ballot(0.8), act: "ballots", term, voters: shareOf(members, 10) },
    { at: start - rotation.answersUntil - DAY, act: "answer", term, no: 0 },
  ];
  // The relay does what is due on its own; before the present the story does it, at its own second.
  const seatedAt = start - rotation.ballotUntil + 2 * HOUR;
  if (seatedAt <= calendar.anchor) scenes.push({ at: seatedAt, act: "seat", term });
  const servedAt = calendar.start(term + 1) + HOUR;
  if (servedAt <= calendar.anchor) scenes.push({ at: servedAt, act: "credit", term });
  return scenes;
}

/** Two tablets, phones, and guests on every third day. */
function counterScenes({ club, calendar, words }: Setting, term: number): Scene[] {
  const { at } = calendar;
  const start = calendar.start(term);
  const opens = calendar.start(1) + OPENS_AFTER;
  const { pocketCap } = club.counter;
  const phones = { act: "phones", members: club.rotation.chairs, amount: partOf(pocketCap, 75) } as const;
  const scenes: Scene[] = [{ at: at(Math.max(start, opens) + 2 * DAY, "11:00"), ...phones }];
  if (term === 1) {
    const expiry = at(calendar.anchor + 3 * 365 * DAY, "08:00");
    const dayCap = partOf(pocketCap, 1_000);
    words.tills.forEach((name, i) => {
      scenes.push({ at: at(opens, "15:00") + i * HOUR, act: "enrolTill", till: i + 1, name, dayCap, expiry });
    });
  }
  const price = Number(club.unitPrice);
  for (
    let day = Math.max(start, opens) + 3 * DAY, n = term;
    day < calendar.start(term + 1) - DAY;
    day += 3 * DAY, n++
  ) {
    const prices = Array.from({ length: 1 + (n % 3) }, (_, i) => (price * (1 + ((n + i) % 2))).toFixed(2));
    scenes.push({ at: at(day, "20:05"), act: "serve", till: 1 + (n % 2), prices });
  }
  return scenes;
}

/** The operator asks in the morning, the table signs in the evening of the next day; takings come in every week. */
function billScenes(setting: Setting, term: number): Scene[] {
  const { club, calendar, words } = setting;
  const part = affordable(setting);
  const { at, date } = calendar;
  const { termLength } = club.rotation;
  const start = calendar.start(term);
  const every = Math.floor((termLength - 6 * DAY) / words.bills.length);
  const bills = words.bills.flatMap(({ payee, category, note, percent }, i): Scene[] => {
    const limit = club.budget[category];
    if (limit === undefined || part === 0) return [];
    const day = start + DAY + i * every;
    const dated = note.replace("{date}", date(day));
    return [
      { at: at(day, "09:40"), act: "ask", payee, amount: partOf(limit, percent * part), category, note: dated },
      { at: at(day + DAY, "20:15"), act: "approve", note: dated, approvals: club.treasury.approvalsNeeded },
    ];
  });
  const budget = Object.values(club.budget).reduce((sum, limit) => sum + Number(limit), 0);
  const from = Math.max(start, calendar.start(1) + OPENS_AFTER);
  const weeks = Math.max(0, Math.floor((calendar.start(term + 1) - from) / WEEK) - 1);
  const takings = Array.from({ length: weeks }, (_, week): Scene => {
    const day = from + (week + 1) * WEEK;
    const amount = partOf(String(budget), TAKINGS + ((week + term) % 3));
    return { at: at(day, "10:30"), act: "sales", amount, note: words.takings.replace("{date}", date(day)) };
  });
  return [...bills, ...takings];
}

/** Somebody gives, once in a term. */
function giftScenes(setting: Setting, term: number): Scene[] {
  const { club, calendar, words } = setting;
  const gift = words.gifts[term % words.gifts.length];
  if (gift === undefined) return [];
  const person = 1 + ((term * 5) % founderCount(setting));
  const amount = partOf(club.founding.price, 5 + (term % 4) * 5);
  return [{ at: calendar.at(calendar.start(term) + 10 * DAY, "20:25"), act: "gift", person, amount, ...gift }];
}

/** A table has three weeks after its term for its report; this one takes four days. */
function reportScenes({ club, calendar, words }: Setting, term: number): Scene[] {
  const { at } = calendar;
  const end = calendar.start(term + 1);
  const budgeted = (category: "payroll" | "goods") => partOf(club.budget[category] ?? "0", 80);
  const { approvalsNeeded } = club.treasury;
  return [
    {
      at: at(end + 4 * DAY, "20:40"),
      act: "report",
      term,
      text: words.report.replaceAll("{term}", String(term)),
      cashSales: partOf(String(Object.values(club.budget).reduce((sum, limit) => sum + Number(limit), 0)), 40),
      payroll: budgeted("payroll"),
      goods: budgeted("goods"),
      bankBalance: partOf(club.founding.price, 50),
    },
    {
      at: at(end + 6 * DAY, "21:15"),
      act: "signReport",
      term,
      agree: approvalsNeeded,
      ...(term === 1 ? { dissent: words.dissent } : {}),
    },
  ];
}
