import type { GiftAct, Scene } from "#scripts/demo/Story.ts";
import { type Calendar, termStart } from "./calendar.ts";

type Gift = readonly [day: number, time: string, gift: Omit<GiftAct, "act">];

const given: readonly Gift[] = [
  [-131, "21:30", { person: 17, amount: "5000", note: "For the piano, when there is room for one." }],
  [-112, "10:20", { person: 30, amount: "1200", note: "From my mother, who liked the idea before I did." }],
  [-97, "18:45", { person: 74, amount: "2000", note: "For cups that break. They will.", project: "Kiln seconds" }],
  [
    -88,
    "22:10",
    {
      person: 12,
      amount: "20000",
      note: "Our first order came through a conversation at the long table. One per cent of it, with thanks.",
      project: "Haoran batteries",
    },
  ],
  [-74, "12:05", { person: 4, amount: "300", note: "", nameless: true }],
  [
    -63,
    "20:50",
    { person: 40, amount: "6600", note: "The third company lives. 谢谢大家。", project: "Fruit logistics" },
  ],
  [-47, "19:15", { person: 31, amount: "1500", note: "For the children's corner." }],
  [-35, "21:40", { person: 62, amount: "800", note: "Für die Straßenbahnkarten an der Wand." }],
  [
    -23,
    "13:30",
    { person: 145, amount: "3000", note: "Not a member yet, but already a guest.", project: "Small farms" },
  ],
  [
    -17,
    "20:05",
    {
      person: 25,
      amount: "12000",
      note: "A turbine was sold between two cappuccinos. This is the café's share, freely given.",
      project: "Rudong wind",
    },
  ],
  [-9, "18:20", { person: 88, amount: "500", note: "For coffee for whoever has none.", nameless: true }],
  [
    -2,
    "11:55",
    { person: 28, amount: "2400", note: "Twelve stools sold to guests who sat on them.", project: "Chongming timber" },
  ],
];

/** What goes on: now and then somebody gives. */
const usual: readonly Omit<GiftAct, "act">[] = [
  { person: 8, amount: "900", note: "For the reading evenings." },
  { person: 12, amount: "15000", note: "The second order. One per cent again.", project: "Haoran batteries" },
  { person: 110, amount: "1000", note: "For new stools; these ones wobble on purpose, and I was asked." },
  { person: 53, amount: "600", note: "For whoever waits at the door at seven." },
];

export function gifts({ on }: Calendar): Scene[] {
  return given.map(([day, time, gift]) => ({ at: on(day, time), act: "gift", ...gift }));
}

export function laterGift({ on }: Calendar, term: number): Scene[] {
  const gift = usual[term % usual.length]!;
  return [{ at: on(termStart(term) + 21, "20:25"), act: "gift", ...gift }];
}
