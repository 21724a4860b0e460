// Before the first paint; a file, because the policy allows no inline script. Every visit loads these lines as they are.
try {
  const page = document.documentElement;
  const look = localStorage.getItem("runde.look");
  if (look === "light" || look === "dark") page.dataset.theme = look;
  if (localStorage.getItem("runde.text") === "large") page.dataset.text = "large";
  // Where other clocks go than the house's, both come: there is room.
  const { zone } = page.dataset;
  const now = new Date();
  if (
    zone !== undefined &&
    zone !== new Intl.DateTimeFormat().resolvedOptions().timeZone &&
    now.toLocaleString("en", { timeZone: zone }) !== now.toLocaleString("en")
  )
    page.dataset.elsewhere = "";
  // The page was drawn for a stranger: whoever has been here does not see it for a moment.
  const language = localStorage.getItem("runde.language");
  if (language !== null && language !== page.lang) page.dataset.own = "language";
  else if (Object.keys(localStorage).some((key) => /^runde\.\w{12}\.session$/.test(key))) page.dataset.own = "session";
} catch {
  // No storage, no choice: the device decides.
}
// What is tapped before the program is there, the program does as soon as it is (`src/app/main.tsx`): the last button.
addEventListener(
  "click",
  ({ target }) => {
    if (document.documentElement.dataset.taken !== undefined) return;
    document.querySelector("[data-tapped]")?.removeAttribute("data-tapped");
    target.closest("button")?.setAttribute("data-tapped", "");
  },
  true,
);
// A page whose program did not come is loaded anew when the house answers, once a version.
let isMissing = false;
addEventListener(
  "error",
  ({ target }) => {
    // Of its files several may be missing.
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
