import { defineConfig } from "vitest/config";

// For tests of the runner itself: whatever lies in the folder that is given as root.
export default defineConfig({ test: { include: ["*.test.ts"] } });
