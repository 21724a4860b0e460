import { expect, it } from "vitest";
import { practiceDesk } from "./practiceDesk.ts";

it.each([
  ["operator", "operator"],
  ["registrar", "registrar"],
  ["registrar:2", "registrar"],
  ["person:12", undefined],
  ["newcomer:1", undefined],
  ["operators", undefined],
  ["", undefined],
])("%j works at the desk of %s", (label, desk) => expect(practiceDesk(label)).toBe(desk));
