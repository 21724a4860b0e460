import { defineConfig } from "vite";
import { houseBuild } from "./houseBuild.ts";

export default defineConfig(houseBuild("app"));
