import { Link } from "wouter";
import { allRead, mapRead, useRead } from "../../../chain/node/useRead.ts";
import { type HouseAccount, readHouseAccount } from "../../../chain/treasury/houseAccount.ts";
import { useText } from "../../../i18n/text.ts";
import { OpenQuestions } from "../../../parts/questions/OpenQuestions.tsx";
import { Columns, Section, Stack } from "../../../ui/layout/Layout.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { VerifyCard, VerifyWarning } from "./check/VerifyCard.tsx";
import { Flow } from "./figures/Flow.tsx";
import { type Money, readMoney } from "./figures/figures.ts";
import { Plan } from "./figures/Plan.tsx";
import { SixFigures } from "./figures/SixFigures.tsx";
import { EntryList } from "./list/EntryList.tsx";
import { MonthsChart } from "./months/MonthsChart.tsx";

/** The house account: six figures, where money comes from and goes to, every entry, and the proof of it. */
export function MoneyPage() {
  const t = useText();
  // Apart, so that what is in the account is live with the first answer; the terms' sums take another question.
  const account = useRead<HouseAccount>(["houseAccount"], readHouseAccount);
  const sums = useRead<Omit<Money, "account">>(["money"], readMoney);
  const money = mapRead(
    allRead<readonly [HouseAccount, Omit<Money, "account">]>(account, sums),
    ([now, rest]): Money => ({ account: now, ...rest }),
  );
  return (
    <>
      <PageHeader title={t("treasury.account.title")} lead={t("treasury.account.lead")} />
      <Stack gap={4}>
        <OpenQuestions />
        <VerifyWarning />
        <WhenLoaded state={money}>
          {(data) => (
            <Stack gap={4}>
              {data.account.short && (
                <Notice kind="stop" title={t("treasury.account.short")}>
                  {t("treasury.account.short.body")}
                </Notice>
              )}
              {data.account.escrowShort && (
                <Notice kind="stop" title={t("treasury.account.escrowShort")}>
                  {t("treasury.account.escrowShort.body")}
                </Notice>
              )}
              <Stack gap={3}>
                <SixFigures money={data} />
                <p data-print="no">
                  <a href="#verify">{t("treasury.account.verify")}</a>
                </p>
              </Stack>
              <Columns>
                <Stack gap={4}>
                  <MonthsChart />
                  <Plan money={data} />
                </Stack>
                <Flow money={data} />
              </Columns>
            </Stack>
          )}
        </WhenLoaded>
        {/* Below the figures and after them: the longest part pushes nothing down while it comes. */}
        {money.status !== "loading" && (
          <>
            <Section title={t("treasury.account.list")} id="entries">
              <EntryList known={money.status === "ready" ? money.data.account.entries : 0} />
            </Section>
            <Section title={t("treasury.account.verify")} id="verify">
              <VerifyCard />
              <p>
                <Link href="/counters/1">{t("treasury.account.closings")}</Link>
              </p>
            </Section>
          </>
        )}
      </Stack>
    </>
  );
}
