/** Work that is done again and again while a server runs; what fails is told, and tried again. */
export class Repeats {
  readonly #tell: (error: unknown) => void;
  readonly #timers = new Set<NodeJS.Timeout>();
  #stopped = false;

  constructor(tell: (error: unknown) => void) {
    this.#tell = tell;
  }

  /** @param pause Milliseconds between the end of one time and the beginning of the next. */
  add(work: () => Promise<unknown>, pause: () => number): void {
    const run = async () => {
      await work().catch((error: unknown) => {
        if (!this.#stopped) this.#tell(error);
      });
      this.#later(run, pause());
    };
    this.#later(run, 0);
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #later(run: () => Promise<void>, milliseconds: number): void {
    if (this.#stopped) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void run();
    }, milliseconds);
    this.#timers.add(timer);
  }
}
