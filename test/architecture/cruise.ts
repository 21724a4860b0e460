import { z } from "zod";
import { runTool } from "#scripts/process/runTool.ts";
import { cruisedFolders } from "#scripts/tests/checks.ts";

const report = z.object({ modules: z.array(z.object({ source: z.string(), dependencies: z.array(z.unknown()) })) });

/** What dependency-cruiser saw. With the wrong version of TypeScript it sees nothing and is content. */
export async function cruisedModules(): Promise<{ source: string; dependencies: number }[]> {
  const args = ["--config", ".dependency-cruiser.mjs", "--output-type", "json", ...cruisedFolders];
  const { output } = await runTool("depcruise", args, { quiet: true });
  const { modules } = report.parse(JSON.parse(output.slice(output.indexOf("{"))));
  return modules.map(({ source, dependencies }) => ({ source, dependencies: dependencies.length }));
}
