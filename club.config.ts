import { DAYS, defineClub, HOURS } from "#ignition/club.ts";

/**
 * Everything that must be true on the house's first day. It goes into the contracts' constructors, and afterwards only
 * the members' votes change what can be changed. Another club writes another file: `npm run deploy -- --club <file>`.
 */
export const club = defineClub({
  name: "Runde",
  tagline: "A café that two hundred people own in equal shares",
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
  voucher: { name: "Runde voucher", symbol: "RV" },
  coffee: "28.00",
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
  counter: { pocketCap: "2000", lateWindow: 72 * HOURS, exitDelay: 96 * HOURS },
  founding: {
    price: "30000",
    minSeats: 80,
    maxSeats: 100,
    length: 30 * DAYS,
    coolOff: 5 * DAYS,
    terms: foundingTerms(),
  },
  criteria: criteria(),
  practice: { foundingOpensBefore: 225 * DAYS - 1 * HOURS },
  // sepolia: { token: "test money", operator: "0x…", registrar: "0x…", foundingOpens: "2027-03-01T09:00:00+08:00" },
  networks: {},
});

/**
 * What every buyer of a first share accepts. The chain keeps its hash, so no word changes afterwards; a test compares its
 * numbers with those above. Paragraphs are parted by an empty line.
 */
function foundingTerms(): string {
  return `Runde: terms of the founding round

1. What we begin. Up to one hundred people found a café together. Each pays 30,000 yuan and receives one equal share. If at least eighty places are taken at the end of the round, the house begins. If not, everybody gets everything back.

2. One person, one share. Your share is bound to you; it cannot be sold, lent or split. It carries one vote and one equal claim. Later rounds may cost more or less; nobody will ever hold a larger share than you, and the house will never have more than 200 members.

3. Your coffee. Together with the share you receive vouchers worth exactly what you paid. The counter takes them at face value, and they do not expire. They are a debt of the house: the public account shows at all times how much money there is and how much coffee is owed. At least 30 percent of that debt stays in cash before the house spends in the ordinary way. A voucher is coffee paid in advance. It is no investment and bears no interest.

4. Thinking it over. The round lasts 30 days. In its last five days nothing is sold; if all places are taken earlier, five days pass from then. Until those days are over you may withdraw, without a reason, and your money comes back in full. The list of places is public, so that you can see with whom you begin.

5. If it fails. Every payer gets back what was paid, to the cent, at any time, without asking anybody. Whoever wishes may then offer the same round again, under these same terms.

6. Your turn. Ten members at a time oversee the house for sixty days: they co-sign payments, look after the books and report to all of us. Members elect them; chairs that an election leaves free are filled by a draw that anybody can recompute. Everybody willing serves once before anybody serves twice. You may decline. The first ten take office 35 days after the house begins.

7. The money. An outside team runs the café; members do not. It asks for each payment, and six of the ten in office must approve it, within the budget. More than 200,000 yuan at once, more than the budget, or anything that would touch the reserve needs a vote of all members. Until the first ten are in office only such a vote can spend. The budget of the first term is 1,100,000 yuan: rent 160,000, wages 300,000, goods 180,000, equipment 240,000, utilities 36,000, taxes 40,000, events 40,000, repairs 60,000, computers 24,000, other 20,000.

8. Our decisions. Any five members may put a question to all. Voting begins two days later and lasts seven. It counts when a fifth of us take part; what has passed is carried out after two more days, by anybody.

9. What nobody can do. The founders keep no key. Nobody can refuse a refund, create a share without payment, move your share or your vouchers, seat a group of ten or change these terms. The programs that keep these promises are public, and no one can exchange them.

10. What you risk. A café can fail, and then your vouchers are worth what the house can still pour. Programs can contain mistakes in spite of every test. The money we count in is issued by others, who may fail you or us. Amounts, share numbers and times are public for ever. Your name is not, unless you give it.

11. By taking a place you accept these terms and the criteria of admission. Your signature names this very text.`;
}

/** Who may join, as everybody can read it before asking. The chain keeps its hash. */
function criteria(): string {
  return `Runde: who may join

The circle is open, and it has a threshold. We ask for five things and for nothing else.

1. You belong. You studied, taught or worked at our university, or you have lived and worked with people of this circle for at least two years and two of them say so in writing.

2. You are yourself. You join in your own name, once, with money of your own. One person holds one share, however many accounts that person may have. A place can be a present, but the person who receives it applies.

3. You take your turn. Sooner or later you will be asked to sit at the table of ten for sixty days and to look after the money of all. You may decline. Please do not join if you already know that you always will.

4. You can spare it. What you pay turns into coffee, slowly. If losing it would hurt you or your family, wait for better days; the circle will still be here.

5. You let others be. Members differ in faith, politics, trade and fortune. None of these was ever a reason to admit or to refuse anybody, and none may become one.

How it is decided. Write to the registrar or let a friend introduce you. Two people of the circle talk with you for an hour. Within fourteen days you receive either your credential or a refusal with its reason; you may answer it, and you may ask again after six months. The registrar judges only these five points, has no vote in anything else and is paid by the hour, not by the member.

What is kept. On the chain: your account, the end of your credential, and a mark which shows that you are one person and which only the registrar can connect with you. Off the chain, with the registrar: your name and one sentence about each of the five points. You may read what is kept about you, and have it destroyed when you leave.`;
}
