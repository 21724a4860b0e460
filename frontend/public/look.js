// Before the first paint: the visitor's own choice of colours and text size. A file, because the security policy allows no inline script.
try {
  const page = document.documentElement;
  const look = localStorage.getItem("runde.look");
  if (look === "light" || look === "dark") page.dataset.theme = look;
  if (localStorage.getItem("runde.text") === "large") page.dataset.text = "large";
  // The server drew the page for a stranger in a language that this browser asks for. Whoever has been here before finds
  // their own page in its place, and not another one for a moment.
  const language = localStorage.getItem("runde.language");
  if (language !== null && language !== page.lang) page.dataset.own = "language";
  else if (Object.keys(localStorage).some((key) => /^runde\.\w{12}\.session$/.test(key))) page.dataset.own = "session";
} catch {
  // No storage, no choice: the device decides.
}
