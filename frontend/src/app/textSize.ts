import { useState } from "react";

export const textSizes = ["normal", "large"] as const;
export type TextSize = (typeof textSizes)[number];

// The same key as public/look.js, which applies the choice before the first paint.
const key = "runde.text";

export function useTextSize(): [TextSize, (size: TextSize) => void] {
  const [size, setSize] = useState<TextSize>(() =>
    document.documentElement.dataset.text === "large" ? "large" : "normal",
  );
  return [
    size,
    (next) => {
      setSize(next);
      if (next === "large") document.documentElement.dataset.text = next;
      else delete document.documentElement.dataset.text;
      try {
        if (next === "large") localStorage.setItem(key, next);
        else localStorage.removeItem(key);
      } catch {
        // Without storage the choice lasts as long as the page.
      }
    },
  ];
}
