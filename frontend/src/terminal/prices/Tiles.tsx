import { nameIn, type PriceItem, taxOf } from "#protocol/voucher/priceList.ts";
import { useFormat } from "../../i18n/formats.ts";
import { useLanguage, useText } from "../../i18n/text.ts";
import { useHundredths } from "../../parts/useHundredths.ts";
import type { Till } from "../useTill.ts";
import styles from "./Tiles.module.css";

/** What the counter sells, a tile each; a tap adds one. Where there are many, the place scrolls and the keys stay. */
export function Tiles({ till }: { till: Till }) {
  const t = useText();
  const language = useLanguage();
  const { groups } = till.prices.list;
  return (
    <section className={styles.place} aria-label={t("terminal.tiles")}>
      <div className={styles.scroll}>
        {groups.map(({ name, items }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list is replaced as a whole
          <div key={i}>
            {name !== undefined && <h2 className={styles.group}>{nameIn(name, language)}</h2>}
            <div className={styles.tiles}>
              {items.map((item, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <Tile key={place} till={till} item={item} />
              ))}
            </div>
          </div>
        ))}
      </div>
      <WhichList till={till} />
    </section>
  );
}

function Tile({ till, item }: { till: Till; item: PriceItem }) {
  const language = useLanguage();
  const hundredths = useHundredths();
  const { name, amount } = item;
  const tax = taxOf(till.prices.list, item);
  return (
    <button
      type="button"
      className={styles.tile}
      onClick={() => till.sell({ name, amount, ...(tax !== undefined && { tax }) })}
    >
      <bdi>{nameIn(name, language)}</bdi> <span>{hundredths(amount)}</span>
    </button>
  );
}

/** Whose word the prices are, and since when. */
function WhichList({ till }: { till: Till }) {
  const t = useText();
  const format = useFormat();
  const { version } = till.prices;
  return (
    <p className={styles.which} data-prices={version ?? "first"}>
      {version === undefined
        ? t("terminal.prices.first")
        : t("terminal.prices.signed", { when: format.dateTime(Number(version)) })}
    </p>
  );
}
