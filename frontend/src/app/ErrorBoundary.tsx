import { Component, type ReactNode } from "react";
import { useText } from "../i18n/text.ts";
import { Button } from "../ui/form/Button.tsx";
import { Disclosure } from "../ui/layout/Disclosure.tsx";
import { Stack } from "../ui/layout/Layout.tsx";
import { PageHeader } from "../ui/layout/PageHeader.tsx";

/** A page that throws takes only itself down; the bars stay and lead elsewhere. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    return this.state.error === undefined ? this.props.children : <Broken error={this.state.error} />;
  }
}

function Broken({ error }: { error: unknown }) {
  const t = useText();
  return (
    <Stack gap={3}>
      <PageHeader title={t("shell.broken.title")} lead={t("shell.broken.body")} />
      <div>
        <Button look="primary" onClick={() => location.reload()}>
          {t("shell.broken.again")}
        </Button>
      </div>
      <Disclosure>{error instanceof Error ? error.message : String(error)}</Disclosure>
    </Stack>
  );
}
