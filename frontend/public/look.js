// Before the first paint: the visitor's own choice of colours and text size. A file, because the security policy allows no inline script.
try {
  const page = document.documentElement;
  const look = localStorage.getItem("runde.look");
  if (look === "light" || look === "dark") page.dataset.theme = look;
  if (localStorage.getItem("runde.text") === "large") page.dataset.text = "large";
  // Dates are drawn by the house's clocks. Where others go, the reader's own come with the house's below: there is room.
  const { zone } = page.dataset;
  const now = new Date();
  if (
    zone !== undefined &&
    zone !== new Intl.DateTimeFormat().resolvedOptions().timeZone &&
    now.toLocaleString("en", { timeZone: zone }) !== now.toLocaleString("en")
  )
    page.dataset.elsewhere = "";
  // The server drew the page for a stranger in a language that this browser asks for. Whoever has been here before finds
  // their own page in its place, and not another one for a moment.
  const language = localStorage.getItem("runde.language");
  if (language !== null && language !== page.lang) page.dataset.own = "language";
  else if (Object.keys(localStorage).some((key) => /^runde\.\w{12}\.session$/.test(key))) page.dataset.own = "session";
} catch {
  // No storage, no choice: the device decides.
}
// A page whose program did not come (a tunnel, a new version) is loaded anew as soon as the house answers, once a version.
let isMissing = false;
addEventListener(
  "error",
  ({ target }) => {
    // It comes in several files: when one is missing the others may be, too.
    if (target.type !== "module" || isMissing) return;
    isMissing = true;
    // Meanwhile the stranger's page is better than none.
    delete document.documentElement.dataset.own;
    const again = () =>
      fetch(location.href, { method: "HEAD", cache: "no-store" }).then(
        () => {
          // As `latePart.tsx` names a version.
          const files = [...document.querySelectorAll('script[type="module"]')].map(({ src }) => src).join();
          if (sessionStorage.getItem("runde.reloaded") === files) return;
          sessionStorage.setItem("runde.reloaded", files);
          location.reload();
        },
        () => setTimeout(again, 3_000),
      );
    again();
  },
  true,
);
