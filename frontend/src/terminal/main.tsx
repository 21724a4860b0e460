import "../ui/tokens.css";
import "../ui/base.css";
import "./way.css";
import { createRoot } from "react-dom/client";
import { startLanguage } from "../i18n/load.ts";
import { TerminalApp } from "./TerminalApp.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("terminal/index.html has no #root");

await startLanguage(["ui", "terminal"]);
createRoot(root).render(<TerminalApp />);
