/** How many characters, taken off the end, make a text fit into so many bytes of UTF-8; 0 when it fits. */
export function charactersOver(text: string, maxBytes: number): number {
  const characters = [...text];
  let bytes = size(text);
  let over = 0;
  while (bytes > maxBytes) {
    over += 1;
    bytes -= size(characters.at(-over) ?? "");
  }
  return over;
}

function size(text: string): number {
  return new TextEncoder().encode(text).length;
}

// Controls, zero-width signs and signs that turn the direction of writing: a name must read as what it is.
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;

/** One line of text by a stranger: without signs nobody sees, spaces single. Still to be shown as text in `<bdi>`. */
export function plainLine(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").replace(unseen, "").trim();
}

/** A stranger's name as it is shown: what is longer than any word may be broken after each ten letters, to fit anywhere. */
export function breakable(name: string): string {
  return name.replace(/\S{17,}/gu, (run) => run.replace(/(?:\P{M}\p{M}*){10}/gu, "$&\u200b"));
}

/** Several lines by a stranger, each plain, with at most one empty line between two. */
export function plainLines(text: string): string {
  const lines = text.split(/\r\n?|[\n\u2028\u2029]/).map(plainLine);
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
