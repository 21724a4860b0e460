/** Why the bytes of a file are no table. */
export type CsvFault = "notText" | "openQuote";

export type CsvRead = { ok: true; rows: readonly CsvRow[] } | { ok: false; why: CsvFault };

/** A row with the number of the line it begins on, from 1. */
interface CsvRow {
  line: number;
  cells: readonly string[];
}

const BOM = "\ufeff";

/**
 * A table as RFC 4180 and spreadsheets have it: with or without a byte-order mark, cells in quotes with breaks and doubled
 * quotes in them, separated by commas, semicolons or tabs, whichever the first line has most of. UTF-8 or UTF-16; another
 * encoding is refused, because names would come out wrong. Empty lines are left out.
 */
export function readCsv(bytes: Uint8Array): CsvRead {
  const text = decode(bytes);
  if (text === undefined) return { ok: false, why: "notText" };
  const plain = text.startsWith(BOM) ? text.slice(1) : text;
  const separator = separatorOf(plain);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  let wasQuoted = false;
  let line = 1;
  let begins = 1;
  const endCell = () => {
    cells.push(wasQuoted ? cell : cell.trim());
    cell = "";
    wasQuoted = false;
  };
  const endRow = () => {
    endCell();
    if (cells.some((one) => one !== "")) rows.push({ line: begins, cells });
    cells = [];
    begins = line;
  };
  for (let i = 0; i < plain.length; i++) {
    const sign = plain[i] as string;
    if (sign === "\n") line += 1;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (plain[i + 1] === '"') {
        cell += sign;
        i += 1;
      } else isQuoted = false;
    } else if (sign === '"' && cell.trim() === "" && !wasQuoted) {
      cell = "";
      isQuoted = true;
      wasQuoted = true;
    } else if (sign === separator) endCell();
    else if (sign === "\n") endRow();
    else if (sign === "\r") {
      if (plain[i + 1] !== "\n") {
        line += 1;
        endRow();
      }
    } else if (!wasQuoted) cell += sign;
  }
  if (isQuoted) return { ok: false, why: "openQuote" };
  endRow();
  return { ok: true, rows };
}

function decode(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

function separatorOf(text: string): string {
  const [first = ""] = text.split(/\r|\n/, 1);
  const outside = first.replaceAll(/"[^"]*"/g, "");
  const count = (sign: string) => outside.split(sign).length;
  return [",", ";", "\t"].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
