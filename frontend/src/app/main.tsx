import "../ui/tokens.css";
import "../ui/base.css";
import { createRoot } from "react-dom/client";
import { startLanguage } from "../i18n/load.ts";
import { App } from "./App.tsx";
import { pageAt } from "./pages.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

const page = pageAt(location.pathname);
void page?.load();
await startLanguage(["shell", "ui", "house", ...(page?.rooms ?? [])]);
createRoot(root).render(<App />);
