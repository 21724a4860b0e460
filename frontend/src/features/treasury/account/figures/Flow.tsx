import { useState } from "react";
import { categories } from "#protocol/treasury/accounts.ts";
import { useFormat } from "../../../../i18n/formats.ts";
import { useText } from "../../../../i18n/text.ts";
import { Bar } from "../../../../ui/data/Bar.tsx";
import { Figure, FigureRow } from "../../../../ui/data/Figure.tsx";
import { Segmented } from "../../../../ui/form/Choice.tsx";
import { Disclosure } from "../../../../ui/layout/Disclosure.tsx";
import { Grid, Section, Stack } from "../../../../ui/layout/Layout.tsx";
import { inOf, type Money, type Movement, outOf } from "./figures.ts";
import { KindLink } from "./KindLink.tsx";
import { Twin } from "./Twin.tsx";

type Range = "this" | "last" | "ever";

/** What entries of money from each source are about. */
const sources = { rounds: "roundMoney", gifts: "gift", sales: "sales" } as const;

/** Where money came from and what it went for, within a time. */
export function Flow({ money }: { money: Money }) {
  const t = useText();
  const [range, setRange] = useState<Range>("this");
  const ranges = (money.lastTerm ? ["this", "last", "ever"] : ["this", "ever"]) as readonly Range[];
  const movement = { this: money.thisTerm, last: money.lastTerm ?? money.thisTerm, ever: money.ever }[range];
  return (
    <Section
      title={t("treasury.account.flow")}
      aside={
        <Segmented
          label={t("treasury.account.flow.range")}
          value={range}
          onChange={setRange}
          options={ranges.map((value) => ({ value, label: t(`treasury.account.flow.${value}`) }))}
        />
      }
    >
      <Both movement={movement} />
    </Section>
  );
}

function Both({ movement }: { movement: Movement }) {
  const t = useText();
  const format = useFormat();
  const money = (amount: bigint) => format.money(amount, { cents: "always" });
  const [allIn, allOut] = format.together([inOf(movement), outOf(movement)]);
  const came = (["rounds", "gifts", "sales"] as const)
    .map((from) => ({ kind: sources[from], word: t(`treasury.account.flow.${from}`), amount: movement[from] }))
    .filter(({ amount }) => amount !== 0n);
  const went = ([...categories, "loss"] as const)
    .map((kind) => ({ kind, word: t(`house.kind.${kind}`), amount: movement.spent[kind] }))
    .filter(({ amount }) => amount !== 0n)
    .sort((one, other) => (one.amount < other.amount ? 1 : -1));
  const bars = (lines: typeof came | typeof went, tone: "good" | "accent") => {
    const most = lines.reduce((largest, { amount }) => (amount > largest ? amount : largest), 1n);
    return lines.map(({ kind, word, amount }) => (
      <Bar
        key={kind}
        label={<KindLink kind={kind} word={word} />}
        text={money(amount)}
        value={Number(amount)}
        max={Number(most)}
        tone={tone}
      />
    ));
  };
  return (
    <Stack gap={3}>
      <FigureRow>
        <Figure
          label={t("treasury.account.flow.in")}
          value={allIn}
          certainty="recorded"
          made={t("treasury.account.flow.made")}
        />
        <Figure
          label={t("treasury.account.flow.out")}
          value={allOut}
          certainty="recorded"
          made={t("treasury.account.flow.made")}
        />
      </FigureRow>
      {came.length + went.length === 0 ? (
        <p>{t("treasury.account.flow.nothing")}</p>
      ) : (
        <>
          <Grid min="24rem" gap={4}>
            <div>
              <Stack gap={2}>{bars(came, "good")}</Stack>
            </div>
            <div>
              <Stack gap={2}>{bars(went, "accent")}</Stack>
            </div>
          </Grid>
          <Disclosure summary={t("ui.showTable")}>
            <Twin
              caption={t("treasury.account.flow")}
              heads={[t("treasury.account.kind"), t("treasury.account.flow.in"), t("treasury.account.flow.out")]}
              rows={[
                ...came.map(({ word, amount }) => [word, money(amount), ""]),
                ...went.map(({ word, amount }) => [word, "", money(amount)]),
              ]}
            />
          </Disclosure>
        </>
      )}
    </Stack>
  );
}
