import { useEffect, useState } from "react";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { Notice } from "../../../ui/state/Notice.tsx";
import type { Place } from "./round.ts";

/** The place that was here a moment ago: whoever steps back has none any more, and wants to hear that it went well. */
export function useGivenBack(place: Place | null | undefined): Place | undefined {
  const [had, setHad] = useState<Place>();
  useEffect(() => {
    if (place) setHad(place);
  }, [place]);
  return place === null ? had : undefined;
}

export function GivenBack({ place: { paid } }: { place: Place }) {
  const t = useText();
  const format = useFormat();
  return <Notice kind="good" live title={t("funding.refunded", { amount: format.money(paid) })} />;
}
