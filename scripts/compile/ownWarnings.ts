import type { HardhatPlugin } from "hardhat/types/plugins";

/**
 * Shows the compiler's warnings about the house's own files only: those about packages nobody here can mend.
 * That none is left is checked from the build's record (`compile.ts`), because a warning is printed only once.
 */
export const ownWarnings: HardhatPlugin = {
  id: "runde-own-warnings",
  hookHandlers: {
    solidity: async () => ({
      default: async () => ({
        getCompilationJobErrors: async (context, job, output, next) => {
          const ours = (output.errors ?? []).filter(
            (one) => one.severity === "error" || !isForeign(one.formattedMessage),
          );
          return next(context, job, { ...output, errors: ours });
        },
      }),
    }),
  },
};

/** Hardhat names the files of packages `npm/<package>@<version>/…`. A test is never deployed, so it may be large. */
export function isForeign(message = ""): boolean {
  const isTooLargeATest = /Contract (init)?code size/.test(message) && /^\s*--> (project|\.)\/test\//m.test(message);
  return isTooLargeATest || /^\s*--> npm\//m.test(message);
}
