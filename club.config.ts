import { DAYS, defineClub, HOURS } from "#ignition/club.ts";
import { prices } from "./club/prices.ts";

/**
 * Everything that must be true on the house's first day. It goes into the contracts' constructors, and afterwards only
 * the members' votes change what can be changed. Its words lie in `club/`. Another club writes another file and folder:
 * `npm run deploy -- --club <file>`, or `RUNDE_CLUB=<file>` for every command.
 */
export const club = defineClub(new URL("./club/", import.meta.url), {
  name: "Runde",
  seatPages: "https://runde.example/seats/",
  languages: ["en", "de", "zh"],
  timeZone: "Asia/Shanghai",
  dayOffset: 8 * HOURS,
  currency: {
    code: "CNY",
    symbol: "¥",
    decimals: 6,
    testMoney: { name: "Practice yuan", symbol: "CNYp", faucetADay: "1000000" },
  },
  share: { name: "Runde share", symbol: "RUNDE" },
  voucher: { name: "Runde voucher", symbol: "RV", passable: true },
  unitPrice: "28.00",
  prices,
  maxMembers: 200,
  leaverBar: 60 * DAYS,
  rotation: {
    chairs: 10,
    reserves: 10,
    leadTime: 35 * DAYS,
    termLength: 60 * DAYS,
    nominationsFrom: 28 * DAYS,
    nominationsUntil: 18 * DAYS,
    ballotFrom: 17 * DAYS,
    ballotUntil: 7 * DAYS,
    answersUntil: 2 * DAYS,
    quorumBps: 2_000,
  },
  voting: {
    votingDelay: 2 * DAYS,
    votingPeriod: 7 * DAYS,
    lateExtension: 2 * DAYS,
    timelockDelay: 2 * DAYS,
    expiry: 30 * DAYS,
    quorumBps: 2_000,
    sponsors: 5,
  },
  treasury: { approvalsNeeded: 6, reserveBps: 3_000, voteThreshold: "200000" },
  budget: {
    rent: "160000",
    payroll: "300000",
    goods: "180000",
    equipment: "240000",
    utilities: "36000",
    tax: "40000",
    events: "40000",
    repairs: "60000",
    it: "24000",
    other: "20000",
  },
  counter: { pocketCap: "2000", lateWindow: 72 * HOURS, exitDelay: 96 * HOURS, refundBudget: "500" },
  founding: {
    price: "30000",
    minSeats: 80,
    maxSeats: 100,
    length: 30 * DAYS,
    coolOff: 5 * DAYS,
  },
  practice: { foundingOpensBefore: 225 * DAYS - 1 * HOURS },
  // sepolia: { token: "test money", operator: "0x…", registrar: "0x…", foundingOpens: "2027-03-01T09:00:00+08:00" },
  networks: {},
});
