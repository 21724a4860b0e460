import "../ui/tokens.css";
import "../ui/base.css";
// The first page's own look is small: with the rest of it, it is no request.
import "./house/HousePage.module.css";
import { createRoot, hydrateRoot } from "react-dom/client";
import { startLanguage } from "../i18n/load.ts";
import { bearTranslation } from "../ui/bearTranslation.ts";
import { bringPart } from "../ui/state/latePart.tsx";
import { App } from "./App.tsx";
import { beginConnecting } from "./HouseGate.tsx";
import { pageAt } from "./pages.ts";
import { keepForOffline } from "./serviceWorker.ts";
import { hearTold, isDrawnForReader, takeOver } from "./told.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

bearTranslation();
const told = hearTold();
beginConnecting(told);
const page = pageAt(location.pathname);
void page?.load();
await bringPart(() => startLanguage(["shell", "ui", "house", ...(page?.rooms ?? [])]), { waits: true });
const tapped = takeOver();
if (told !== undefined && isDrawnForReader()) {
  hydrateRoot(root, <App told={told} />);
  tapped?.click();
} else createRoot(root).render(<App />);
keepForOffline();
