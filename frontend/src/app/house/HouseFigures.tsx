import { Link } from "wouter";
import { useHouse } from "../../chain/node/house.ts";
import { useRead } from "../../chain/node/useRead.ts";
import { type HouseAccount, readHouseAccount, unitsFor } from "../../chain/treasury/houseAccount.ts";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useBooksCertainty } from "../../parts/useBooksCertainty.ts";
import { useNow } from "../../ui/clock.ts";
import { Badge } from "../../ui/data/Badge.tsx";
import { Stack } from "../../ui/layout/Layout.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { Skeleton } from "../../ui/state/Skeleton.tsx";
import { WhenLoaded } from "../../ui/state/WhenLoaded.tsx";
import styles from "./HousePage.module.css";

/** What the house has and what it owes, in one sentence, and what follows from it. */
export function HouseFigures() {
  const account = useRead<HouseAccount>(["houseAccount"], readHouseAccount);
  return (
    <WhenLoaded state={account} skeleton={<FiguresSkeleton />}>
      {(data) => <Known account={data} />}
    </WhenLoaded>
  );
}

function Known({ account }: { account: HouseAccount }) {
  const t = useText();
  const format = useFormat();
  const { club } = useHouse().deployment;
  const now = useNow(60);
  const { cash, owed, free, entries, short } = account;
  const units = unitsFor(owed, club);
  const [has, owes, spendable] = format.together([cash, owed, free]);
  return (
    <Stack gap={2}>
      {short && <Notice kind="stop" title={t("house.short")} />}
      <p className={styles.sentence}>{t("house.sentence", { has, owes })}</p>
      <p className={styles.known}>
        <span>{t("ui.asOf", { time: format.time(now) })}</span>
        <Badge certainty={useBooksCertainty(entries)} />
        <Link href="/money">{t("house.toMoney")}</Link>
      </p>
      <p>{entries === 0 ? t("house.empty") : t("house.follows", { n: units, free: spendable })}</p>
    </Stack>
  );
}

/** The place of the sentence, kept while it is being fetched. */
function FiguresSkeleton() {
  const t = useText();
  return (
    <div role="status">
      <span className="visually-hidden">{t("ui.loading")}</span>
      <p className={styles.sentence}>
        <Skeleton />
        <Skeleton size="end" />
      </p>
      <div className={styles.keep} />
    </div>
  );
}
