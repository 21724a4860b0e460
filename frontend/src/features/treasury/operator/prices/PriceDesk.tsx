import { useQueryClient } from "@tanstack/react-query";
import { useContext, useState } from "react";
import * as v from "valibot";
import { unitsPerHundredth } from "#protocol/voucher/payCode.ts";
import { PRICE_LIST } from "#protocol/voucher/priceList.ts";
import { usePersonName } from "../../../../chain/membership/usePersonName.ts";
import { useHouse } from "../../../../chain/node/house.ts";
import { kept } from "../../../../chain/node/kept.ts";
import type { SignedIn } from "../../../../chain/session/session.ts";
import { type PricesNow, usePriceList } from "../../../../chain/voucher/priceList.ts";
import { writePriceList } from "../../../../chain/voucher/writePriceList.ts";
import { currencyDigits, MoneyUnitContext, useFormat } from "../../../../i18n/formats.ts";
import { languages } from "../../../../i18n/language.ts";
import { useLanguage, useText } from "../../../../i18n/text.ts";
import { parseMoney, parsePercent } from "../../../../i18n/typedAmount.ts";
import { useNetworkSwitch } from "../../../../parts/useNetworkSwitch.ts";
import { useSaying } from "../../../../parts/useSaying.ts";
import { Button } from "../../../../ui/form/Button.tsx";
import { Section, Stack } from "../../../../ui/layout/Layout.tsx";
import { Notice } from "../../../../ui/state/Notice.tsx";
import { WhenLoaded } from "../../../../ui/state/WhenLoaded.tsx";
import { ConfirmButton } from "../../../../ui/state/WriteState.tsx";
import { GroupCard } from "./GroupCard.tsx";
import {
  addGroup,
  countIn,
  draftOf,
  draftSchema,
  type Figures,
  isSame,
  type PriceDraft,
  readDraft,
} from "./priceDraft.ts";
import { TaxClasses } from "./TaxClasses.tsx";

/** What the counter sells, for how much: changed here, signed, and in the tablets within a minute. */
export function PriceDesk({ session }: { session: SignedIn }) {
  const t = useText();
  const prices = usePriceList();
  const saying = useSaying();
  return (
    <Section title={t("desks.prices.title")}>
      <WhenLoaded state={prices}>
        {/* Anew with each list that was signed; what was typed and not signed is in the browser's store. */}
        {(now) => <PriceEditor key={now.signed?.version ?? "first"} session={session} now={now} saying={saying} />}
      </WhenLoaded>
    </Section>
  );
}

interface EditorProps {
  session: SignedIn;
  now: PricesNow;
  saying: ReturnType<typeof useSaying>;
}

function PriceEditor({ session, now, saying: { write, say, reset } }: EditorProps) {
  const t = useText();
  const house = useHouse();
  const queries = useQueryClient();
  const detour = useNetworkSwitch();
  const figures = useFigures();
  const version = now.signed?.version ?? "0";
  const store = kept(house.deployment.houseId, "prices");
  const [draft, setDraft] = useState<PriceDraft>(() => {
    const typed = v.safeParse(draftSchema, store.get());
    return typed.success ? typed.output : draftOf(now.list, version, figures);
  });
  const { list, faults } = readDraft(draft, figures);
  const isChanged = faults.length > 0 || !isSame(list, now.list);
  const change = (next: PriceDraft) => {
    setDraft(next);
    store.set(next);
    if (write.step === "recorded" || write.step === "refused") reset();
  };
  const discard = () => {
    store.set(null);
    setDraft(draftOf(now.list, version, figures));
  };
  const sign = async () => {
    if (!(await say(() => writePriceList(house, session, list, BigInt(version))))) return;
    store.set(null);
    await queries.invalidateQueries({ queryKey: ["house", "price-list"] });
  };
  const { items, groups } = countIn(draft);
  const notNow =
    faults.length > 0
      ? t("desks.prices.faulty", { n: faults.length })
      : items > PRICE_LIST.items
        ? t("desks.prices.full", { n: PRICE_LIST.items })
        : !isChanged && now.signed !== undefined && !now.lapsed && t("desks.prices.same");
  return (
    <Stack gap={3}>
      <p>{t("desks.prices.about")}</p>
      <Whose now={now} />
      {isChanged && draft.base !== version && (
        <Notice kind="wait" title={t("desks.prices.newer")}>
          {t("desks.prices.newer.body")}
        </Notice>
      )}
      {draft.groups.map((group) => (
        <GroupCard key={group.key} group={group} draft={draft} faults={faults} onChange={change} />
      ))}
      {groups < PRICE_LIST.groups && (
        <div>
          <Button onClick={() => change(addGroup(draft))}>{t("desks.prices.group.add")}</Button>
        </div>
      )}
      <TaxClasses draft={draft} faults={faults} onChange={change} />
      <ConfirmButton
        label={t("desks.prices.sign")}
        write={write}
        detour={detour}
        notNow={notNow}
        done={t("desks.prices.done")}
        onConfirm={() => void sign()}
      />
      {isChanged && (
        <div>
          <Button look="quiet" onClick={discard}>
            {t("desks.prices.discard")}
          </Button>
        </div>
      )}
    </Stack>
  );
}

/** Which list this is, and whose word. */
function Whose({ now: { signed, lapsed } }: { now: PricesNow }) {
  const t = useText();
  const format = useFormat();
  const person = usePersonName();
  if (signed === undefined) return <p>{t("desks.prices.first")}</p>;
  const who = person({ account: signed.by, seat: 0 });
  return (
    <>
      <p>{t("desks.prices.signed", { who, when: format.dateTime(Number(signed.version)) })}</p>
      {lapsed && (
        <Notice kind="wait" title={t("desks.prices.lapsed")}>
          {t("desks.prices.lapsed.body")}
        </Notice>
      )}
    </>
  );
}

/** Amounts and percentages as the page's language writes them. */
function useFigures(): Figures {
  const language = useLanguage();
  const unit = useContext(MoneyUnitContext);
  const hundredth = unitsPerHundredth(unit.decimals);
  const point = language === "de" ? "," : ".";
  const digits = currencyDigits(unit);
  return {
    languages,
    amountText: (hundredths) =>
      (hundredths / 100).toFixed(hundredths % 100 === 0 ? Math.min(2, digits) : 2).replace(".", point),
    rateText: (rate) => String(rate / 100).replace(".", point),
    amount(typed) {
      const units = parseMoney(typed, language, unit);
      return units === null || units % hundredth !== 0n ? null : Number(units / hundredth);
    },
    rate(typed) {
      const rate = parsePercent(typed, language);
      return rate === null ? null : Number(rate);
    },
  };
}
