import { useText } from "../i18n/text.ts";
import { ButtonLink } from "../ui/form/Button.tsx";
import { Stack } from "../ui/layout/Layout.tsx";
import { PageHeader } from "../ui/layout/PageHeader.tsx";

export function NotFoundPage() {
  const t = useText();
  return (
    <Stack gap={3}>
      <PageHeader title={t("shell.notFound.title")} lead={t("shell.notFound.body")} />
      <div>
        <ButtonLink look="primary" href="/">
          {t("shell.notFound.home")}
        </ButtonLink>
      </div>
    </Stack>
  );
}
