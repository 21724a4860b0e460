import { unitsPerHundredth } from "#protocol/voucher/payCode.ts";
import { nameIn, type PriceGroup, type PriceItem } from "#protocol/voucher/priceList.ts";
import { usePersonName } from "../../../chain/membership/usePersonName.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { type PricesNow, usePriceList } from "../../../chain/voucher/priceList.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useLanguage, useText } from "../../../i18n/text.ts";
import { Section, Stack } from "../../../ui/layout/Layout.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import styles from "./PricesPage.module.css";

/** What the counter sells, for everybody to read before they stand there. */
export function PricesPage() {
  const t = useText();
  const prices = usePriceList();
  return (
    <>
      <PageHeader title={t("voucher.prices.title")} lead={t("voucher.prices.lead")} />
      <WhenLoaded state={prices}>{(now) => <Prices now={now} />}</WhenLoaded>
    </>
  );
}

function Prices({ now: { list, signed } }: { now: PricesNow }) {
  const t = useText();
  const format = useFormat();
  const person = usePersonName();
  const groups = list.groups.filter(({ items }) => items.length > 0);
  return (
    <Stack gap={4}>
      {groups.map((group, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list is replaced as a whole
        <Group key={i} group={group} alone={groups.length === 1} />
      ))}
      <p>
        {signed === undefined
          ? t("voucher.prices.first")
          : t("voucher.prices.signed", {
              who: person({ account: signed.by, seat: 0 }),
              when: format.dateTime(Number(signed.version)),
            })}
      </p>
    </Stack>
  );
}

function Group({ group: { name, items }, alone }: { group: PriceGroup; alone: boolean }) {
  const t = useText();
  const language = useLanguage();
  if (alone) return <Items items={items} />;
  return (
    <Section title={name === undefined ? t("voucher.prices.more") : <bdi>{nameIn(name, language)}</bdi>}>
      <Items items={items} />
    </Section>
  );
}

function Items({ items }: { items: readonly PriceItem[] }) {
  const format = useFormat();
  const language = useLanguage();
  const unit = unitsPerHundredth(useHouse().deployment.club.currency.decimals);
  return (
    <dl className={styles.items}>
      {items.map(({ name, amount }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list is replaced as a whole
        <div key={i}>
          <dt>
            <bdi>{nameIn(name, language)}</bdi>
          </dt>
          <dd>{format.money(BigInt(amount) * unit, { cents: "always" })}</dd>
        </div>
      ))}
    </dl>
  );
}
