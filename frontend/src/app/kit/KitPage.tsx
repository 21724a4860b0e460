import { useText } from "../../i18n/text.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";

export function KitPage() {
  const t = useText();
  return <PageHeader title={t("shell.kit")} />;
}
