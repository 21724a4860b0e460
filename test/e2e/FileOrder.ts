import { basename } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** They share one house, and this one must find it as it was opened. */
const first = ["pictures.test.ts"];
/** Whoever only looks comes before the others, whoever moves its clock by months comes last. */
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
    const named = (list: string[]) =>
      list.flatMap((name) => files.filter(({ moduleId }) => basename(moduleId) === name));
    const [early, late] = [named(first), named(order)];
    const others = files.filter((file) => !early.includes(file) && !late.includes(file));
    return [...early, ...(await super.sort(others)), ...late];
  }
}
