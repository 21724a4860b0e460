import { basename } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** They share one house: whoever only looks comes first, whoever moves its clock by months comes last. */
const order = [
  "pages.test.ts",
  "loading.test.ts",
  "wallet.test.ts",
  "walletZoo.test.ts",
  "till.test.ts",
  "prices.test.ts",
  "managers.test.ts",
  "twoTabs.test.ts",
  "payment.test.ts",
  "desks.test.ts",
  "registrar.test.ts",
  "motion.test.ts",
  "faults.test.ts",
  "oversight.test.ts",
  "story.test.ts",
];

export class FileOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => order.indexOf(basename(moduleId));
    const others = await super.sort(files.filter((file) => place(file) < 0));
    return [...others, ...files.filter((file) => place(file) >= 0).sort((a, b) => place(a) - place(b))];
  }
}
