import { useFormat } from "../../../../i18n/formats.ts";
import { useText } from "../../../../i18n/text.ts";
import { useNow } from "../../../../ui/clock.ts";
import { Bar } from "../../../../ui/data/Bar.tsx";
import { Disclosure } from "../../../../ui/layout/Disclosure.tsx";
import { Grid, Section, Stack } from "../../../../ui/layout/Layout.tsx";
import { Notice } from "../../../../ui/state/Notice.tsx";
import { type BudgetLine, budgetSum, type Money, shareOf } from "./figures.ts";
import { KindLink } from "./KindLink.tsx";
import { Twin } from "./Twin.tsx";

/** What the members allow those in office to spend, beside what was spent, by category and against the time. */
export function Plan({ money: { term, calendar, budget } }: { money: Money }) {
  const t = useText();
  const format = useFormat();
  const now = useNow(60);
  const title = t("treasury.account.plan", { n: Math.max(1, term) });
  if (calendar === undefined) {
    return (
      <Section title={title}>
        <p>{t("treasury.account.plan.notYet")}</p>
      </Section>
    );
  }
  const over = Math.min(1, Math.max(0, (now - calendar.start) / (calendar.end - calendar.start)));
  const used = budget.filter(({ limit, spent, reserved }) => limit + spent + reserved > 0n);
  return (
    <Section title={title} aside={<span>{t("treasury.account.plan.until", { when: format.date(calendar.end) })}</span>}>
      <Stack gap={3}>
        {term === 0 && (
          <Notice kind="info" title={t("treasury.account.plan.before", { when: format.date(calendar.start) })} />
        )}
        <Grid min="14rem" gap={3}>
          {used.map((line) => (
            <PlanBar key={line.category} line={line} over={over} />
          ))}
        </Grid>
        {term > 0 && <p>{t("treasury.account.plan.time")}</p>}
        <Disclosure summary={t("ui.showTable")}>
          <PlanTable lines={used} caption={title} />
        </Disclosure>
      </Stack>
    </Section>
  );
}

function PlanBar({ line, over }: { line: BudgetLine; over: number }) {
  const t = useText();
  const format = useFormat();
  const used = line.spent + line.reserved;
  // The members may cut a limit below what is paid already.
  const isOver = used > line.limit;
  const words = { used: format.money(used), limit: format.money(line.limit) };
  const share = isOver ? 1 : shareOf(used, line.limit);
  return (
    <Bar
      label={<KindLink kind={line.category} word={t(`house.kind.${line.category}`)} />}
      text={isOver ? t("treasury.account.plan.overLine", words) : t("treasury.account.plan.line", words)}
      value={share}
      max={1}
      // Rent is due on the first: to be ahead of the time is no alarm, and colour says nothing that no word says.
      tone={isOver ? "stop" : "good"}
      mark={over}
    />
  );
}

function PlanTable({ lines, caption }: { lines: readonly BudgetLine[]; caption: string }) {
  const t = useText();
  const format = useFormat();
  const row = (word: string, { limit, spent, reserved }: Omit<BudgetLine, "category">) => [
    word,
    ...[limit, spent, reserved, limit - spent - reserved].map((amount) => format.money(amount, { cents: "always" })),
  ];
  return (
    <Twin
      caption={caption}
      heads={[
        t("treasury.account.plan.category"),
        t("treasury.account.plan.limit"),
        t("treasury.account.plan.spent"),
        t("treasury.account.plan.reserved"),
        t("treasury.account.plan.left"),
      ]}
      rows={[
        ...lines.map((line) => row(t(`house.kind.${line.category}`), line)),
        row(t("treasury.account.plan.sum"), budgetSum(lines)),
      ]}
    />
  );
}
