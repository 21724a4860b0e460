/** Columns of a line of Markdown; tables, code and what has no space to break at may be wider. */
const WIDTH = 120;

/** The same text with every paragraph broken anew in which a line is too wide. */
export function narrowed(text: string): string {
  const done: string[] = [];
  let paragraph: string[] = [];
  let inCode = false;
  const close = () => {
    done.push(...(paragraph.some((line) => line.length > WIDTH) ? broken(paragraph) : paragraph));
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

/** One paragraph or point of a list, its further lines under the first. */
function broken(paragraph: string[]): string[] {
  const [first = ""] = paragraph;
  const mark = /^\s*(?:[-*+] |\d+\. |> )?/.exec(first)?.[0] ?? "";
  const further = mark.includes(">") ? mark : " ".repeat(mark.length);
  const words = paragraph
    .join(" ")
    .slice(mark.length)
    // A sign that would begin a list, a quote or a heading never comes first in a line.
    .split(/\s+(?!(?:[-+*>|]|#+|\d+[.)])(?:\s|$))/)
    .filter((word) => word !== "");
  const lines: string[] = [];
  let line = mark;
  for (const word of words) {
    const isEmpty = line === mark || line === further;
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = further + word;
    } else line += isEmpty ? word : ` ${word}`;
  }
  return [...lines, line];
}
