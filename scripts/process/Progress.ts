/** Says what is going on in words, and how long it took. */
export class Progress {
  readonly #began = performance.now();

  async step<T>(name: string, work: (say: (detail: string) => void) => Promise<T>): Promise<T> {
    const began = performance.now();
    const isScreen = process.stdout.isTTY;
    const line = (mark: string, text: string) => `${mark} ${name.padEnd(10)} ${text}`;
    const show = (text: string) => isScreen && process.stdout.write(`\r\x1b[2K${line("·", text)}`);
    show("…");
    // Where no line can be written over, one says that it has begun: a file or a service shows what is being waited for.
    if (!isScreen) console.log(line("·", "…"));
    let last = "";
    try {
      const result = await work((detail) => {
        last = detail;
        show(detail);
      });
      const clear = isScreen ? "\r\x1b[2K" : "";
      console.log(`${clear}${line("✓", [secondsSince(began), last].filter(Boolean).join("  "))}`);
      return result;
    } catch (error) {
      if (isScreen) process.stdout.write("\r\x1b[2K");
      console.log(line("✗", secondsSince(began)));
      throw error;
    }
  }

  total(): string {
    return secondsSince(this.#began);
  }
}

function secondsSince(began: number): string {
  return `${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s`;
}
