import { defineConfig } from "vitest/config";
import { FileOrder } from "./test/e2e/FileOrder.ts";

const shared = {
  define: { __PRACTICE__: "true" },
  // No test judges by time: it waits for what must come, and a machine may be as busy as it likes.
  test: { testTimeout: 600_000, hookTimeout: 900_000, expect: { poll: { timeout: 120_000 } } },
};

// The whole house: real node, real server, real browser. The two projects run side by side (scripts/test.ts), each one
// file at a time.
export default defineConfig({
  test: {
    fileParallelism: false,
    maxWorkers: 1,
    sequence: { sequencer: FileOrder },
    projects: [
      { ...shared, test: { ...shared.test, name: "faults", include: ["test/{faults,model,deploy}/**/*.test.ts"] } },
      {
        ...shared,
        test: {
          ...shared.test,
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: ["test/e2e/openHouse.ts"],
        },
      },
    ],
  },
});
