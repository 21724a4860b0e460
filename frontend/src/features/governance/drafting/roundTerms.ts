import { useQuery } from "@tanstack/react-query";
import type { RoundTerms } from "#protocol/funding/roundTerms.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { joinVersions } from "#protocol/house/versions.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { type Formats, formatsFor, type MoneyUnit } from "../../../i18n/formats.ts";
import { type Language, localeOf } from "../../../i18n/language.ts";
import { textIn } from "../../../i18n/load.ts";
import type { Text } from "../../../i18n/text.ts";
import { nameIn } from "../../../parts/PublishedText.tsx";

/** What the terms of a round put into words: all of it but the hash of those words. */
export type RoundFigures = Omit<RoundTerms, "termsHash">;

/** The sentences of a language. */
export type Voice = { language: Language; t: Text };

type Club = Pick<Deployment["club"], "name" | "timeZone" | "languages"> & { currency: MoneyUnit };

/** What every buyer signs: the terms in each language of the club as one text, the first prevailing. */
export function composeTerms(figures: RoundFigures, voices: readonly Voice[], club: Club): string {
  return joinVersions(voices.map((voice) => ({ language: voice.language, text: termsIn(voice, figures, club) })));
}

/** The terms that follow from the figures alone. */
function termsIn({ language, t }: Voice, figures: RoundFigures, club: Club): string {
  const format = formatsFor(language, club.currency);
  const { price, minSeats, maxSeats, opensAt, deadline, coolOff } = figures;
  // The reader's own clock has no place in a text that others sign.
  const clock = { timeZone: club.timeZone } as const;
  const moments = new Intl.DateTimeFormat(localeOf[language], { ...clock, dateStyle: "long", timeStyle: "short" });
  const zones = new Intl.DateTimeFormat(localeOf[language], { ...clock, timeZoneName: "long" });
  const moment = (seconds: number) => moments.format(seconds * 1000);
  const zone = zones.formatToParts(opensAt * 1000).find(({ type }) => type === "timeZoneName")?.value ?? club.timeZone;
  const [first = language, ...others] = club.languages;
  const times = { opens: moment(opensAt), ends: moment(deadline - coolOff), zone };
  return [
    t("governance.terms.title", { club: club.name }),
    t("governance.terms.offer", { max: maxSeats, price: exactly(price, format, club), ...times }),
    t("governance.terms.goal", { min: minSeats }),
    t("governance.terms.thinking", { duration: format.duration(coolOff), lock: moment(deadline) }),
    t("governance.terms.share"),
    t("governance.terms.owed"),
    t("governance.terms.rest"),
    t("governance.terms.sign"),
    ...(others.length === 0 ? [] : [t("governance.terms.prevails", { language: nameIn(language, first) })]),
  ].join("\n\n");
}

/** As money is written everywhere; a price finer than a cent is not rounded. */
function exactly(price: bigint, format: Formats, { currency }: Club): string {
  const cent = 10n ** BigInt(Math.max(currency.decimals - 2, 0));
  return price % cent === 0n ? format.money(price) : `${format.amount(price)} ${currency.code}`;
}

/** `composeTerms` for the house of the page; nothing while the figures or the sentences are not complete. */
export function useComposedTerms(figures: RoundFigures | undefined): string {
  const { club } = useHouse().deployment;
  const { data: voices } = useQuery({
    queryKey: ["voices", "governance", club.languages],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () =>
      Promise.all(club.languages.map(async (language) => ({ language, t: await textIn(language, "governance") }))),
  });
  return figures === undefined || voices === undefined ? "" : composeTerms(figures, voices, club);
}
