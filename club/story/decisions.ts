import type { ProposeAct, Scene } from "#scripts/demo/Story.ts";
import type { Calendar } from "./calendar.ts";
import { arrivals } from "./founding.ts";
import { secondRoundTerms } from "./secondRoundTerms.ts";

type Votes = readonly [day: number, time: string, inFavour: number, against: number, abstain: number];

/** A decision from the proposal on `day` to its end: two days' notice, seven of voting, two more before it is done. */
function decided(
  { on }: Calendar,
  day: number,
  proposal: Omit<ProposeAct, "act">,
  votes: readonly Votes[],
  passes = true,
): Scene[] {
  const { title } = proposal;
  const done: Scene[] = [
    { at: on(day + 9, "13:00"), act: "carryOut", title, step: "queue" },
    { at: on(day + 11, "14:00"), act: "carryOut", title, step: "execute" },
  ];
  return [
    { at: on(day, "12:00"), act: "propose", ...proposal },
    ...votes.map(
      ([after, time, inFavour, against, abstain]): Scene => ({
        at: on(day + after, time),
        act: "vote",
        title,
        inFavour,
        against,
        abstain,
      }),
    ),
    ...(passes ? done : []),
  ];
}

/** What the members decided before there was a first table, and the first machine. */
function beginnings(calendar: Calendar): Scene[] {
  return [
    ...decided(
      calendar,
      -142,
      {
        title: "Lease and fit-out of the café in Chifeng Road",
        why: "The shop on the ground floor is ours for six years if we sign this month. The landlord wants two months as a deposit. Huangpu Interior Works offered the lowest of three fixed prices for floor, bar, ceiling and lavatories; the kitchen comes from a dealer who takes back what does not fit. All three offers lie with the registrar.",
        what: [
          {
            kind: "payment",
            payee: "Jinling Property",
            amount: "144000",
            category: "rent",
            note: "Deposit for the shop in Chifeng Road, two months' rent. Returned at the end of the lease. Jinling Property, contract of this month.",
          },
          {
            kind: "payment",
            payee: "Huangpu Interior Works",
            amount: "586000",
            category: "repairs",
            note: "Fit-out at a fixed price: floor, bar, felt ceiling, two lavatories, wiring. Huangpu Interior Works, offer 3 of 3.",
          },
          {
            kind: "payment",
            payee: "Songjiang Kitchen Supply",
            amount: "128000",
            category: "equipment",
            note: "Cold room, dishwasher, two ovens, sinks. Songjiang Kitchen Supply.",
          },
        ],
      },
      [
        [3, "20:30", 24, 2, 1],
        [5, "12:30", 21, 1, 0],
        [8, "21:00", 17, 0, 1],
      ],
    ),
    ...decided(
      calendar,
      -140,
      {
        title: "The espresso machine: three groups, and two grinders",
        why: "Tobias tried four machines with the operator. The cheapest is rebuilt, has three groups and a warranty of two years. We will have it for ten. The grinders are new.",
        what: [
          {
            kind: "payment",
            payee: "Kaffeetechnik Suzhou",
            amount: "96800",
            category: "equipment",
            note: "Espresso machine with three groups, rebuilt, warranty of two years; two grinders, new. Kaffeetechnik Suzhou.",
          },
        ],
      },
      [
        [3, "19:40", 18, 6, 1],
        [6, "21:25", 26, 4, 2],
      ],
    ),
  ];
}

function later(calendar: Calendar): Scene[] {
  return [
    ...decided(
      calendar,
      -90,
      {
        title: "A neon sign over the door",
        why: "From the metro nobody sees us. A sign with the cup, switched off at ten in the evening.",
        what: [
          {
            kind: "payment",
            payee: "Meihua Signs",
            amount: "38400",
            category: "equipment",
            note: "Neon sign with the cup, mounting and permit. Meihua Signs, offer.",
          },
        ],
      },
      [
        [3, "20:15", 9, 17, 2],
        [7, "21:10", 6, 14, 3],
      ],
      false,
    ),
    ...decided(
      calendar,
      -72,
      {
        title: "Budget of the second term",
        why: "Rent and wages stay. The big purchases are behind us, so equipment falls to a quarter. Goods grow a little, because more people come for lunch. What is not spent stays in the house.",
        what: [
          {
            kind: "budget",
            term: 2,
            limits: {
              rent: "160000",
              payroll: "300000",
              goods: "190000",
              equipment: "60000",
              utilities: "36000",
              tax: "40000",
              events: "36000",
              repairs: "36000",
              it: "18000",
              other: "20000",
            },
          },
        ],
      },
      [
        [4, "12:45", 19, 1, 2],
        [6, "20:20", 22, 3, 1],
      ],
    ),
  ];
}

/** An office that changes hands: whoever takes a place in the second round is admitted by the next registrar. */
function nextRegistrar(calendar: Calendar): Scene[] {
  return decided(
    calendar,
    -66,
    {
      title: "A new registrar: the notary in Siping Road",
      why: "Tang Wei has checked every admission since the beginning, alone and in the evenings, and asks to be relieved before a hundred more come. Notary Gu has an office, a deputy and a safe. The register was compared page by page on Sunday, by Tang Wei, the notary and two of us.",
      what: [
        {
          kind: "registrar",
          label: "registrar:2",
          register:
            "Register of admissions: keyed hashes in one file, one copy with the notary, one sealed in the house's safe. Compared page by page, without a difference.",
        },
      ],
    },
    [
      [3, "18:40", 17, 2, 2],
      [6, "21:15", 15, 1, 1],
    ],
  );
}

const secondRound: readonly (readonly [number, string, number])[] = [
  [-28, "10:30", 7],
  [-28, "20:45", 6],
  [-27, "12:35", 5],
  [-26, "19:20", 5],
  [-25, "21:10", 4],
  [-24, "13:00", 4],
  [-22, "20:35", 5],
  [-21, "18:50", 4],
  [-19, "21:25", 5],
  [-18, "12:15", 4],
  [-16, "20:55", 5],
  [-14, "19:30", 6],
  [-12, "21:00", 5],
  [-10, "12:50", 6],
  [-8, "20:10", 6],
  [-6, "19:45", 5],
  [-4, "21:35", 6],
  [-3, "13:20", 4],
  [-2, "20:20", 3],
  [-1, "19:15", 2],
];

function growing(calendar: Calendar): Scene[] {
  const { on } = calendar;
  return [
    ...decided(
      calendar,
      -42,
      {
        title: "A second round: one hundred more seats",
        why: "We planned for two hundred from the beginning. The house runs, the first table has closed its books. The price is 50,000 yuan, because the newcomers join something that exists; their vouchers are worth 50,000 as well, and their share is the same as ours. With fewer than sixty the round fails and everybody has the money back.",
        what: [
          {
            kind: "round",
            price: "50000",
            minSeats: 60,
            maxSeats: 100,
            opensAt: on(-28, "10:00"),
            deadline: on(8, "18:00"),
            coolOff: 3 * 86_400,
            terms: secondRoundTerms,
          },
        ],
      },
      [
        [3, "20:00", 27, 3, 1],
        [5, "12:40", 19, 2, 2],
        [8, "21:30", 12, 1, 0],
      ],
    ),
    ...arrivals(calendar, 3, 101, secondRound),
    { at: on(-1, "09:10"), act: "welcome" },
    { at: on(10, "12:00"), act: "introduce", people: [101, 197] },
  ];
}

/** Open at the present: it was proposed four days ago, and the relay carries it out when it has passed. */
function open(calendar: Calendar): Scene[] {
  return decided(
    calendar,
    -4,
    {
      title: "Solar panels on our part of the roof",
      why: "Long Jiayi has a quote: forty-two panels, mounted in two days, a third of our electricity for twenty years. The landlord agrees in writing. It pays for itself in about seven years at today's price.",
      what: [
        {
          kind: "payment",
          payee: "Anhui Solar Roofs",
          amount: "186000",
          category: "equipment",
          note: "Forty-two solar panels with mounting and meter, guaranteed for twenty years. Anhui Solar Roofs, quote of this month.",
        },
      ],
    },
    [
      [3, "20:05", 16, 3, 1],
      [5, "12:20", 14, 2, 1],
      [7, "21:15", 12, 2, 0],
    ],
    false,
  );
}

export function decisionScenes(calendar: Calendar): Scene[] {
  return [
    ...beginnings(calendar),
    ...later(calendar),
    ...nextRegistrar(calendar),
    ...growing(calendar),
    ...open(calendar),
  ];
}
