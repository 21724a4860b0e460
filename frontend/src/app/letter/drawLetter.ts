import { apart } from "../../chain/membership/useSeatName.ts";
import type { Language } from "../../i18n/language.ts";
import { ink } from "../pictureInk.ts";
import type { LetterWords } from "./letterWords.ts";

/** Pixels: upright, three to four, as a group chat shows it whole. */
export const LETTER_PICTURE = { width: 1_080, height: 1_440 } as const;

const EDGE = 64;
const WIDE = LETTER_PICTURE.width - 2 * EDGE;
const HALF = WIDE / 2;
/** Between two columns. */
const GUTTER = 28;
/** Where the code stands: so high, and so large. */
const CODE = { y: 1_236, size: 160 };
/** A phone shows the picture at a third of its size. */
const TEXT = 33;
const LEADING = 43;
/** Lines of a paragraph at most, and of who is in office with another one where that leaves room for votes. */
const LINES = 2;
const OFFICE = 7;
/** Where the votes begin; and how much of a part is rule and heading. */
const VOTES = 660;
const HEAD = 92;

/** An image finds only what is on the device. */
const fonts = {
  display: "Georgia, 'Times New Roman', 'Songti SC', 'Noto Serif CJK SC', serif",
  text: "'Helvetica Neue', Arial, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
} as const;

interface LetterDrawing {
  words: LetterWords;
  house: string;
  language: Language;
  heads: { votes: string; office: string };
  /** How many votes more there were. */
  more: (n: number) => string;
  /** Came and went, for two bars beside each other. */
  flow: readonly [bigint, bigint];
  /** Where the letter is for everybody to see, and its square code. */
  address: string;
  code: { size: number; path: string };
}

/** A letter as a drawing (SVG) of {@link LETTER_PICTURE} size: the same bytes for the same letter. */
export function drawLetter({ words, house, language, heads, more, flow, address, code }: LetterDrawing): string {
  const { width, height } = LETTER_PICTURE;
  const officeIn = (most: number) => words.office.flatMap((text) => paragraph(text, most));
  const roomy = officeIn(LINES + 1);
  const office = roomy.length > OFFICE ? officeIn(LINES) : roomy;
  // What is below the votes keeps its room.
  const votes = votesWithin(words, CODE.y - VOTES - 2 * HEAD - office.length * LEADING, more);
  const parts = [
    textAt(house, EDGE, 96, 36, ink.muted, "text"),
    titleAt(words.title, EDGE, 166, WIDE, 60),
    ...linesAt(linesOf(words.asOf, WIDE / 29, LINES), 218, 38, 29, ink.muted),
    ...figuresAt(words.figures, flow, 322),
    ...partAt(heads.votes, votes, VOTES),
    ...partAt(heads.office, office, VOTES + HEAD + votes.length * LEADING),
    codeAt(code),
  ];
  const beside = EDGE + CODE.size + GUTTER;
  const size = fitted(address, width - EDGE - beside, 30);
  parts.push(textAt(address, beside, CODE.y + CODE.size / 2 + size / 3, size, ink.muted, "text"));
  return `<svg xmlns="http://www.w3.org/2000/svg" xml:lang="${language}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><path fill="${ink.paper}" d="M0 0h${width}v${height}H0z"/>${parts.join("")}</svg>`;
}

/** Two a row, bars under the first two, the last one on a line of its own. */
function figuresAt(figures: LetterWords["figures"], flow: LetterDrawing["flow"], top: number): string[] {
  const column = HALF - GUTTER;
  const largest = flow.reduce((most, one) => (one > most ? one : most), 1n);
  return figures.flatMap(({ label, value }, i) => {
    const x = EDGE + (i % 2) * HALF;
    const y = top + [0, 0, 172, 172, 298][i]!;
    if (i === 4) {
      return [
        textAt(label, x, y, fitted(label, column, TEXT), ink.muted, "text"),
        titleAt(value, EDGE + HALF, y, HALF, 42),
      ];
    }
    const said = [
      textAt(label, x, y, fitted(label, column, TEXT), ink.muted, "text"),
      titleAt(value, x, y + 62, column, 54),
    ];
    const part = flow[i];
    if (part === undefined || part === 0n) return said;
    const long = Math.max(2, Number((part * BigInt(column)) / largest));
    const paint = i === 0 ? `fill="${ink.good}"` : `fill="none" stroke="${ink.accent}" stroke-width="3"`;
    return [...said, `<path ${paint} d="M${x} ${y + 82}h${long}v18h-${long}z"/>`];
  });
}

/** A rule, a heading and its lines. */
function partAt(head: string, lines: readonly string[], top: number): string[] {
  return [
    `<path stroke="${ink.line}" stroke-width="2" d="M${EDGE} ${top}h${WIDE}"/>`,
    titleAt(head, EDGE, top + 48, WIDE, 38),
    ...linesAt(lines, top + 94, LEADING, TEXT, ink.ink),
  ];
}

/** As many votes as there is room for; how many more there were stands below them. */
function votesWithin({ votes, noVotes }: LetterWords, room: number, more: LetterDrawing["more"]): string[] {
  if (votes.length === 0) return paragraph(noVotes, LINES);
  const most = Math.floor(room / LEADING);
  const all = votes.map(({ verdict, title }) => paragraph(`${verdict} ${apart(title)}`, LINES));
  for (let shown = all.length; shown > 0; shown -= 1) {
    const lines = [...all.slice(0, shown).flat(), ...(shown < all.length ? [more(all.length - shown)] : [])];
    if (lines.length <= most) return lines;
  }
  return [more(all.length)];
}

function codeAt({ size, path }: LetterDrawing["code"]): string {
  // Four modules of white around it: scanners need them.
  const whole = size + 8;
  const scale = (CODE.size / whole).toFixed(4);
  return `<g transform="translate(${EDGE} ${CODE.y}) scale(${scale})" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${whole}v${whole}H0z"/><path transform="translate(4 4)" d="${path}"/></g>`;
}

function linesAt(lines: readonly string[], y: number, leading: number, size: number, colour: string): string[] {
  return lines.map((line, i) => textAt(line, EDGE, y + i * leading, size, colour, "text"));
}

function titleAt(text: string, x: number, y: number, width: number, size: number): string {
  // Bold letters with serifs are as much wider.
  return textAt(text, x, y, fitted(text, width / 1.2, size), ink.ink, "display");
}

function textAt(text: string, x: number, y: number, size: number, colour: string, font: keyof typeof fonts): string {
  const weight = font === "display" ? ' font-weight="600"' : "";
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${colour}"${weight} font-family="${fonts[font]}">${escaped(text)}</text>`;
}

/** What XML knows: some signs may not stand in it at all. */
function escaped(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n]|\p{Cs}|[\ufffe\uffff]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;");
}

/** The size at which a text has room on one line. */
function fitted(text: string, width: number, size: number): number {
  return Math.min(size, Math.floor(width / widthOf(text)));
}

/** In parts of the size, as wide as the wider of the fonts have it: the drawing knows no device. */
function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + signWidth(sign), 0);
}

function signWidth(sign: string): number {
  if (/[\u2066-\u2069\u200b-\u200f]/.test(sign)) return 0;
  if (/[\u1100-\u11ff\u2e80-\u{3ffff}]/u.test(sign)) return 1;
  if (/[\s.,:;’'!|()·ijlI]/.test(sign)) return 0.34;
  return /[\p{Lu}mw%@&—]/u.test(sign) ? 0.84 : 0.62;
}

const paragraph = (text: string, most: number) => linesOf(text, WIDE / TEXT, most);

/** A text in at most so many lines of a width; a sign stands for what has no room. */
function linesOf(text: string, width: number, most: number): string[] {
  const lines = [""];
  // Chinese breaks anywhere, but not before its stops.
  const words = text.match(/[\u2e80-\u9fff\uff00-\uffef][，。：；、）]*|[^\s\u2e80-\u9fff\uff00-\uffef]+|\s+/g) ?? [];
  for (const piece of words.flatMap((word) => (widthOf(word) > width ? [...word] : [word]))) {
    const last = lines.at(-1) ?? "";
    if (widthOf(last + piece.trimEnd()) <= width) lines[lines.length - 1] = last + piece;
    else if (piece.trim() !== "") lines.push(piece);
  }
  const whole = lines.map((line) => line.trimEnd());
  if (whole.length <= most) return whole;
  let cut = whole[most - 1] ?? "";
  while (cut !== "" && widthOf(`${cut}…`) > width) cut = [...cut].slice(0, -1).join("");
  return [...whole.slice(0, most - 1), `${cut.trimEnd()}…`];
}
