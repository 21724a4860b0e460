import { fileURLToPath } from "node:url";
import { type Address, type Hex, isAddress, keccak256, parseUnits, stringToBytes } from "viem";
import { z } from "zod";
import { DECIMALS, FARTHEST_DAY_OFFSET, misfits, ROUND_BOUNDS } from "#protocol/governance/bounds.ts";
import { figuresOf, placeOf } from "#protocol/governance/decidedFigures.ts";
import { currencyDigits } from "#protocol/house/currencyDigits.ts";
import { type ClubLanguage, clubLanguages, isPlainLine, type SentenceWords } from "#protocol/house/nouns.ts";
import { joinVersions } from "#protocol/house/versions.ts";
import { MAX_RECORD_BYTES } from "#protocol/relay/records.ts";
import { categories } from "#protocol/treasury/accounts.ts";
import { clockComplaint } from "./clubClock.ts";
import { type ClubWords, readClubIcon, readClubWords } from "./clubWords.ts";
import { complaintsOf } from "./complaints.ts";
import { misfitWords } from "./figures.ts";
import { firstPrices, partOf, priceComplaints } from "./firstPrices.ts";

export const HOURS = 3600;
export const DAYS = 24 * HOURS;

/** What the contracts keep of a budget's line, of the faucet and of seats. */
const MOST_IN_128_BITS = 2n ** 128n - 1n;
const MOST_SEATS = 2 ** 32 - 1;
const OPENING_AHEAD = 30 * DAYS;
/** Below it lie 0x0 and the chain's own programs. */
const LAST_NOBODY = 0xffffn;
/** Longer than any story, and shorter than the time since 1971. */
const LONGEST_STORY = 20 * 365 * DAYS;
/** The smallest step that a code at the counter can name. */
const HUNDREDTHS = 2;

const isCurrency = (code: string) => Intl.supportedValuesOf("currency").includes(code);

/** How finely prices are written: in hundredths, and in whole yen, which have no smaller part. */
const priceDigits = (code: string) => (isCurrency(code) ? currencyDigits({ code, decimals: HUNDREDTHS }) : HUNDREDTHS);

/** Of somebody: to nobody's address money and power are lost. */
const address = z
  .custom<Address>((value) => typeof value === "string" && isAddress(value), { error: "is no address", abort: true })
  .refine((value) => BigInt(value) > LAST_NOBODY, "is nobody's address");
/** Whole units of the currency: "28.00". */
const amount = z.string().regex(/^\d+(\.\d+)?$/, { error: "is no amount like 28.00", abort: true });
// How large a figure may be stands in `protocol/governance/bounds.ts`, for all of them together.
const count = z.int().nonnegative().max(MOST_SEATS);
const seconds = z.int().nonnegative();
/** Hundredths of a percent: 3000 = 30 %. */
const basisPoints = z.int().nonnegative();
const words = z.string().trim().min(1);
/** What wallets and explorers show in one line. */
const line = words.max(64).regex(/^(?:[^\p{C}\p{Z}]| )+$/u, "must be one line, without signs that nobody sees");
const symbol = line.max(11);
/** A page that a browser may be sent to: no script, no file. */
const page = z
  .url({ protocol: /^https$/, error: "must be an address that begins with https://" })
  .refine((text) => /^[^\s\p{C}]+$/u.test(text), "must be without spaces and signs that nobody sees")
  .refine((text) => (URL.parse(text)?.username ?? "") === "", "must name nobody before an @");
const origin = page.refine(
  (text) => URL.canParse(text) && new URL(text).origin === text,
  'must be an origin alone, such as "https://house.example"',
);
/** In every language of the club, the first prevailing; published, and kept as one record. */
const published = words.refine(
  (written) => stringToBytes(written).length <= MAX_RECORD_BYTES,
  `is longer than ${MAX_RECORD_BYTES} bytes in all languages together`,
);
/** Goes into sentences, so it holds no sign of their grammar. */
const sentence = line.refine(isPlainLine, "must be one line without [ ] { } # ' < > |");
const moment = z.iso.datetime({
  offset: true,
  error: 'must be a moment with its zone, such as "2027-03-01T09:00:00+01:00"',
});
const unique = (list: readonly unknown[]) => new Set(list).size === list.length;

const rotation = z.strictObject({
  chairs: count,
  reserves: count,
  /** From the founding's end to term 1. */
  leadTime: seconds,
  termLength: seconds,
  // Seconds before a term's start:
  nominationsFrom: seconds,
  nominationsUntil: seconds,
  ballotFrom: seconds,
  ballotUntil: seconds,
  answersUntil: seconds,
  quorumBps: basisPoints,
});

const voting = z.strictObject({
  votingDelay: seconds,
  votingPeriod: seconds,
  lateExtension: seconds,
  timelockDelay: seconds,
  expiry: seconds,
  quorumBps: basisPoints,
  /** Seats that must stand behind a proposal. */
  sponsors: count,
});

/** What differs from network to network. */
const publicNetwork = z.strictObject({
  /** An ERC-20 with ERC-3009 that exists there, or play money with a faucet. */
  token: z.literal("test money").or(address),
  /** May ask for payments; approves none. */
  operator: address,
  /** Whose signature admits. */
  registrar: address,
  /** First second of the founding round's sale: "2027-03-01T09:00:00+08:00". */
  foundingOpens: moment,
  /** Servers of the network that draws the lots, asked in turn, instead of its makers' own. */
  beaconServers: z.optional(z.array(page).min(1).refine(unique, "names one twice")),
  /** Origins of the relays that will serve this house, "https://house.example". None: only where the page comes from. */
  relays: z.optional(z.array(origin).min(1).refine(unique, "names one twice")),
});

const figures = z
  .strictObject({
    name: sentence,
    /** Where a share points to; the seat's number is appended. */
    seatPages: page.refine((text) => /[/=]$/.test(text), 'must end with "/", because the seat\'s number follows'),
    /** What the house speaks; the first is the default, and its version of a text prevails. */
    languages: z.array(z.enum(clubLanguages)).min(1).refine(unique, "names one twice"),
    timeZone: words,
    /** Seconds east of UTC at which a business day begins, all year: where clocks change, an hour later in summer. */
    dayOffset: z.int(),
    currency: z.strictObject({
      /** ISO 4217 */
      code: z.string().refine(isCurrency, 'is no currency of ISO 4217, such as "EUR"'),
      symbol,
      decimals: z
        .int()
        // With others no amount can be reckoned at all.
        .min(Number(DECIMALS.least), {
          error: "is too coarse: at the counter money is counted in hundredths",
          abort: true,
        })
        .max(Number(DECIMALS.most), { error: `is more than ${DECIMALS.most}`, abort: true }),
      /** Whose claim the token is: of its issuer, or of the club itself on an account with a bank. */
      backing: z.optional(z.enum(["issuer", "club"])),
      testMoney: z.strictObject({ name: line, symbol, faucetADay: amount }),
    }),
    share: z.strictObject({ name: line, symbol }),
    voucher: z.strictObject({
      name: line,
      symbol,
      /** Whether a member may hand theirs to another. */
      passable: z.boolean(),
    }),
    /** What one of what the vouchers are good for costs. */
    unitPrice: amount,
    /** The counter's first price list; without one it sells what the vouchers are good for. */
    prices: z.optional(firstPrices),
    maxMembers: count,
    /** For how long somebody who gave up a seat can hold no other. */
    leaverBar: seconds,
    rotation,
    voting,
    treasury: z.strictObject({
      /** How many of the table lane B needs. */
      approvalsNeeded: count,
      reserveBps: basisPoints,
      /** Above it members vote. */
      voteThreshold: amount,
    }),
    /** Of term 1. A category without a line gets nothing. */
    budget: z.partialRecord(z.enum(categories), amount),
    counter: z.strictObject({
      pocketCap: amount,
      lateWindow: seconds,
      exitDelay: seconds,
      /** Most that managers may give back on a day. */
      refundBudget: amount,
    }),
    founding: z.strictObject({
      price: amount,
      minSeats: count,
      maxSeats: count,
      /** From the opening to the latest lock. */
      length: seconds,
      /** Its last part, in which nothing is sold and everybody may still withdraw. */
      coolOff: seconds,
    }),
    /** The house of `npm start`: play money, keys that everybody can derive. */
    practice: z.strictObject({
      /** Seconds before the present. */
      foundingOpensBefore: seconds.max(LONGEST_STORY),
    }),
    /** By the name that `npm run deploy -- --network` is given. */
    networks: z.record(
      z.string().regex(/^[a-z][A-Za-z0-9]*$/, "must be a network of hardhat.config.ts, such as sepolia"),
      publicNetwork,
    ),
  })
  .superRefine((club, context) => {
    const must = (holds: boolean, path: string[], message: string) => {
      if (!holds) context.addIssue({ code: "custom", path, message });
    };
    const { voting: v, founding: f, currency } = club;
    for (const misfit of misfits(figuresOf(club))) must(false, placeOf(misfit.which), misfitWords(misfit));
    must(f.minSeats >= 1, ["founding", "minSeats"], "must be one at least");
    must(v.sponsors <= f.minSeats, ["voting", "sponsors"], "may not exceed the founding round's fewest seats");
    must(f.minSeats <= f.maxSeats, ["founding", "minSeats"], "is more than maxSeats");
    must(f.maxSeats <= club.maxMembers, ["founding", "maxSeats"], "is more than maxMembers");
    const { shortestSale, shortestCoolOff, longestCoolOff, farthestDeadline, mostMoney } = ROUND_BOUNDS;
    must(f.coolOff >= shortestCoolOff, ["founding", "coolOff"], "is shorter than two days");
    must(f.coolOff <= longestCoolOff, ["founding", "coolOff"], "is longer than 30 days");
    must(f.length >= f.coolOff + shortestSale, ["founding", "coolOff"], "leaves no day to sell");
    // The contract counts from the deploy, and the sale may open up to 30 days later.
    must(f.length <= farthestDeadline - OPENING_AHEAD, ["founding", "length"], "is longer than 370 days");
    const price = parseUnits(f.price, currency.decimals);
    must(price > 0n, ["founding", "price"], "is nothing");
    must(price * BigInt(f.maxSeats) <= mostMoney, ["founding", "price"], "is more than the escrow can count");
    must(Math.abs(club.dayOffset) <= FARTHEST_DAY_OFFSET, ["dayOffset"], "is no time zone");
    const digits = priceDigits(currency.code);
    const why = digits === 0 ? `has a part that ${currency.code} does not have` : "is no whole number of hundredths";
    must(partOf(club.unitPrice) <= digits, ["unitPrice"], why);
    const clock = clockComplaint(club.timeZone, club.dayOffset);
    if (clock !== undefined) must(false, [clock.place], clock.why);
    const { prices } = club;
    const oddPrices = prices === undefined ? [] : priceComplaints(prices, club.languages, { digits, why });
    for (const [place, why] of oddPrices) must(false, ["prices", ...place.map(String)], why);
    const amounts: [string[], string][] = [
      [["currency", "testMoney", "faucetADay"], currency.testMoney.faucetADay],
      [["unitPrice"], club.unitPrice],
      [["treasury", "voteThreshold"], club.treasury.voteThreshold],
      [["counter", "pocketCap"], club.counter.pocketCap],
      [["counter", "refundBudget"], club.counter.refundBudget],
      [["founding", "price"], f.price],
      ...Object.entries(club.budget).map(([category, limit]): [string[], string] => [["budget", category], limit]),
    ];
    for (const [path, written] of amounts) {
      const decimals = written.split(".")[1]?.length ?? 0;
      must(decimals <= currency.decimals, path, `has more decimals than the currency, which has ${currency.decimals}`);
      must(parseUnits(written, currency.decimals) <= MOST_IN_128_BITS, path, "is more than the books can hold");
    }
    const units = (written: string) => parseUnits(written, currency.decimals);
    must(units(club.unitPrice) > 0n, ["unitPrice"], "is nothing");
    must(
      units(club.counter.pocketCap) >= units(club.unitPrice),
      ["counter", "pocketCap"],
      "buys nothing: it is less than unitPrice",
    );
    must(
      units(currency.testMoney.faucetADay) >= price,
      ["currency", "testMoney", "faucetADay"],
      "is less than founding.price, so that nobody could try to take a place",
    );
  });

/** What every buyer of a founding share accepts, and who may join: the chain keeps a hash of each. */
const texts = z.strictObject({ terms: published, criteria: published });

export type Club = z.infer<typeof figures> &
  z.infer<typeof texts> & {
    words: Partial<Record<ClubLanguage, ClubWords>>;
    /** The mark of the house as SVG. */
    icon: string;
    /** Where its words lie. */
    folder: string;
  };

/**
 * Checks what a club has decided; throws with the path of everything that cannot be.
 * @param folder Its words as Markdown, by language, and its icon: `new URL("./club/", import.meta.url)`.
 * @param decided Its figures.
 */
export function defineClub(folder: URL, decided: z.input<typeof figures>): Club {
  const club = checked(figures, withoutWords(decided));
  const words = readClubWords(folder, club.languages);
  const inAll = (text: "terms" | "criteria") =>
    joinVersions(club.languages.map((language) => ({ language, text: words[language]?.[text] ?? "" })));
  const joined = checked(texts, { terms: inAll("terms"), criteria: inAll("criteria") });
  return { ...club, ...joined, words, icon: readClubIcon(folder), folder: fileURLToPath(folder) };
}

/** A club that is defined already may be decided anew: its words are read again. */
function withoutWords(decided: object): Record<string, unknown> {
  const {
    terms: _terms,
    criteria: _criteria,
    words: _words,
    icon: _icon,
    folder: _folder,
    ...rest
  } = decided as Partial<Club>;
  return rest;
}

function checked<T extends z.ZodType>(schema: T, decided: unknown): z.output<T> {
  const parsed = schema.safeParse(decided, { reportInput: true });
  if (!parsed.success) {
    throw new Error(`The club's configuration cannot be:\n${complaintsOf(parsed.error, schema)}`);
  }
  return parsed.data;
}

/** What sentences in a language say of the club; undefined for a language that it does not speak. */
export function sentenceWords<L extends ClubLanguage>(club: Club, language: L): SentenceWords<L> | undefined {
  const words = club.words[language];
  if (words === undefined) return undefined;
  const { tagline, welcome, nouns, sentences } = words;
  return { club: club.name, tagline, welcome, nouns: nouns as SentenceWords<L>["nouns"], sentences };
}

/** Whole units to the smallest ones of the settlement token. */
export function smallestUnits(club: Pick<Club, "currency">, wholeUnits: string): bigint {
  return parseUnits(wholeUnits, club.currency.decimals);
}

/** What the chain holds of a published text. */
export function textHash(published: string): Hex {
  return keccak256(stringToBytes(published));
}
