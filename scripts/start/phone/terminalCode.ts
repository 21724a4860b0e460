import qrcode from "qrcode";

/** Points of white that a camera wants around a code. */
const MARGIN = 2;
/** Black on white, whatever the terminal's own colours are. */
const [paper, plain] = ["\x1b[30;107m", "\x1b[0m"];

/** A text as a code that a phone's camera reads from a terminal; two rows of points make one line. */
export function terminalCode(text: string): string[] {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: "L" });
  const isDark = (row: number, column: number) =>
    [row, column].every((at) => at >= 0 && at < modules.size) && modules.get(row, column) === 1;
  const points = Array.from({ length: modules.size + 2 * MARGIN }, (_, i) => i - MARGIN);
  const lines = points.filter((_, i) => i % 2 === 0);
  return lines.map((row) => {
    const signs = points.map((column) => {
      const [upper, lower] = [isDark(row, column), isDark(row + 1, column)];
      if (upper && lower) return "█";
      return upper ? "▀" : lower ? "▄" : " ";
    });
    return paper + signs.join("") + plain;
  });
}
