import type { Deployment } from "#protocol/house/deployments.ts";
import { unitsFor } from "../../chain/treasury/houseAccount.ts";
import { formatsFor } from "../../i18n/formats.ts";
import type { Language } from "../../i18n/language.ts";
import type { Text } from "../../i18n/text.ts";
import type { Letter } from "./readLetter.ts";

/** A letter as it is said: sheet and picture say the same. */
export interface LetterWords {
  title: string;
  /** Until when it tells, and which block. */
  asOf: string;
  figures: readonly { label: string; value: string }[];
  votes: readonly { number: number; verdict: string; title: string }[];
  /** Instead of votes. */
  noVotes: string;
  office: readonly string[];
}

type Speaker = { t: Text; language: Language; club: Deployment["club"] };

/** By the house's clock, so that every reader of a language finds the same words. */
export function letterWords(letter: Letter, { t, language, club }: Speaker): LetterWords {
  const { isOver, until, block, entry, figures, votes } = letter;
  const format = formatsFor(language, club.currency, club.timeZone);
  const money = (amount: bigint) => format.money(amount, { cents: "always" });
  const title = t("letter.title", { month: format.month(letter.start) });
  const asOf = isOver
    ? t("letter.whole", { date: format.date(until - 1), n: format.count(entry), block: format.count(block) })
    : t("letter.untilNow", { time: format.dateTime(until), block: format.count(block) });
  const units = unitsFor(figures.redeemed, club);
  const redeemed =
    figures.redeemed === 0n
      ? t("letter.redeemed.none")
      : units > 0
        ? t("house.lately.units", { n: units })
        : money(figures.redeemed);
  return {
    title,
    asOf,
    figures: [
      { label: t("treasury.account.flow.in"), value: money(figures.came) },
      { label: t("treasury.account.flow.out"), value: money(figures.went) },
      {
        label: t(isOver ? "treasury.account.months.left" : "treasury.account.cash"),
        value: money(figures.left),
      },
      { label: t("treasury.account.owed"), value: money(figures.owed) },
      { label: t("letter.redeemed"), value: redeemed },
    ],
    votes: votes.map(({ number, title: asked, adopted }) => ({
      number,
      verdict: t(adopted ? "house.lately.adopted" : "house.lately.rejected"),
      title: asked === "" ? t("house.open.motion") : asked,
    })),
    noVotes: t(isOver ? "letter.votes.none" : "letter.votes.notYet"),
    office: officeWords(letter, { t, language, club }),
  };
}

/** Members by number: a name that its owner takes back would stay on a wall and in a chat. */
function officeWords({ office, next }: Letter, { t, language, club }: Speaker): string[] {
  const format = formatsFor(language, club.currency, club.timeZone);
  const named = (seats: readonly number[]) => ({
    count: seats.length,
    list: format.list(seats.toSorted((one, other) => one - other).map(String)),
  });
  const words: string[] = [];
  if (office === undefined || office.seats.length === 0) words.push(t("house.table.none"));
  else {
    if (office.caretakers) words.push(t("house.table.caretakers"));
    words.push(t("letter.office.term", { n: office.term, when: format.date(office.end), ...named(office.seats) }));
  }
  if (next !== undefined) {
    const { term, start, seats, ballotFrom, ballotUntil } = next;
    const [n, when] = [term, format.date(start)];
    const [from, until] = [format.date(ballotFrom), format.date(ballotUntil)];
    words.push(
      seats.length > 0
        ? t("letter.next", { n, when, ...named(seats) })
        : t("letter.next.open", { n, when, from, until }),
    );
  }
  return words;
}
