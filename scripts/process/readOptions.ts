import { type ParseArgsConfig, parseArgs } from "node:util";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Reads a command line. What it does not know it refuses in words, with the command's help below. */
export function readOptions<Known extends Options>(args: string[], options: Known, help: string) {
  try {
    const { values, tokens } = parseArgs({ args, options, tokens: true });
    const names = tokens.flatMap((token) => (token.kind === "option" ? [token.name] : []));
    const twice = names.find((name, i) => names.indexOf(name) < i && options[name]?.multiple !== true);
    if (twice !== undefined) throw new Error(`--${twice} stands twice. Which one counts?`);
    return values;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n\n${help}`);
  }
}
