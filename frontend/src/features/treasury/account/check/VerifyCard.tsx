import { useHouse } from "../../../../chain/node/house.ts";
import { useFormat } from "../../../../i18n/formats.ts";
import { useText } from "../../../../i18n/text.ts";
import { Bar } from "../../../../ui/data/Bar.tsx";
import { Button } from "../../../../ui/form/Button.tsx";
import { CopyText } from "../../../../ui/form/CopyText.tsx";
import { Disclosure } from "../../../../ui/layout/Disclosure.tsx";
import { Facts, Stack } from "../../../../ui/layout/Layout.tsx";
import { Notice } from "../../../../ui/state/Notice.tsx";
import { useVerification, type Verification, verify } from "./verification.ts";

/** The visitor's own proof: read every entry, reckon every seal again. */
export function VerifyCard() {
  const t = useText();
  const house = useHouse();
  const found = useVerification();
  const busy = found.step === "busy";
  return (
    <Stack gap={3}>
      <p>{t("treasury.account.verify.lead")}</p>
      <div data-print="no">
        <Button
          busy={busy && t("treasury.account.verify.busy", { n: found.checked, all: found.all })}
          onClick={() => void verify(house)}
        >
          {t("treasury.account.verify.do")}
        </Button>
      </div>
      {busy && found.all > 0 && (
        <Bar
          label={t("treasury.account.verify")}
          text={t("treasury.account.verify.busy", { n: found.checked, all: found.all })}
          value={found.checked}
          max={found.all}
          tone="good"
        />
      )}
      <VerificationResult found={found} />
    </Stack>
  );
}

/** Above the figures, once this browser has found that they cannot be believed. */
export function VerifyWarning() {
  const found = useVerification();
  return found.step === "differs" ? <VerificationResult found={found} /> : null;
}

function VerificationResult({ found }: { found: Verification }) {
  const t = useText();
  const format = useFormat();
  if (found.step === "match") {
    return (
      <Notice kind="good" live title={t("treasury.account.verify.match")}>
        <p>{t("treasury.account.verify.match.body", { n: found.entries, when: format.dateTime(found.at) })}</p>
        <Disclosure>
          <Facts
            facts={[
              { name: t("treasury.account.entry.block"), value: String(found.block) },
              {
                name: t("treasury.account.verify.seal"),
                value: <CopyText text={found.head} shown={`${found.head.slice(0, 10)}…`} />,
              },
            ]}
          />
        </Disclosure>
      </Notice>
    );
  }
  if (found.step === "differs") {
    const { difference } = found;
    const title =
      difference.kind === "changed"
        ? t("treasury.account.verify.differs", { n: difference.seq })
        : t(
            difference.kind === "balance"
              ? "treasury.account.verify.differs.balance"
              : "treasury.account.verify.differs.head",
          );
    return (
      <Notice kind="stop" live title={title}>
        {t("treasury.account.verify.differs.body")}
      </Notice>
    );
  }
  if (found.step === "incomplete") {
    return (
      <Notice kind="wait" live title={t("treasury.account.verify.incomplete")}>
        {t("treasury.account.verify.incomplete.body", { n: found.checked, all: found.all })}
      </Notice>
    );
  }
  return null;
}
