import { useEffect } from "react";

const positions = new Map<string, number>();
let byHistory = false;
let first = true;

if (typeof window !== "undefined") {
  history.scrollRestoration = "manual";
  window.addEventListener("popstate", () => {
    byHistory = true;
  });
  window.addEventListener("scroll", () => positions.set(location.href, window.scrollY), { passive: true });
}

/**
 * Rendered beside each page, so its effect runs once the page itself is there: a new page begins at its top with the
 * focus on its heading; going back returns to where one was.
 */
export function Arrival() {
  useEffect(() => {
    if (first) {
      first = false;
      return;
    }
    if (byHistory) window.scrollTo(0, positions.get(location.href) ?? 0);
    else {
      window.scrollTo(0, 0);
      document.getElementById("page-title")?.focus({ preventScroll: true });
    }
    byHistory = false;
  }, []);
  return null;
}
