import type { Holdings } from "#protocol/treasury/checkHoldings.ts";
import { useFormat } from "../../../../i18n/formats.ts";
import { useText } from "../../../../i18n/text.ts";
import { Bar } from "../../../../ui/data/Bar.tsx";
import { Mark } from "../../../../ui/data/Mark.tsx";
import { Button } from "../../../../ui/form/Button.tsx";
import { CopyText } from "../../../../ui/form/CopyText.tsx";
import { Disclosure } from "../../../../ui/layout/Disclosure.tsx";
import { Facts, Stack } from "../../../../ui/layout/Layout.tsx";
import { Notice } from "../../../../ui/state/Notice.tsx";
import type { Verification } from "./verification.ts";
import { stopVerifying } from "./verify.ts";

/** How far the proof is, and what came of it. */
export function VerificationResult({ found }: { found: Verification }) {
  const t = useText();
  const format = useFormat();
  switch (found.step) {
    case "idle":
      return null;
    case "busy":
      return (
        <Stack gap={2}>
          <Bar
            label={t("treasury.account.verify")}
            text={t("books.read", { n: found.checked, all: found.all })}
            value={found.checked}
            max={found.all}
            tone="good"
          />
          <div>
            <Button look="quiet" onClick={stopVerifying}>
              {t("books.stop")}
            </Button>
          </div>
        </Stack>
      );
    case "match":
      return (
        <Notice kind="good" live title={t("books.verify.match")}>
          <Stack gap={2}>
            <p>{t("books.verify.match.body", { n: found.entries, when: format.dateTime(found.at) })}</p>
            <HoldingFacts of={found.holdings} />
            <p>{t("books.verify.not")}</p>
            <Disclosure>
              <Facts
                facts={[
                  { name: t("books.entry.block"), value: String(found.block) },
                  {
                    name: t("books.verify.seal"),
                    value: <CopyText text={found.head} shown={`${found.head.slice(0, 10)}…`} />,
                  },
                ]}
              />
            </Disclosure>
          </Stack>
        </Notice>
      );
    case "lacks":
      return (
        <Notice kind="stop" live title={t("books.verify.lacks")}>
          <Stack gap={2}>
            <p>{t("books.verify.lacks.body")}</p>
            <HoldingFacts of={found.holdings} />
          </Stack>
        </Notice>
      );
    case "differs": {
      const { difference } = found;
      const title =
        difference.kind === "changed"
          ? t("books.verify.differs", { n: difference.seq })
          : t(difference.kind === "balance" ? "books.verify.differs.balance" : "books.verify.differs.head");
      return (
        <Notice kind="stop" live title={title}>
          {t("books.verify.differs.body")}
        </Notice>
      );
    }
    case "incomplete":
      return (
        <Notice kind="wait" live title={t("books.verify.incomplete")}>
          {t("books.verify.incomplete.body", { n: found.checked, all: found.all })}
        </Notice>
      );
  }
}

/** What the books say, beside what is there. */
function HoldingFacts({ of: { holdings, supply, unclaimed } }: { of: Holdings }) {
  const t = useText();
  const format = useFormat();
  const money = (amount: bigint) => format.money(amount, { cents: "always" });
  return (
    <Facts
      facts={holdings.map(({ what, booked, found, isRight }) => {
        const said = { booked: money(booked), found: money(found) };
        const words =
          what === "vouchers"
            ? t("books.verify.vouchers.is", { ...said, supply: money(supply), unclaimed: money(unclaimed) })
            : t(what === "refunds" ? "books.verify.refunds.is" : "books.verify.money.is", said);
        return {
          name: t(`books.verify.${what}`),
          value: (
            <>
              <Mark kind={isRight ? "good" : "stop"} /> {words}
            </>
          ),
        };
      })}
    />
  );
}
