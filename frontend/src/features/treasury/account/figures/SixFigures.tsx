import { useFigure } from "../../../../chain/governance/figures.ts";
import { apart } from "../../../../chain/membership/useSeatName.ts";
import { useHouse } from "../../../../chain/node/house.ts";
import { priceOfUnit } from "../../../../chain/treasury/houseAccount.ts";
import { useFormat } from "../../../../i18n/formats.ts";
import { useText } from "../../../../i18n/text.ts";
import { useBooksCertainty } from "../../../../parts/useBooksCertainty.ts";
import { useNow } from "../../../../ui/clock.ts";
import { Figure, FigureRow } from "../../../../ui/data/Figure.tsx";
import { Stack } from "../../../../ui/layout/Layout.tsx";
import { Backing } from "./Backing.tsx";
import { budgetSum, type Money, monthly, runway, shareOf } from "./figures.ts";

/** Each with how sure it is, and how it is made. */
export function SixFigures({ money }: { money: Money }) {
  const t = useText();
  const format = useFormat();
  const { deployment } = useHouse();
  const { currency } = deployment.club;
  const { account, budget } = money;
  const { reserved } = budgetSum(budget);
  const unit = priceOfUnit(deployment.club);
  const reserve = useFigure("reserve");
  const [cash, owed, free] = format.together([account.cash, account.owed, account.free]);
  const certainty = useBooksCertainty(account.entries);
  const digits = `…${deployment.contracts.Treasury.slice(-4).toLowerCase()}`;
  return (
    <Stack gap={3}>
      <FigureRow>
        <Figure
          label={t("treasury.account.cash")}
          value={cash}
          certainty={certainty}
          made={t("treasury.account.cash.made", { n: account.entries, account: digits })}
        />
        <Figure
          label={t("treasury.account.owed")}
          value={owed}
          certainty={certainty}
          made={t("treasury.account.owed.made", { n: Number(account.owed / unit) })}
        />
        <Figure
          label={t("treasury.account.free")}
          value={free}
          certainty="recorded"
          made={t("treasury.account.free.made", {
            cash,
            reserve: format.money(account.reserve),
            share: format.percent(reserve / 10_000),
            reserved: format.money(reserved),
          })}
        />
      </FigureRow>
      <Backing backing={currency.backing} token={apart(currency.tokenName)} />
      <FigureRow>
        <Figure
          label={t("treasury.account.members")}
          value={format.count(account.members)}
          certainty="recorded"
          made={t("treasury.account.members.made")}
        />
        <BudgetFigure money={money} />
        <RunwayFigure money={money} />
      </FigureRow>
    </Stack>
  );
}

function BudgetFigure({ money: { budget, term, calendar } }: { money: Money }) {
  const t = useText();
  const format = useFormat();
  const now = useNow(60);
  const { limit, spent, reserved } = budgetSum(budget);
  if (term === 0 || calendar === undefined || limit === 0n) {
    return <Figure label={t("treasury.account.budget.used")} value={t("treasury.account.budget.none")} />;
  }
  const over = Math.min(1, Math.max(0, (now - calendar.start) / (calendar.end - calendar.start)));
  return (
    <Figure
      label={t("treasury.account.budget.used")}
      value={format.percent(shareOf(spent, limit))}
      certainty="recorded"
      note={t("treasury.account.budget.used.note", { share: format.percent(Math.round(over * 100) / 100) })}
      made={t("treasury.account.budget.used.made", {
        spent: format.money(spent),
        reserved: format.money(reserved),
        limit: format.money(limit),
      })}
    />
  );
}

const LONG = 120;

function RunwayFigure({ money: { account, spending } }: { money: Money }) {
  const t = useText();
  const format = useFormat();
  const months = runway(account.cash, spending);
  if (months === undefined) {
    return (
      <Figure
        label={t("treasury.account.runway")}
        value={t("treasury.account.runway.none")}
        made={t("treasury.account.runway.made.none")}
      />
    );
  }
  return (
    <Figure
      label={t("treasury.account.runway")}
      value={
        months > LONG
          ? t("treasury.account.runway.long")
          : t("treasury.account.runway.months", { n: Math.floor(months) })
      }
      certainty="estimated"
      made={t("treasury.account.runway.made", {
        cash: format.money(account.cash),
        pace: format.money(monthly(spending), { cents: "never" }),
      })}
    />
  );
}
