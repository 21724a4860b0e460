/** What this browser keeps for one house. A house begun again is another one: nothing is mixed in. */
export function kept(houseId: string, name: string) {
  const key = storageKey(houseId, name);
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

/** This browser could not keep something or find it again: its storage is full, forbidden or broken. */
export class NotKept extends Error {}

/** Tells a fault of the browser's storage apart from a network that does not answer. */
export function keeping<T>(work: Promise<T>): Promise<T> {
  return work.catch((cause: unknown) => {
    throw cause instanceof NotKept ? cause : new NotKept("The browser's storage refuses", { cause });
  });
}

/** The names of what this browser keeps for one house, of those that begin like this. */
export function keptNames(houseId: string, beginning: string): string[] {
  const start = storageKey(houseId, "");
  try {
    const keys = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? "");
    return keys.filter((key) => key.startsWith(start + beginning)).map((key) => key.slice(start.length));
  } catch {
    return [];
  }
}

function storageKey(houseId: string, name: string): string {
  return `runde.${houseId.slice(2, 14)}.${name}`;
}
