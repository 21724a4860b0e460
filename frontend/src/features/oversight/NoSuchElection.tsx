import { useText } from "../../i18n/text.ts";
import { PageHeader } from "../../ui/layout/PageHeader.tsx";
import { EmptyState } from "../../ui/state/EmptyState.tsx";

/** A term that nobody will ever vote for, on the page of its ballot or of its draw. */
export function NoSuchElection() {
  const t = useText();
  return (
    <>
      <PageHeader title={t("votes.none")} back={{ href: "/votes", label: t("votes.title") }} />
      <EmptyState title={t("votes.none.body")} />
    </>
  );
}
