import { defineConfig } from "vitest/config";
import { FileOrder } from "./test/e2e/FileOrder.ts";

const shared = { define: { __PRACTICE__: "true" } };
/**
 * The whole house: real node, real server, real browser; one file at a time. No test judges by time: it waits for what
 * must come, and a machine may be as busy as it likes.
 */
const wholeHouse = {
  maxWorkers: 1,
  testTimeout: 600_000,
  hookTimeout: 900_000,
  expect: { poll: { timeout: 120_000 } },
};

// Tests of one TypeScript file lie beside it. Contracts and the whole house are tested in test/.
export default defineConfig({
  test: {
    sequence: { sequencer: FileOrder },
    projects: [
      {
        ...shared,
        test: {
          name: "beside",
          include: ["{protocol,relay,scripts,ignition,frontend}/**/*.test.{ts,tsx}", "test/architecture/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/dist/**"],
          // Some start a node or a runner, and a machine may be busy: how long it takes is no verdict here.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { ...shared, test: { ...wholeHouse, name: "faults", include: ["test/{faults,model,deploy}/**/*.test.ts"] } },
      {
        ...shared,
        test: {
          ...wholeHouse,
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: ["test/e2e/openHouse.ts"],
        },
      },
    ],
  },
});
