import { type ParseArgsConfig, parseArgs } from "node:util";
import { Mistake } from "../Mistake.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** What was asked for beside a relay; what is not known is refused with the command's help. */
export function readWords<Known extends Options>(options: Known, help: string) {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new Mistake(`${error instanceof Error ? error.message : error}\n\n${help}`);
  }
}

/** Runs it; a mistake ends in a sentence. */
export async function inWords(work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
