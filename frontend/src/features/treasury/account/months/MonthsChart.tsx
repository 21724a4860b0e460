import { useState } from "react";
import { Link } from "wouter";
import { useFigure } from "../../../../chain/governance/figures.ts";
import { useRead } from "../../../../chain/node/useRead.ts";
import { useFormat } from "../../../../i18n/formats.ts";
import { useText } from "../../../../i18n/text.ts";
import { Arrow } from "../../../../ui/data/Arrow.tsx";
import { Button } from "../../../../ui/form/Button.tsx";
import { Disclosure } from "../../../../ui/layout/Disclosure.tsx";
import { Facts, Section, Stack } from "../../../../ui/layout/Layout.tsx";
import { WhenLoaded } from "../../../../ui/state/WhenLoaded.tsx";
import { Twin } from "../figures/Twin.tsx";
import styles from "./MonthsChart.module.css";
import { type Month, type Months, readMonths } from "./months.ts";

/** Month by month: what was left and what is owed above, what came and what went below. */
export function MonthsChart() {
  const t = useText();
  const months = useRead<Months>(["months"], readMonths);
  return (
    <Section title={t("treasury.account.months")}>
      <WhenLoaded state={months}>
        {(data) => (data.months.length === 0 ? <p>{t("treasury.account.months.none")}</p> : <Known {...data} />)}
      </WhenLoaded>
    </Section>
  );
}

function Known({ months, more }: Months) {
  const t = useText();
  const format = useFormat();
  const [chosen, setChosen] = useState(months.length - 1);
  const place = Math.min(chosen, months.length - 1);
  const month = months[place];
  if (month === undefined) return null;
  const money = (amount: bigint) => format.money(amount, { cents: "always" });
  return (
    <Stack gap={3}>
      <Picture months={months} chosen={place} choose={setChosen} />
      <div className={styles.choose}>
        <Button
          disabled={place === 0}
          onClick={() => setChosen(place - 1)}
          aria-label={t("treasury.account.months.before")}
        >
          <Arrow to="left" />
        </Button>
        <strong aria-live="polite">{format.month(month.at)}</strong>
        <Button
          disabled={place === months.length - 1}
          onClick={() => setChosen(place + 1)}
          aria-label={t("treasury.account.months.after")}
        >
          <Arrow to="right" />
        </Button>
      </div>
      <Facts
        facts={[
          { name: <Key kind="in" word={t("treasury.account.flow.in")} />, value: money(month.came) },
          { name: <Key kind="out" word={t("treasury.account.flow.out")} />, value: money(month.went) },
          { name: <Key kind="left" word={t("treasury.account.months.left")} />, value: money(month.left) },
          { name: <Key kind="owed" word={t("treasury.account.owed")} />, value: money(month.owed) },
        ]}
      />
      <p>
        <Link href={letterOf(month)}>{t("treasury.account.months.letter", { month: format.month(month.at) })}</Link>
      </p>
      <p>
        {t("treasury.account.months.dotted")} {more && t("treasury.account.months.more")}
      </p>
      <Disclosure summary={t("ui.showTable")}>
        <Twin
          caption={t("treasury.account.months")}
          heads={[
            t("treasury.account.months.month"),
            t("treasury.account.flow.in"),
            t("treasury.account.flow.out"),
            t("treasury.account.months.left"),
            t("treasury.account.owed"),
          ]}
          rows={months.map((one) => [
            format.month(one.at),
            ...[one.came, one.went, one.left, one.owed].map((amount) => money(amount)),
          ])}
          hrefs={months.map(letterOf)}
        />
      </Disclosure>
    </Stack>
  );
}

/** Where a month is told on one sheet. */
function letterOf({ at }: Month): string {
  return `/letter/${new Date(at * 1000).toISOString().slice(0, "2026-11".length)}`;
}

/** A word with the mark that it has in the picture: form as well as colour. */
function Key({ kind, word }: { kind: "in" | "out" | "left" | "owed"; word: string }) {
  return (
    <span className={styles.key}>
      <svg viewBox="0 0 16 12" width="16" height="12" aria-hidden="true">
        {kind === "in" && <rect x="3" y="1" width="10" height="10" className={styles.in} />}
        {kind === "out" && <rect x="3.500" y="1.500" width="9" height="9" className={styles.out} />}
        {kind === "left" && <path d="M0 6H16" className={styles.left} />}
        {kind === "owed" && <path d="M0 6H16" className={styles.owed} />}
      </svg>
      {word}
    </span>
  );
}

/** Units of the picture: one month is 40 wide. */
const CELL = 40;
const STOCK = 100;
const FLOW = 50;
const GAP = 14;

type PictureProps = { months: readonly Month[]; chosen: number; choose: (place: number) => void };

function Picture({ months, chosen, choose }: PictureProps) {
  const reserve = useFigure("reserve");
  const format = useFormat();
  const reserveOf = ({ owed }: Month) => (owed * BigInt(reserve)) / 10_000n;
  const largest = (of: (month: Month) => bigint) => months.reduce((most, one) => (of(one) > most ? of(one) : most), 1n);
  const most = largest(({ left, owed }) => (left > owed ? left : owed));
  const flow = largest(({ came, went }) => (came > went ? came : went));
  const part = (amount: bigint, whole: bigint, size: number) => Number((amount * 1_000n) / whole) * (size / 1_000);
  const width = months.length * CELL;
  const zero = STOCK + GAP + FLOW;
  /** A line through the middle of each month; one alone is drawn across its column. */
  const line = (of: (month: Month) => bigint) => {
    const points = months.map((one, i) => `${(i + 0.5) * CELL} ${STOCK - part(of(one), most, STOCK - 4)}`);
    return points.length === 1 ? `M0 ${points[0]?.split(" ")[1]}h${CELL}` : `M${points.join("L")}`;
  };
  return (
    <div className={styles.picture} aria-hidden="true">
      <svg
        viewBox={`0 0 ${width} ${zero + FLOW}`}
        preserveAspectRatio="none"
        className={styles.chart}
        aria-hidden="true"
      >
        {months.map(({ at, came, went }, i) => (
          // The buttons below choose by keyboard; the picture may be tapped.
          // biome-ignore lint/a11y/noStaticElementInteractions: see above
          <g key={at} className={styles.column} onClick={() => choose(i)}>
            <rect
              x={i * CELL}
              width={CELL}
              height={zero + FLOW}
              className={i === chosen ? styles.chosen : styles.hit}
            />
            <rect
              x={i * CELL + 6}
              width="13"
              y={zero - part(came, flow, FLOW)}
              height={part(came, flow, FLOW)}
              className={styles.in}
            />
            <rect x={i * CELL + 21} width="13" y={zero} height={part(went, flow, FLOW)} className={styles.out} />
          </g>
        ))}
        <path d={`M0 ${STOCK}H${width}M0 ${zero}H${width}`} className={styles.zero} />
        <path d={line(({ owed }) => owed)} className={styles.owed} />
        <path d={line(reserveOf)} className={styles.reserve} />
        <path d={line(({ left }) => left)} className={styles.left} />
      </svg>
      <div className={styles.names}>
        {months.map(({ at }, i) => (
          <span key={at} className={i === chosen ? styles.named : undefined}>
            {format.shortMonth(at)}
          </span>
        ))}
      </div>
    </div>
  );
}
