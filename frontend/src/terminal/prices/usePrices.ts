import { useEffect, useState } from "react";
import { nextPriceList, type PriceList, type SignedPriceList } from "#protocol/voucher/priceList.ts";
import { askPriceLists, countsNow, firstPrices } from "../../chain/voucher/priceList.ts";
import type { TillHouse } from "../house.ts";
import type { TillJournal } from "../journal/journal.ts";

/** Milliseconds between two looks at what the relays keep: mostly they answer that nothing has changed. */
const EVERY = 5_000;

/** What this till sells. `version`: which list it is; undefined: the club's first one. */
export interface TillPrices {
  list: PriceList;
  version: string | undefined;
}

/**
 * What the tiles say: the list that this till has checked itself, kept for when nobody answers. A later one takes its
 * place as soon as it is seen; what was tapped or keyed in before stays as it is.
 */
export function usePrices(
  { house }: TillHouse,
  journal: TillJournal,
  remembered: SignedPriceList | undefined,
): TillPrices {
  const [known, setKnown] = useState(remembered);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    let signed = remembered;
    const look = async () => {
      const next = await nextPriceList(await askPriceLists(), signed, (list) => countsNow(house, list));
      if (next === undefined || over) return;
      signed = next;
      setKnown(next);
      await journal.rememberPrices(next);
    };
    const go = async () => {
      // Nobody answers, or the tablet is full: the list that is there goes on.
      await look().catch(() => undefined);
      if (!over) timer = setTimeout(go, EVERY);
    };
    void go();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [house, journal, remembered]);
  return { list: known?.list ?? firstPrices, version: known?.version };
}
