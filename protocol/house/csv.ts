/**
 * A table as RFC 4180 has it, with a byte-order mark so that spreadsheets read it as UTF-8, and with commas in every
 * language, so that the same table is the same bytes. Texts by strangers cannot become formulas: a cell that begins like
 * one gets an apostrophe, unless it is a plain number.
 */
export function csv(rows: readonly (readonly string[])[]): string {
  return BYTE_ORDER_MARK + rows.map(csvRow).join("");
}

export const BYTE_ORDER_MARK = "\ufeff";

/** One row with its end, for whoever writes a long table piece by piece. */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(harmless(cell))).join(",")}\r\n`;
}

const number = /^-?\d+(\.\d+)?$/;
/** Spaces and what nobody sees may stand before the sign that begins a formula. */
const before = /^[\s\p{C}]*/u;

function harmless(cell: string): string {
  const [first = ""] = cell.replace(before, "");
  // Full-width, small and raised twins of a sign are the sign.
  const isFormula = /^[\t\r]/.test(cell) || /^[=+\-@\u2212]/.test(first.normalize("NFKC"));
  return isFormula && !number.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string): string {
  const needs = /[",\r\n]|^\s|\s$/.test(cell);
  return needs ? `"${cell.replaceAll('"', '""')}"` : cell;
}
