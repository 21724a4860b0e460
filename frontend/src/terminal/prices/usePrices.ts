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
export function usePrices({ house }: TillHouse, journal: TillJournal): TillPrices {
  /** Undefined: what this tablet remembers is not read yet. */
  const [known, setKnown] = useState<{ signed?: SignedPriceList }>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    let signed: SignedPriceList | undefined;
    const look = async () => {
      const next = await nextPriceList(await askPriceLists(), signed, (list) => countsNow(house, list));
      if (next === undefined || over) return;
      signed = next;
      setKnown({ signed });
      await journal.rememberPrices(next);
    };
    const go = async () => {
      // Nobody answers, or the tablet is full: the list that is there goes on.
      await look().catch(() => undefined);
      if (!over) timer = setTimeout(go, EVERY);
    };
    const begin = async () => {
      signed = await journal.rememberedPrices().catch(() => undefined);
      if (over) return;
      setKnown({ signed });
      void go();
    };
    void begin();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [house, journal]);
  if (known === undefined) return { list: { taxes: [], groups: [] }, version: undefined };
  return { list: known.signed?.list ?? firstPrices, version: known.signed?.version };
}
