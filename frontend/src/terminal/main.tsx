import "../ui/tokens.css";
import "../ui/base.css";
import "./way.css";
import { createRoot } from "react-dom/client";
import { startLanguage } from "../i18n/load.ts";
import { bearTranslation } from "../ui/bearTranslation.ts";
import { bringPart } from "../ui/state/latePart.tsx";
import { TerminalApp } from "./TerminalApp.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("terminal/index.html has no #root");

bearTranslation();
await bringPart(() => startLanguage(["ui", "terminal"]), { waits: true });
createRoot(root).render(<TerminalApp />);
