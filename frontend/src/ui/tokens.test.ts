import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("tokens.css", import.meta.url), "utf8");

function colours(block: RegExp): Record<string, string> {
  const body = block.exec(css)?.[1] ?? "";
  return Object.fromEntries([...body.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]));
}

const light = colours(/:root,\n\[data-theme="light"\] \{([^}]*)\}/);
const dark = colours(/\n\[data-theme="dark"\] \{([^}]*)\}/);
const device = colours(/:root:not\(\[data-theme\]\) \{([^}]*)\}/);
const print = colours(/@media print \{\s*:root,\s*\[data-theme\] \{([^}]*)\}/);

/** WCAG 2.2 relative luminance and contrast. */
function contrast(a = "", b = ""): number {
  const [x, y] = [a, b].map((hex) => {
    const [r = 0, g = 0, blue = 0] = [1, 3, 5].map((at) => {
      const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  });
  return (Math.max(x ?? 0, y ?? 0) + 0.05) / (Math.min(x ?? 0, y ?? 0) + 0.05);
}

describe.each([
  ["light", light],
  ["dark", dark],
])("the colours in %s", (_name, set) => {
  it.each(["ink", "muted", "accent", "good", "wait", "stop", "cool"])("%s can be read on paper and card", (name) => {
    for (const ground of ["paper", "card"])
      expect(contrast(set[name], set[ground]), ground).toBeGreaterThanOrEqual(5.4);
  });
  it("show the edge of a control", () => {
    for (const ground of ["paper", "card"]) expect(contrast(set.line, set[ground]), ground).toBeGreaterThanOrEqual(3);
  });
  it("can be read on a button", () => {
    expect(contrast(set["on-accent"], set.accent)).toBeGreaterThanOrEqual(5.5);
  });
});

it("has the same dark for those who choose it and those whose device does", () => {
  expect(Object.keys(dark)).toHaveLength(11);
  expect(device).toEqual(dark);
});

it("prints ink on white", () => {
  expect(print).toEqual({ ...light, paper: "#ffffff" });
});
