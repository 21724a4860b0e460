import type { Category } from "#protocol/treasury/accounts.ts";
import type { QuestionAct, Scene } from "#scripts/demo/Story.ts";
import { type Calendar, termStart } from "./calendar.ts";

/** The first day on which coffee was poured, counted from the present. */
const OPENING = -99;
/** From here on each day is closed; the first closing holds all that came before. */
const CLOSED_DAILY = -16;

interface Bill {
  /** Days after the term's start. */
  day: number;
  payee: string;
  category: Category;
  /** One of these, by the term. */
  amounts: readonly string[];
  what: string;
}

/** What a term costs, wherever it lies; amounts change a little from term to term. */
const bills: readonly Bill[] = [
  { day: 2, payee: "Jinling Property", category: "rent", amounts: ["72000"], what: "Rent for {month}, Chifeng Road" },
  {
    day: 4,
    payee: "Yunnan Hills Coffee",
    category: "goods",
    amounts: ["18640", "21380", "20960"],
    what: "Coffee beans, 120 kg, Baoshan and Pu'er",
  },
  {
    day: 5,
    payee: "Guangming Dairy",
    category: "goods",
    amounts: ["6230", "7480", "7155"],
    what: "Milk and oat drink, four weeks",
  },
  {
    day: 7,
    payee: "China Pacific Insurance",
    category: "other",
    amounts: ["5460"],
    what: "Liability and contents, two months",
  },
  {
    day: 12,
    payee: "State Grid Shanghai",
    category: "utilities",
    amounts: ["7842.60", "8913.20", "8377.45"],
    what: "Electricity",
  },
  {
    day: 14,
    payee: "Café team",
    category: "payroll",
    amounts: ["54300", "57850", "58120"],
    what: "Wages, first half of the month, seven people",
  },
  {
    day: 17,
    payee: "Peace Bakery",
    category: "goods",
    amounts: ["9120.50", "10344", "9876.50"],
    what: "Walnut cake, rolls, quiche, four weeks",
  },
  {
    day: 20,
    payee: "Lao Wang Maintenance",
    category: "repairs",
    amounts: ["1860", "2340", "1420"],
    what: "Dishwasher pump and a tap that would not close",
  },
  {
    day: 23,
    payee: "Kaffeetechnik Suzhou",
    category: "equipment",
    amounts: ["2950", "3260", "3080"],
    what: "Service of the espresso machine, seals and screens",
  },
  {
    day: 27,
    payee: "Reading evening",
    category: "events",
    amounts: ["2400", "3150", "2780"],
    what: "Fee and travel of the guest, reading evening with forty listeners",
  },
  {
    day: 29,
    payee: "Café team",
    category: "payroll",
    amounts: ["56100", "58400", "58900"],
    what: "Wages, second half of the month, seven people",
  },
  { day: 32, payee: "Jinling Property", category: "rent", amounts: ["72000"], what: "Rent for {month}, Chifeng Road" },
  {
    day: 33,
    payee: "Yunnan Hills Coffee",
    category: "goods",
    amounts: ["19870", "22140", "21690"],
    what: "Coffee beans, 120 kg, Baoshan and Menglian",
  },
  {
    day: 35,
    payee: "Guangming Dairy",
    category: "goods",
    amounts: ["6870", "7610", "7390"],
    what: "Milk and oat drink, four weeks",
  },
  {
    day: 38,
    payee: "Xiaomai Tills",
    category: "it",
    amounts: ["1280"],
    what: "Two tablets' data plan and the router, two months",
  },
  {
    day: 42,
    payee: "State Grid Shanghai",
    category: "utilities",
    amounts: ["8120.30", "9044.90", "8790.15"],
    what: "Electricity",
  },
  {
    day: 44,
    payee: "Café team",
    category: "payroll",
    amounts: ["56900", "58350", "59240"],
    what: "Wages, first half of the month, seven people",
  },
  {
    day: 46,
    payee: "Jingdezhen Studio",
    category: "equipment",
    amounts: ["7320", "3840", "5150"],
    what: "Cups and saucers, seconds, two crates",
  },
  {
    day: 48,
    payee: "Peace Bakery",
    category: "goods",
    amounts: ["9930", "10712.50", "10260"],
    what: "Walnut cake, rolls, quiche, four weeks",
  },
  {
    day: 50,
    payee: "Yangpu Tax Office",
    category: "tax",
    amounts: ["11874.20", "13220.75", "12905.10"],
    what: "Value added tax and surcharges, two months",
  },
  {
    day: 53,
    payee: "Erhu and piano",
    category: "events",
    amounts: ["1800", "1950"],
    what: "Musicians' supper and taxi, first Friday",
  },
  {
    day: 57,
    payee: "Café team",
    category: "payroll",
    amounts: ["57200", "58750", "59480"],
    what: "Wages, second half of the month, seven people",
  },
];

const menu = [
  "26.00",
  "32.00",
  "30.00",
  "58.00",
  "28.00",
  "36.00",
  "22.00",
  "64.00",
  "34.00",
  "28.00",
  "42.00",
] as const;

const of = <T>(list: readonly T[], i: number): T => list[((i % list.length) + list.length) % list.length]!;

/** The note of a bill names its day, so that no two are the same. */
function noteOf({ month, date }: Calendar, { what, payee }: Bill, day: number): string {
  return `${what.replace("{month}", month(day))}. ${payee}, invoice of ${date(day)}.`;
}

/** The operator asks in the morning, the table signs in the evening of the next day. */
export function billScenes(calendar: Calendar, term: number): Scene[] {
  const { on } = calendar;
  return bills.flatMap((bill): Scene[] => {
    const day = termStart(term) + bill.day;
    const note = noteOf(calendar, bill, day);
    const { payee, category, amounts } = bill;
    return [
      { at: on(day, "09:40"), act: "ask", payee, amount: of(amounts, term - 1), category, note },
      { at: on(day + 1, "20:15"), act: "approve", note, approvals: 6 },
    ];
  });
}

/** What the bills of a term come to, in one category. */
export function billed(term: number, category: Category): number {
  return bills
    .filter((bill) => bill.category === category)
    .reduce((sum, { amounts }) => sum + Number(of(amounts, term - 1)), 0);
}

const takings = ["36420.50", "39187", "41260.50", "38874", "42315.50", "40098", "43520.50", "39764"] as const;

/** Every Monday the takings in cash and by card come in, for the week before. */
function salesOf(term: number): { day: number; amount: string }[] {
  const start = termStart(term);
  return Array.from({ length: 8 }, (_, week) => ({
    day: start + 5 + 7 * week,
    amount: of(takings, term * 3 + week),
  })).filter(({ day }) => day > OPENING + 6);
}

export function salesScenes({ on, date }: Calendar, term: number): Scene[] {
  return salesOf(term).map(({ day, amount }) => ({
    at: on(day, "10:30"),
    act: "sales",
    amount,
    note: `Takings in cash and by card, week up to ${date(day - 1)}.`,
  }));
}

export function taken(term: number): number {
  return salesOf(term).reduce((sum, { amount }) => sum + Number(amount), 0);
}

/** Guests with vouchers: at the bar on most days, in the garden room on every third. */
export function cupScenes({ on }: Calendar, term: number): Scene[] {
  const start = termStart(term);
  const days = Array.from({ length: 60 }, (_, i) => start + i).filter((day) => day >= OPENING);
  return days.flatMap((day): Scene[] => {
    const guests = (till: number) =>
      Array.from({ length: 2 + (Math.abs(day * 5 + till) % 4) }, (_, i) => of(menu, day * 7 + i * 3 + till));
    const scenes: Scene[] = [];
    if (day % 5 !== 0 && day % 2 === 0) scenes.push({ at: on(day, "13:20"), act: "serve", till: 1, prices: guests(1) });
    if (day % 3 === 0) scenes.push({ at: on(day, "17:05"), act: "serve", till: 2, prices: guests(2) });
    if (day < CLOSED_DAILY) return scenes;
    return [...scenes, ...scenes.flatMap((scene) => closingOf(scene, on(day, "21:40")))];
  });
}

/** In the evening the operator closes the day at each till that took something. */
function closingOf(scene: Scene, at: number): Scene[] {
  return scene.act === "serve" ? [{ at: at + scene.till, act: "closeDay", till: scene.till }] : [];
}

/** The counter opens: two tablets, then phones, a few more with every term. */
export function counterScenes({ on }: Calendar, term: number): Scene[] {
  const start = termStart(term);
  if (term > 1) return [{ at: on(start + 3, "11:00"), act: "phones", members: 9, amount: "900" }];
  const expiry = on(3 * 365, "08:00");
  return [
    { at: on(OPENING - 2, "15:00"), act: "enrolTill", till: 1, name: "Bar", dayCap: "20000", expiry },
    { at: on(OPENING - 2, "15:20"), act: "enrolTill", till: 2, name: "Garden room", dayCap: "8000", expiry },
    { at: on(OPENING - 1, "19:00"), act: "phones", members: 16, amount: "800" },
    { at: on(OPENING + 9, "12:15"), act: "phones", members: 11, amount: "600" },
    { at: on(OPENING + 24, "20:10"), act: "phones", members: 8, amount: "800" },
  ];
}

/** What lies on the table of ten at the present: one needs two more signatures, one has none yet. */
export function openBills(calendar: Calendar): Scene[] {
  const { on, date } = calendar;
  const ice = `Ice machine: compressor and an hour and a half of work. Lao Wang Maintenance, estimate of ${date(-2)}.`;
  const chairs = `Eight chairs for the yard, ash, from the workshop on Chongming. Lu Jiaming's workshop, offer of ${date(-1)}.`;
  const room: Scene & QuestionAct = {
    ...{ at: on(-1, "18:10"), act: "question", person: 30, note: chairs },
    text: "Where do eight more chairs go when it rains?",
  };
  return [
    {
      ...{ at: on(-2, "19:45"), act: "question", person: 9, note: ice },
      text: "Is this the machine that was repaired in spring? What would a new one cost?",
    },
    room,
    {
      ...{ at: on(-1, "20:20"), act: "reply", to: room },
      text: "They fold: the workshop fits a rack under the stairs, which is in the price.",
    },
    { at: on(-2, "09:20"), act: "ask", payee: "Lao Wang Maintenance", amount: "4380", category: "repairs", note: ice },
    { at: on(-1, "21:05"), act: "approve", note: ice, approvals: 4 },
    {
      at: on(-1, "16:40"),
      act: "ask",
      payee: "Chongming workshop",
      amount: "9600",
      category: "equipment",
      note: chairs,
    },
    // People go on acting: unless somebody is quicker, the table pays both.
    { at: on(1, "20:40"), act: "approve", note: ice, approvals: 6 },
    { at: on(2, "20:30"), act: "approve", note: chairs, approvals: 6 },
  ];
}
