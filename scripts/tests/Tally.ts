/** What ran and how it ended, over all runners. A step that is not made of tests counts as one. */
export class Tally {
  passed = 0;
  failed = 0;
  readonly #failures: string[] = [];

  add(name: string, passed: number, failed: number): void {
    this.passed += passed;
    this.failed += failed;
    if (failed > 0) this.#failures.push(`${name}: ${failed} failed`);
  }

  /** Ends with one line that machines read. */
  report(): string {
    return [...this.#failures.map((line) => `✗ ${line}`), "", `${this.passed} passed, ${this.failed} failed`].join(
      "\n",
    );
  }
}
