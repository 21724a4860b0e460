import type { ReactNode } from "react";
import { useText } from "../../i18n/text.ts";
import { Button } from "../form/Button.tsx";
import { PageHeader } from "../layout/PageHeader.tsx";
import type { Loaded } from "./loaded.ts";
import { PageFallback } from "./PageFallback.tsx";
import { WhenLoaded } from "./WhenLoaded.tsx";

type Back = { href: string; label: string };

type LoadedPageProps<T> = {
  state: Loaded<T>;
  /** The way back from a page that cannot come. */
  back?: Back;
  children: (data: T) => ReactNode;
};

/** What a whole page hangs on, its heading too: while it comes, and where it cannot, the page has another one. */
export function LoadedPage<T>({ state, back, children }: LoadedPageProps<T>) {
  if (state.status === "loading") return <PageFallback />;
  if (state.status === "failed") return <FailedPage retry={state.retry} back={back} />;
  return <WhenLoaded state={state}>{children}</WhenLoaded>;
}

/** Instead of a page: that it cannot be shown, and what one can do. */
export function FailedPage({ retry, back }: { retry?: () => void; back?: Back }) {
  const t = useText();
  return (
    <>
      <div role="alert">
        <PageHeader title={t("ui.failed")} lead={t("ui.failed.body")} back={back} />
      </div>
      {retry && <Button onClick={retry}>{t("ui.again")}</Button>}
    </>
  );
}
