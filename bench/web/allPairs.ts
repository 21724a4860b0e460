/** What may be chosen, by the name of the choice. */
type Factors = Readonly<Record<string, readonly unknown[]>>;
type Row<F extends Factors> = { [Name in keyof F]: F[Name][number] };

/**
 * Few rows in which any two values of two choices meet at least once: most faults need no more than two things together,
 * and all combinations would take days. Greedy, as AETG (Cohen and others, 1997): each row takes what makes most new pairs.
 */
export function allPairs<const F extends Factors>(factors: F): Row<F>[] {
  const names = Object.keys(factors);
  const open = new Set<string>();
  for (const [i, a] of names.entries()) {
    for (const b of names.slice(i + 1)) {
      for (const x of valuesOf(factors, a)) for (const y of valuesOf(factors, b)) open.add(pairOf(a, x, b, y));
    }
  }
  const rows: Row<F>[] = [];
  while (open.size > 0) {
    const row = new Map<string, number>();
    // Two that have not met yet begin it, so that each row brings something.
    const [first] = open;
    for (const one of first!.split("|")) {
      const at = one.lastIndexOf("=");
      row.set(one.slice(0, at), Number(one.slice(at + 1)));
    }
    for (const name of names.filter((one) => !row.has(one))) {
      const news = (value: number) => [...row].filter(([other, y]) => open.has(inOrder(names, name, value, other, y)));
      const best = valuesOf(factors, name).toSorted((x, y) => news(y).length - news(x).length)[0] ?? 0;
      row.set(name, best);
    }
    for (const [a, x] of row) for (const [b, y] of row) open.delete(pairOf(a, x, b, y));
    rows.push(Object.fromEntries(names.map((name) => [name, factors[name]?.[row.get(name) ?? 0]])) as Row<F>);
  }
  return rows;
}

const valuesOf = (factors: Factors, name: string): number[] => [...(factors[name] ?? []).keys()];
const pairOf = (a: string, x: number, b: string, y: number) => `${a}=${x}|${b}=${y}`;
const inOrder = (names: readonly string[], a: string, x: number, b: string, y: number) =>
  names.indexOf(a) < names.indexOf(b) ? pairOf(a, x, b, y) : pairOf(b, y, a, x);
