/** A whole number below so many sides. */
export type Dice = (sides: number) => number;

/** The same storm for the same seed. */
export function dice(seed: number): Dice {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** What may go wrong, by its name in the result. Each is over when somebody has felt it: what nobody feels is no storm. */
export type Storms = Record<string, (roll: Dice) => Promise<void>>;

/** One storm at a time, each kind once before any comes again, whatever the dice say about their order. */
export class Weather {
  /** How often each kind was felt. */
  readonly happened: Record<string, number>;
  /** What could not be raised, and why: it gets its turn again. */
  readonly failed: string[] = [];
  readonly #storms: Storms;
  readonly #roll: Dice;
  #left: string[] = [];
  #now: string | undefined;

  constructor(storms: Storms, roll: Dice) {
    [this.#storms, this.#roll] = [storms, roll];
    this.happened = Object.fromEntries(Object.keys(storms).map((name) => [name, 0]));
  }

  /** What rages at this moment. */
  get now(): string | undefined {
    return this.#now;
  }

  /** Each kind was felt, and none rages. */
  get isOver(): boolean {
    return this.#now === undefined && Object.values(this.happened).every((times) => times > 0);
  }

  /** Raises the next one, if none rages. */
  raise(): void {
    if (this.#now !== undefined) return;
    if (this.#left.length === 0) this.#left = Object.keys(this.#storms);
    const [name] = this.#left.splice(this.#roll(this.#left.length), 1);
    this.#now = name!;
    this.#storms[name!]!(this.#roll)
      .then(
        () => {
          this.happened[name!]! += 1;
        },
        (error: unknown) => this.failed.push(`${name}: ${String(error).split("\n")[0]}`),
      )
      .finally(() => {
        this.#now = undefined;
      });
  }
}
