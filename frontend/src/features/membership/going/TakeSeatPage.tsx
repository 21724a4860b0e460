import { useParams } from "wouter";
import { useHouse } from "../../../chain/node/house.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { takeDeed } from "./goingDeeds.ts";
import { readHandOverLink, type SignedHandOver } from "./handOverLink.ts";
import { SeatOffer } from "./SeatOffer.tsx";

/** Where a seat's holder leads the person who takes it over: what it is, what it costs, one confirmation. */
export function TakeSeatPage() {
  const t = useText();
  const seat = Number(useParams<{ n: string }>().n);
  const signed = readHandOverLink(seat, location.hash);
  return (
    <>
      <PageHeader title={t("membership.take.title", { n: seat })} lead={t("membership.take.lead")} />
      {signed === undefined ? (
        <EmptyState title={t("membership.take.broken")}>{t("membership.take.broken.body")}</EmptyState>
      ) : (
        <Offer signed={signed} />
      )}
    </>
  );
}

function Offer({ signed }: { signed: SignedHandOver }) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const acting = useAct("takeSeat");
  const { seat, to, price, deadline } = signed.wish;
  const isFree = price === 0n;
  const amount = format.money(price);
  return (
    <SeatOffer
      acting={acting}
      to={to}
      facts={[
        isFree ? t("membership.take.free") : t("membership.take.costs", { price: amount }),
        t("membership.take.noVouchers"),
        t("membership.take.until", { when: format.dateTime(deadline) }),
      ]}
      signIn={t("membership.take.signIn")}
      notMine={t("membership.take.notMine", { account: to })}
      label={isFree ? t("membership.take.do") : t("membership.take.pay", { price: amount })}
      done={t("membership.take.done", { n: seat })}
      onTake={async () => acting.run(takeDeed(house, signed))}
    />
  );
}
