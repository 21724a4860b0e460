import { Component, type ReactNode, useEffect, useRef } from "react";
import { useNetwork } from "../chain/node/network.ts";
import { useText } from "../i18n/text.ts";
import { Button } from "../ui/form/Button.tsx";
import { Disclosure } from "../ui/layout/Disclosure.tsx";
import { Stack } from "../ui/layout/Layout.tsx";
import { PageHeader } from "../ui/layout/PageHeader.tsx";

type ErrorBoundaryProps = {
  /** Around what says that something broke; left out, that alone. */
  frame?: (notice: ReactNode) => ReactNode;
  children: ReactNode;
};

/** A page that throws takes only itself down; the bars stay and lead elsewhere. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { frame = (notice) => notice, children } = this.props;
    return this.state.error === undefined ? children : frame(<Broken error={this.state.error} />);
  }
}

function Broken({ error }: { error: unknown }) {
  const t = useText();
  const { reachable } = useNetwork();
  // Without network a page that was never looked at is not there, and comes when the network does.
  const wasAway = useRef(false);
  useEffect(() => {
    if (reachable && wasAway.current) location.reload();
    wasAway.current = !reachable;
  }, [reachable]);
  return (
    <Stack gap={3}>
      <PageHeader
        title={t(reachable ? "shell.broken.title" : "ui.failed")}
        lead={t(reachable ? "shell.broken.body" : "ui.failed.body")}
      />
      <div>
        <Button look="primary" onClick={() => location.reload()}>
          {t("shell.broken.again")}
        </Button>
      </div>
      <Disclosure>{error instanceof Error ? error.message : String(error)}</Disclosure>
    </Stack>
  );
}
