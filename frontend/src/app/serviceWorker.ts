/** Lets the browser keep shell and code (`serviceWorker.js`), once the page stands: the first visit waits for nothing. */
export function keepForOffline(): void {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  const register = () => void navigator.serviceWorker.register("/worker.js").catch(noWorker);
  if (document.readyState === "complete") register();
  else addEventListener("load", register, { once: true });
}

/** Without a worker the app needs the network to open; everything else is the same. */
function noWorker(): void {}
