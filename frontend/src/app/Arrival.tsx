import { useEffect, useRef } from "react";
import { useSearch } from "wouter";

const positions = new Map<string, number>();
let byHistory = false;
let first = true;
/** Where the page is that was shown last. */
let shown = "";
const placeNow = () => location.pathname + location.search;

if (typeof window !== "undefined") {
  history.scrollRestoration = "manual";
  window.addEventListener("popstate", () => {
    // Within a page: a link to a part of it was followed, not the way back.
    byHistory = placeNow() !== shown;
  });
  window.addEventListener("scroll", () => positions.set(location.href, window.scrollY), { passive: true });
}

/**
 * Rendered beside each page, so its effect runs once the page itself is there: a new page begins at its top with the
 * focus on its heading, or at the part of it that the address names; going back returns to where one was.
 */
export function Arrival() {
  const search = useSearch();
  const isHere = useRef(false);
  // Another search is the same page: it stays where it is, unless a part of it was meant.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the search is a reason to look where it leads
  useEffect(() => {
    const isNew = !isHere.current && !first;
    const isBack = byHistory;
    isHere.current = true;
    first = false;
    byHistory = false;
    shown = placeNow();
    if (isBack) {
      if (isNew) window.scrollTo(0, positions.get(location.href) ?? 0);
    } else if (!goToPart() && isNew) {
      window.scrollTo(0, 0);
      document.getElementById("page-title")?.focus({ preventScroll: true });
    }
  }, [search]);
  return null;
}

/** To the part of the page that the address names (`#entries`), with the focus on its heading; false: there is none. */
function goToPart(): boolean {
  const part = document.getElementById(location.hash.slice(1));
  if (part === null) return false;
  part.scrollIntoView();
  part.querySelector("h2")?.focus({ preventScroll: true });
  return true;
}
