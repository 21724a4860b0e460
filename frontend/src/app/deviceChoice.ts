import { useSyncExternalStore } from "react";

/** A choice that this device remembers and that the whole page is drawn by. */
interface DeviceChoice<T extends string> {
  /** Its name in storage. `public/look.js` knows it too, and applies the choice before the first paint. */
  key: string;
  /** The attribute of the document that carries it: `theme` is `data-theme`. */
  attribute: string;
  choices: readonly T[];
  /** What nobody has to choose: it is written nowhere. */
  usual: T;
}

/** Makes the hook of one choice: what is chosen, and how to choose something else. */
function deviceChoice<T extends string>({ key, attribute, choices, usual }: DeviceChoice<T>) {
  const listeners = new Set<() => void>();
  const chosen = (): T => choices.find((one) => one === document.documentElement.dataset[attribute]) ?? usual;
  const listen = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const choose = (next: T): void => {
    if (next === usual) delete document.documentElement.dataset[attribute];
    else document.documentElement.dataset[attribute] = next;
    try {
      if (next === usual) localStorage.removeItem(key);
      else localStorage.setItem(key, next);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
    for (const listener of listeners) listener();
  };
  return (): [T, (next: T) => void] => [useSyncExternalStore(listen, chosen, () => usual), choose];
}

export const looks = ["auto", "light", "dark"] as const;
export const useLook = deviceChoice({ key: "runde.look", attribute: "theme", choices: looks, usual: "auto" });

export const textSizes = ["normal", "large"] as const;
export const useTextSize = deviceChoice({ key: "runde.text", attribute: "text", choices: textSizes, usual: "normal" });
