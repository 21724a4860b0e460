/** Columns of a line of Markdown; tables, code and what has no space to break at may be wider. */
const WIDTH = 120;

/** The same text with every paragraph broken anew in which a line is too wide, or code is broken. */
export function narrowed(text: string): string {
  const done: string[] = [];
  let paragraph: string[] = [];
  let inCode = false;
  const close = () => {
    done.push(...(paragraph.some(isWrong) ? broken(paragraph) : paragraph));
    paragraph = [];
  };
  for (const line of text.split("\n")) {
    const isFence = /^\s*(```|~~~)/.test(line);
    // What begins a block of its own ends the one before.
    if (isFence || inCode || /^\s*($|#|\||[-*+] |\d+\. |>|<!--)/.test(line)) close();
    if (isFence) inCode = !inCode;
    if (inCode || isFence || /^\s*($|#|\||!?\[[^\]]*\]\([^)]*\)$|<!--)/.test(line)) done.push(line);
    else paragraph.push(line);
  }
  close();
  return done.join("\n");
}

/** Too wide, or with a piece of code that goes on in the next line. */
function isWrong(line: string): boolean {
  return line.length > WIDTH || (line.match(/`/g)?.length ?? 0) % 2 === 1;
}

/** What stays together: code, and a sign that would begin a list, a quote or a heading if it came first in a line. */
function wordsOf(text: string): string[] {
  const words = text.match(/(?:`[^`]*`|[^\s`]|`)+/g) ?? [];
  const sign = /^(?:[-+*>|]|#+|\d+[.)])$/;
  const kept: string[] = [];
  for (const word of words) {
    if (sign.test(word) && kept.length > 0) kept.push(`${kept.pop()} ${word}`);
    else kept.push(word);
  }
  return kept;
}

/** One paragraph or point of a list, its further lines under the first. */
function broken(paragraph: string[]): string[] {
  const [first = ""] = paragraph;
  const mark = /^\s*(?:[-*+] |\d+\. |> )?/.exec(first)?.[0] ?? "";
  const further = mark.includes(">") ? mark : " ".repeat(mark.length);
  const text = [first.slice(mark.length), ...paragraph.slice(1)].map((line) => line.trim()).join(" ");
  const lines: string[] = [];
  let line = mark;
  for (const word of wordsOf(text)) {
    const isEmpty = line === mark || line === further;
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = further + word;
    } else line += isEmpty ? word : ` ${word}`;
  }
  return [...lines, line];
}
