/** How one part of the tests ended. */
export interface Count {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed and why, a line each, where the runner says so. */
  failures?: string[];
}

/** What ran and how it ended, over all runners. A step that is not made of tests counts as one. */
export class Tally {
  passed = 0;
  failed = 0;
  readonly #remarks: string[] = [];
  readonly #skippingFails: boolean;

  /** @param skippingFails Whether a test that did not run counts as one that failed. */
  constructor({ skippingFails }: { skippingFails: boolean }) {
    this.#skippingFails = skippingFails;
  }

  add(name: string, { passed, failed, skipped, failures = [] }: Count): void {
    this.passed += passed;
    this.failed += failed;
    if (failed > 0) this.#remarks.push(`✗ ${name}: ${failed} failed`, ...failures.map((line) => `    ${line}`));
    if (skipped === 0) return;
    this.#remarks.push(`${this.#skippingFails ? "✗" : "–"} ${name}: ${skipped} skipped`);
    if (this.#skippingFails) this.failed += skipped;
  }

  /** Ends with one line that machines read. */
  report(): string {
    return [...this.#remarks, "", `${this.passed} passed, ${this.failed} failed`].join("\n");
  }
}
