/** What this browser keeps for one house. A house begun again is another one: nothing is mixed in. */
export function kept(houseId: string, name: string) {
  const key = `runde.${houseId.slice(2, 14)}.${name}`;
  return {
    key,
    get(): unknown {
      try {
        return JSON.parse(localStorage.getItem(key) ?? "null");
      } catch {
        return null;
      }
    },
    set(value: unknown): void {
      try {
        if (value === undefined || value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(value));
      } catch {
        // Storage may be forbidden (private window): it then lasts as long as the page.
      }
    },
  };
}
