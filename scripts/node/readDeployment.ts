import { existsSync, readFileSync } from "node:fs";
import { type Deployment, parseDeployment } from "#protocol/house/deployments.ts";

/** A house's deployment file. Throws in words, with its place and a remedy, where there is none or somebody has edited it. */
export function readDeployment(file: string): Deployment {
  if (!existsSync(file))
    throw new Error(`There is no ${file}: npm run deploy writes it, npm run attach writes it again`);
  try {
    return parseDeployment(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new Error(
      `${file} tells of no house. Put it back as it was written, or lay it aside: npm run attach writes it again.`,
      { cause: error },
    );
  }
}
