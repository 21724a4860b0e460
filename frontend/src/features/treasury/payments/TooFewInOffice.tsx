import { useFigure } from "../../../chain/governance/figures.ts";
import { useTableNow } from "../../../chain/oversight/rotation.ts";
import { useText } from "../../../i18n/text.ts";
import { ButtonLink } from "../../../ui/form/Button.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";

/** Nobody can approve a payment now, and who can decide on one instead. Nothing while enough are in office. */
export function TooFewInOffice() {
  const t = useText();
  const table = useTableNow();
  const needed = useFigure("approvals");
  if (table.status !== "ready") return null;
  const { term, seats, caretakers } = table.data;
  if (term === 0 || (!caretakers && seats.length >= needed)) return null;
  return (
    <Notice
      kind="wait"
      title={caretakers ? t("desks.request.caretakers") : t("desks.request.tooFew", { n: seats.length, needed })}
      action={<ButtonLink href="/votes/new?kind=pay">{t("desks.request.tooFew.vote")}</ButtonLink>}
    >
      <p>{t("desks.request.tooFew.body")}</p>
    </Notice>
  );
}
