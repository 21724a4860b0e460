/** One language's version of a text that exists in several. */
export interface Version {
  /** `en`; undefined for a text that names none. */
  language: string | undefined;
  text: string;
}

const mark = /^\[([a-z]{2,3})\]$/;

/**
 * A text in all its languages as one text with one hash: each version follows its language's sign in brackets. The
 * first prevails.
 */
export function joinVersions(versions: readonly { language: string; text: string }[]): string {
  return versions.map(({ language, text }) => `[${language}]\n\n${text.trim()}`).join("\n\n");
}

/** The versions of a published text, in its own order; one without a language where it names none. */
export function splitVersions(published: string): Version[] {
  const versions: { language: string | undefined; lines: string[] }[] = [{ language: undefined, lines: [] }];
  for (const line of published.split("\n")) {
    const language = mark.exec(line)?.[1];
    if (language !== undefined) versions.push({ language, lines: [] });
    else versions.at(-1)?.lines.push(line);
  }
  return versions
    .map(({ language, lines }) => ({ language, text: lines.join("\n").trim() }))
    .filter(({ text }) => text !== "");
}
