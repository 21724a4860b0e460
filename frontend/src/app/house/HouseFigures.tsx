import { parseUnits } from "viem";
import { useFigure } from "../../chain/governance/figures.ts";
import { useHouse } from "../../chain/node/house.ts";
import { useRead } from "../../chain/node/useRead.ts";
import { type HouseAccount, readHouseAccount } from "../../chain/treasury/houseAccount.ts";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useNow } from "../../ui/clock.ts";
import { Figure, FigureRow } from "../../ui/data/Figure.tsx";
import { ButtonLink } from "../../ui/form/Button.tsx";
import { Stack } from "../../ui/layout/Layout.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { Skeleton } from "../../ui/state/Skeleton.tsx";
import { WhenLoaded } from "../../ui/state/WhenLoaded.tsx";
import styles from "./HousePage.module.css";

/** What the house has and what it owes, and the figures under it. */
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
  const maxMembers = useFigure("maxMembers");
  const now = useNow(60);
  const { cash, owed, free, reserve, members, entries, short } = account;
  const units = Number(owed / parseUnits(club.unitPrice, club.currency.decimals));
  return (
    <Stack gap={3}>
      {short && <Notice kind="stop" title={t("house.short")} />}
      <p className={styles.sentence}>{t("house.sentence", { has: format.money(cash), owes: format.money(owed) })}</p>
      <FigureRow>
        <Figure
          label={t("house.cash")}
          value={format.money(cash)}
          size="small"
          certainty="proved"
          note={t("ui.asOf", { time: format.time(now) })}
          made={t("house.cash.made", { n: entries })}
        />
        <Figure
          label={t("house.owed")}
          value={format.money(owed)}
          size="small"
          certainty="proved"
          note={t("house.units", { n: units })}
          made={t("house.owed.made")}
        />
        <Figure
          label={t("house.free")}
          value={format.money(free)}
          size="small"
          certainty="proved"
          made={t("house.free.made", { reserve: format.money(reserve) })}
        />
        <Figure
          label={t("house.members")}
          value={format.count(members)}
          size="small"
          certainty="proved"
          note={t("house.members.of", { n: maxMembers })}
          made={t("house.members.made")}
        />
      </FigureRow>
      {entries === 0 && <p>{t("house.empty")}</p>}
      <div>
        <ButtonLink href="/money">{t("house.toMoney")}</ButtonLink>
      </div>
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
