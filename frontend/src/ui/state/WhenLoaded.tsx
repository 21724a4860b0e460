import type { ReactNode } from "react";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { Button } from "../form/Button.tsx";
import type { Loaded } from "./loaded.ts";
import { Notice } from "./Notice.tsx";
import { SkeletonLines } from "./Skeleton.tsx";

type WhenLoadedProps<T> = {
  state: Loaded<T>;
  /** Shaped like what is coming. */
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
};

/** Loading, failed, stale and ready: the four states that everything fetched has. */
export function WhenLoaded<T>({ state, skeleton, children }: WhenLoadedProps<T>) {
  if (state.status === "loading") return skeleton ?? <SkeletonLines />;
  if (state.status === "failed") return <Failed retry={state.retry} />;
  return (
    <>
      {state.staleSince !== undefined && <Stale since={state.staleSince} />}
      {children(state.data)}
    </>
  );
}

export function Failed({ retry }: { retry?: () => void }) {
  const t = useText();
  return (
    <Notice kind="stop" title={t("ui.failed")} live action={retry && <Button onClick={retry}>{t("ui.again")}</Button>}>
      {t("ui.failed.body")}
    </Notice>
  );
}

function Stale({ since }: { since: number }) {
  const t = useText();
  const format = useFormat();
  return <Notice kind="wait" live title={t("ui.stale", { time: format.time(since) })} />;
}
