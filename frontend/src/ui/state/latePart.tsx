import { Component, type ComponentType, type LazyExoticComponent, lazy, type ReactNode, Suspense } from "react";
import { useIsAlive } from "./useIsAlive.ts";
import { Failed } from "./WhenLoaded.tsx";

/** A part of a page that comes when it is needed; `Late` shows it, and nobody else can. */
export interface LatePart<Props> {
  readonly Part: LazyExoticComponent<ComponentType<Props>>;
}

/** @param bring Brings the part, and the sentences it needs. */
export function latePart<Props>(bring: () => Promise<ComponentType<Props>>): LatePart<Props> {
  return { Part: lazy(async () => ({ default: await bringPart(bring) })) };
}

type LateProps<Props> = {
  of: LatePart<Props>;
  props: Props;
  /** Keeps the place until it is there. */
  waiting?: ReactNode;
  /** Stands there when it cannot come, around the notice that says so; left out, the notice alone. */
  frame?: (notice: ReactNode) => ReactNode;
};

/**
 * Shows a part under a boundary of its own: whatever is wrong with it, the page stays. In a page that the server drew its
 * place is kept: what it looks like comes with its file.
 */
export function Late<Props extends object>({ of: { Part }, props, waiting = null, frame }: LateProps<Props>) {
  const isAlive = useIsAlive();
  if (!isAlive) return waiting;
  const notice = <Failed retry={() => location.reload()} />;
  return (
    <PartBoundary failed={frame === undefined ? notice : frame(notice)}>
      <Suspense fallback={waiting}>
        <Part {...props} />
      </Suspense>
    </PartBoundary>
  );
}

class PartBoundary extends Component<{ failed: ReactNode; children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? this.props.failed : this.props.children;
  }
}

/** The files that started this page: not all the same after a new version (`public/look.js`). */
const startedBy = () =>
  [...document.querySelectorAll<HTMLScriptElement>('script[type="module"]')].map(({ src }) => src).join();
const RELOADED = "runde.reloaded";

/** Milliseconds until a server that did not answer is asked again. */
const AGAIN = 3_000;
const isServerThere = () =>
  fetch(location.href, { method: "HEAD", cache: "no-store" }).then(
    () => true,
    () => false,
  );

/**
 * Brings a file of the app. When it is missing there is a newer version, so the page is loaded anew: once a version, and
 * only when the server is there, because a browser that reloads without it shows an error of its own.
 *
 * @param waits Without it nothing can be shown, not even that it is missing: it waits until the server is there.
 */
export async function bringPart<T>(bring: () => Promise<T>, { waits = false } = {}): Promise<T> {
  try {
    return await bring();
  } catch (error) {
    let isThere = await isServerThere();
    while (waits && !isThere) {
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
      isThere = await isServerThere();
    }
    // Asked in this order: an attempt without network does not count.
    if (!isThere || !mayReload()) throw error;
    location.reload();
    // The page goes: nothing of it has to be shown any more.
    return new Promise<T>(() => undefined);
  }
}

function mayReload(): boolean {
  try {
    if (sessionStorage.getItem(RELOADED) === startedBy()) return false;
    sessionStorage.setItem(RELOADED, startedBy());
    return true;
  } catch {
    // Without storage nobody would know that it was the second time.
    return false;
  }
}
