let sayKept = () => {};

/** Once the browser keeps the app for when there is no network; where it never does, never. */
export const appIsKept = new Promise<void>((resolve) => {
  sayKept = resolve;
});

/** Lets the browser keep shell and code (`serviceWorker.js`), once the page stands: the first visit waits for nothing. */
export function keepForOffline(): void {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  const register = () => void navigator.serviceWorker.register("/worker.js").then(keepThisPage).catch(noWorker);
  if (document.readyState === "complete") register();
  else addEventListener("load", register, { once: true });
}

/** The parts of this page came before the worker did. */
async function keepThisPage(): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  const parts = performance
    .getEntriesByType("resource")
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith("/assets/"));
  active?.postMessage({ keep: parts.map(({ pathname }) => pathname) });
  sayKept();
}

/** Without a worker the app needs the network to open; everything else is the same. */
function noWorker(): void {}
