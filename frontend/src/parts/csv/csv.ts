/**
 * A table as RFC 4180 has it, with a byte-order mark so that spreadsheets read it as UTF-8. Texts by strangers cannot
 * become formulas: a cell that begins like one gets an apostrophe, unless it is a plain number.
 */
export function csv(rows: readonly (readonly string[])[], separator: "," | ";"): string {
  return `\ufeff${rows.map((row) => row.map((cell) => quoted(harmless(cell), separator)).join(separator)).join("\r\n")}\r\n`;
}

/** An amount with at least its two cents, and the decimal sign that a spreadsheet of this language expects. */
export function csvAmount(decimal: string, point: "." | ","): string {
  const [whole = "", part = ""] = decimal.split(".");
  return `${whole}${point}${part.padEnd(2, "0")}`;
}

const number = /^-?\d+([.,]\d+)?$/;
const formula = /^[\s]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

function harmless(cell: string): string {
  return formula.test(cell) && !number.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string, separator: string): string {
  const needs = cell.includes(separator) || /["\r\n]|^\s|\s$/.test(cell);
  return needs ? `"${cell.replaceAll('"', '""')}"` : cell;
}
