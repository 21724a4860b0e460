import qrcode from "qrcode";
import { expect, it } from "vitest";
import { terminalCode } from "./terminalCode.ts";

it("draws every point of the code, with white around it", () => {
  const text = "https://192.168.1.7:4810";
  const { modules } = qrcode.create(text, { errorCorrectionLevel: "L" });
  const rows = terminalCode(text).flatMap((line) => {
    const signs = [...line.replace("\x1b[30;107m", "").replace("\x1b[0m", "")];
    return ["▀█", "▄█"].map((dark) => signs.map((sign) => (dark.includes(sign) ? 1 : 0)));
  });
  const inside = rows.slice(2, 2 + modules.size).map((row) => row.slice(2, 2 + modules.size));
  expect(inside.flat()).toEqual([...modules.data]);
  const all = rows.flat().reduce((sum: number, point) => sum + point, 0);
  expect(all).toBe([...modules.data].reduce((sum, point) => sum + point, 0));
});
