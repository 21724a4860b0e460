import { useEffect, useState } from "react";

/**
 * The counter works from its own copy (service worker). A new version waits until somebody asks for it: it never
 * replaces a page that is selling.
 *
 * @param isIdle Nothing would be lost by loading the page again. Somebody may have asked, and the next guest come first.
 */
export function useUpdate(isIdle: boolean): (() => void) | undefined {
  const [waiting, setWaiting] = useState<ServiceWorker>();
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    if (isThere && isIdle) location.reload();
  }, [isThere, isIdle]);
  useEffect(() => {
    if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
    let over = false;
    const watch = (registration: ServiceWorkerRegistration) => {
      const note = () => {
        // Without a controller this is the first installation: there is nothing to replace.
        if (!over && registration.waiting !== null && navigator.serviceWorker.controller !== null) {
          setWaiting(registration.waiting);
        }
      };
      note();
      registration.addEventListener("updatefound", () => {
        registration.installing?.addEventListener("statechange", note);
      });
    };
    void navigator.serviceWorker.register("/terminal/worker.js", { scope: "/terminal/" }).then(watch).catch(noWorker);
    return () => {
      over = true;
    };
  }, []);
  if (waiting === undefined || !isIdle) return undefined;
  return () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => setThere(true), { once: true });
    waiting.postMessage("take over");
  };
}

/** Without a worker the counter needs the network to open; everything else is the same. */
function noWorker(): void {}
