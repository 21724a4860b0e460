import type { Deployment } from "#protocol/house/deployments.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { type Formats, useFormat } from "../../../i18n/formats.ts";
import { type Language, localeOf } from "../../../i18n/language.ts";
import { type Text, useLanguage, useText } from "../../../i18n/text.ts";
import type { RoundTerms } from "../motions/decision.ts";

/** What the terms of a round put into words: all of it but the hash of those words. */
export type RoundFigures = Omit<RoundTerms, "termsHash">;

type Words = {
  t: Text;
  format: Pick<Formats, "money" | "amount" | "duration">;
  language: Language;
  club: Pick<Deployment["club"], "name" | "timeZone" | "currency">;
};

/** The terms that follow from the figures alone, in the language of the page. */
export function composeTerms(figures: RoundFigures, { t, format, language, club }: Words): string {
  const { price, minSeats, maxSeats, opensAt, deadline, coolOff } = figures;
  // The reader's own clock has no place in a text that others sign.
  const clock = { timeZone: club.timeZone } as const;
  const moments = new Intl.DateTimeFormat(localeOf[language], { ...clock, dateStyle: "long", timeStyle: "short" });
  const zones = new Intl.DateTimeFormat(localeOf[language], { ...clock, timeZoneName: "long" });
  const moment = (seconds: number) => moments.format(seconds * 1000);
  const zone = zones.formatToParts(opensAt * 1000).find(({ type }) => type === "timeZoneName")?.value ?? club.timeZone;
  const times = { opens: moment(opensAt), ends: moment(deadline - coolOff), zone };
  return [
    t("governance.terms.title", { club: club.name }),
    t("governance.terms.offer", { max: maxSeats, price: exactly(price, format, club), ...times }),
    t("governance.terms.goal", { min: minSeats }),
    t("governance.terms.thinking", { duration: format.duration(coolOff), lock: moment(deadline) }),
    t("governance.terms.share"),
    t("governance.terms.coffee"),
    t("governance.terms.rest"),
    t("governance.terms.sign"),
  ].join("\n\n");
}

/** As money is written everywhere; a price finer than a cent is not rounded. */
function exactly(price: bigint, format: Words["format"], { currency }: Words["club"]): string {
  const cent = 10n ** BigInt(Math.max(currency.decimals - 2, 0));
  return price % cent === 0n ? format.money(price) : `${format.amount(price)} ${currency.code}`;
}

/** `composeTerms` in the language and the house of the page; nothing while the figures are not complete. */
export function useComposedTerms(figures: RoundFigures | undefined): string {
  const t = useText();
  const format = useFormat();
  const language = useLanguage();
  const { club } = useHouse().deployment;
  return figures === undefined ? "" : composeTerms(figures, { t, format, language, club });
}
