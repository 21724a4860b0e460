import { useState } from "react";

export const looks = ["auto", "light", "dark"] as const;
export type Look = (typeof looks)[number];

// The same key as public/look.js, which applies the choice before the first paint.
const key = "runde.look";

export function useLook(): [Look, (look: Look) => void] {
  const [look, setLook] = useState<Look>(
    () => looks.find((name) => name === document.documentElement.dataset.theme) ?? "auto",
  );
  return [
    look,
    (next) => {
      setLook(next);
      if (next === "auto") delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = next;
      try {
        if (next === "auto") localStorage.removeItem(key);
        else localStorage.setItem(key, next);
      } catch {
        // Without storage the choice lasts as long as the page.
      }
    },
  ];
}
