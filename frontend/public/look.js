// Before the first paint: the visitor's own choice of colours and text size. A file, because the security policy allows no inline script.
try {
  const look = localStorage.getItem("runde.look");
  if (look === "light" || look === "dark") document.documentElement.dataset.theme = look;
  if (localStorage.getItem("runde.text") === "large") document.documentElement.dataset.text = "large";
} catch {
  // No storage, no choice: the device decides.
}
