import { defineConfig } from "vite";
import { pagesBuild } from "./build/houseBuild.ts";

export default defineConfig(pagesBuild());
