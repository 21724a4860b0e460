import { DAYS, defineClub, HOURS } from "#ignition/club.ts";
import { prices } from "./prices.ts";

/**
 * A cinema of thirty seats that belongs to thirty people. Beside the repository's own club a second one to read and to
 * copy: figures here, words by language beside it, its demo's story in `story/`.
 */
export const club = defineClub(new URL("./", import.meta.url), {
  name: "Leinwand",
  seatPages: "https://leinwand.example/seats/",
  languages: ["de", "en"],
  timeZone: "Europe/Berlin",
  dayOffset: 1 * HOURS,
  currency: {
    code: "EUR",
    symbol: "€",
    decimals: 6,
    backing: "issuer",
    testMoney: { name: "Practice euro", symbol: "EURp", faucetADay: "50000" },
  },
  share: { name: "Leinwand share", symbol: "LEIN" },
  voucher: { name: "Leinwand voucher", symbol: "LV", passable: true },
  unitPrice: "9.00",
  prices,
  maxMembers: 30,
  leaverBar: 90 * DAYS,
  rotation: {
    chairs: 5,
    reserves: 5,
    leadTime: 40 * DAYS,
    termLength: 90 * DAYS,
    nominationsFrom: 35 * DAYS,
    nominationsUntil: 22 * DAYS,
    ballotFrom: 21 * DAYS,
    ballotUntil: 8 * DAYS,
    answersUntil: 3 * DAYS,
    quorumBps: 2_500,
  },
  voting: {
    votingDelay: 2 * DAYS,
    votingPeriod: 7 * DAYS,
    lateExtension: 2 * DAYS,
    timelockDelay: 2 * DAYS,
    expiry: 30 * DAYS,
    quorumBps: 2_500,
    sponsors: 3,
  },
  treasury: { approvalsNeeded: 3, reserveBps: 3_000, voteThreshold: "1000" },
  budget: {
    rent: "1500",
    payroll: "900",
    goods: "600",
    equipment: "600",
    utilities: "300",
    events: "300",
    repairs: "300",
    other: "150",
  },
  counter: { pocketCap: "600", lateWindow: 72 * HOURS, exitDelay: 96 * HOURS, refundBudget: "200" },
  founding: {
    price: "800",
    minSeats: 14,
    maxSeats: 20,
    length: 42 * DAYS,
    coolOff: 14 * DAYS,
  },
  practice: { foundingOpensBefore: 249 * DAYS - 9 * HOURS },
  // sepolia: { token: "test money", operator: "0x…", registrar: "0x…", foundingOpens: "2027-03-01T18:00:00+01:00" },
  networks: {},
});
