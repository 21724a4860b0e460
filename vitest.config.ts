import { defineConfig } from "vitest/config";
import { FileOrder } from "./test/e2e/FileOrder.ts";

const shared = {
  define: { __PRACTICE__: "true", __LANGUAGES__: '["en", "de", "zh"]', __PRICES__: '{ "taxes": [], "groups": [] }' },
};
/** No test judges by time: it waits for what must come, and a machine may be as busy as it likes. */
const patience = { testTimeout: 900_000, hookTimeout: 900_000, expect: { poll: { timeout: 120_000 } } };
/** Real node, real server, real browser; one file at a time. */
const wholeHouse = { ...patience, maxWorkers: 1 };

/** A till waits a minute for a batch, and minutes for a network that is away: this needs a lane, and hardly a processor. */
const minutes = ["test/e2e/publicTill.test.ts", "test/e2e/publicDesks.test.ts", "test/e2e/faults.test.ts"];

/** Looks for the words of our own club in another one's pages. */
const forAnother = process.env.RUNDE_CLUB === undefined ? ["test/e2e/anyClub.test.ts"] : [];

// Tests of one TypeScript file lie beside it. Contracts and the whole house are tested in test/.
export default defineConfig({
  test: {
    sequence: { sequencer: FileOrder },
    projects: [
      {
        ...shared,
        test: {
          name: "beside",
          // Half of the time went into loading the same libraries for each file; no file leaves anything behind.
          isolate: false,
          include: [
            "{protocol,relay,scripts,ignition,frontend,club,examples,bench}/**/*.test.{ts,tsx}",
            "test/architecture/**/*.test.ts",
          ],
          exclude: ["**/node_modules/**", "**/dist/**"],
          ...patience,
        },
      },
      { ...shared, test: { ...wholeHouse, name: "faults", include: ["test/{faults,model,deploy}/**/*.test.ts"] } },
      {
        ...shared,
        test: {
          ...wholeHouse,
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          exclude: [...minutes, ...forAnother],
          globalSetup: ["test/e2e/openHouse.ts"],
        },
      },
      {
        ...shared,
        test: { ...wholeHouse, name: "minutes", include: minutes, globalSetup: ["test/e2e/openHouse.ts"] },
      },
    ],
  },
});
