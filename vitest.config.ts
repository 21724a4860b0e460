import { defineConfig } from "vitest/config";

// Tests of one TypeScript file lie beside it. Contracts and the whole house are tested in test/.
export default defineConfig({
  define: { __PRACTICE__: "true" },
  test: {
    include: ["{protocol,relay,scripts,ignition,frontend}/**/*.test.{ts,tsx}", "test/architecture/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    // Some start a node or a runner, and a machine may be busy: how long it takes is no verdict here.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
