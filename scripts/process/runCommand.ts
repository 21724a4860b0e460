/**
 * Runs a command of `npm run` to its end. The number it gives is the exit code; "stay" leaves running what it opened. A
 * mistake ends it in words.
 */
export async function runCommand(
  command: (args: string[]) => Promise<number | "stay">,
  { mistake = 1 }: { mistake?: number } = {},
): Promise<void> {
  try {
    const outcome = await command(process.argv.slice(2));
    if (outcome !== "stay") process.exit(outcome);
  } catch (error) {
    console.error(`\n${inWords(error)}`);
    process.exit(mistake);
  }
}

/** What a person is shown: of a plain mistake its sentence, of a bug where it happened; and, a line each, what it came from. */
export function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Node's own refusals of what it was given have a code, mistakes in our text have none.
  const isBug = [TypeError, ReferenceError, RangeError].some((kind) => error instanceof kind) && !("code" in error);
  const said = isBug ? (error.stack ?? error.message) : error.message;
  return error.cause === undefined ? said : `${said}\n  because: ${inWords(error.cause)}`;
}
