import { useCriteria } from "../../../chain/governance/criteria.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { useRecord } from "../../../chain/records/useRecord.ts";
import { priceOfUnit } from "../../../chain/treasury/houseAccount.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { PublishedText } from "../../../parts/PublishedText.tsx";
import { Disclosure } from "../../../ui/layout/Disclosure.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import type { Round, RoundState } from "./round.ts";

const undecided: ReadonlySet<RoundState> = new Set(["upcoming", "open", "coolOff"]);

/** What one agrees to, in a few lines, and the full text behind them. */
export function Rules({ round }: { round: Round }) {
  const t = useText();
  const format = useFormat();
  const { club } = useHouse().deployment;
  const unit = priceOfUnit(club);
  const terms = useTermsText(round.termsHash);
  const criteria = useCriteria();
  return (
    <Stack gap={2}>
      <ul>
        <li>{t("funding.rule.refund", { n: round.minSeats, when: format.dateTime(round.deadline) })}</li>
        {undecided.has(round.state) && (
          <>
            <li>{t("funding.rule.back", { when: format.dateTime(round.withdrawUntil) })}</li>
            <li>{t("funding.rule.last", { when: format.dateTime(round.lockAt) })}</li>
          </>
        )}
        <li>{t("funding.rule.one")}</li>
        <li>
          {t("funding.rule.vouchers", { price: format.money(round.price), n: unit > 0n ? round.price / unit : 0n })}
        </li>
      </ul>
      <Disclosure summary={t("funding.terms")}>
        {terms === undefined ? (
          <p>{t("funding.terms.missing", { hash: round.termsHash })}</p>
        ) : (
          <PublishedText text={terms} />
        )}
      </Disclosure>
      <Disclosure summary={t("funding.criteria")}>
        {criteria.text === undefined ? (
          <p>{t("funding.criteria.missing", { hash: criteria.hash })}</p>
        ) : (
          <PublishedText text={criteria.text} />
        )}
      </Disclosure>
    </Stack>
  );
}

/** The text that everybody accepts with this round: from the house's own file, or from the records. */
function useTermsText(hash: `0x${string}`): string | undefined {
  const { terms } = useHouse().deployment.club.founding;
  const kept = useRecord(terms.hash === hash ? undefined : hash);
  return terms.hash === hash ? terms.text : kept;
}
