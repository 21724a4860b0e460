import { defineConfig } from "vitest/config";

// The whole house: real node, real server, real browser. One file at a time, since each wants both processor cores.
export default defineConfig({
  define: { __PRACTICE__: "true" },
  test: {
    include: ["test/{e2e,faults,model}/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
