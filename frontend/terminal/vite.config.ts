import { defineConfig } from "vite";
import { houseBuild } from "../build/houseBuild.ts";

export default defineConfig(houseBuild("terminal"));
