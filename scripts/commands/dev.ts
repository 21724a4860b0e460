import { join } from "node:path";
import { compile } from "../compile/compile.ts";
import { runCommand } from "../process/runCommand.ts";
import { root } from "../process/runTool.ts";

const configs: Record<string, string> = {
  app: "frontend/vite.config.ts",
  terminal: "frontend/terminal/vite.config.ts",
};

await runCommand(async ([entry = "app"]) => {
  const config = configs[entry];
  if (config === undefined)
    throw new Error(`There is no "${entry}" to develop. Name one of: ${Object.keys(configs).join(", ")}`);
  await compile();
  const { createServer } = await import("vite");
  const server = await createServer({ configFile: join(root, config) });
  await server.listen();
  server.printUrls();
  return "stay";
});
