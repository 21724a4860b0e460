import { z } from "zod";
import { readOptions } from "../process/readOptions.ts";

const FIRST_ANCHOR = "1972-01-01";
const LAST_ANCHOR = "2100-01-01";

const options = z.object({
  fresh: z.boolean().default(false),
  anchor: z.iso
    .date({ error: "--anchor wants a day such as 2026-03-01", abort: true })
    // The story begins most of a year before, and no chain knows a time before 1970.
    .refine((day) => day >= FIRST_ANCHOR && day < LAST_ANCHOR, `--anchor wants a day from ${FIRST_ANCHOR} to 2099`)
    .optional(),
  port: z.coerce
    .number("--port wants a number")
    .int()
    .min(1024, "--port wants a number from 1024 on")
    .max(65_000, "--port wants a number up to 65000")
    .optional(),
  club: z.string().optional(),
  empty: z.boolean().optional(),
  phone: z.boolean().default(false),
  "phone-at": z.string().optional(),
  help: z.boolean().default(false),
});

export type StartOptions = z.infer<typeof options>;

export const startHelp = `npm start                     the house as you left it, or a new one
npm start -- --fresh          throw the house away and begin again
npm start -- --anchor DATE    a new house whose present is that day (UTC)
npm start -- --club FOLDER    another club, such as examples/cinema, in a house of its own
npm start -- --empty          a new house without a story, on the day before its founding round opens
npm start -- --phone          lets a phone in the same network try it too (--phone-at ADDRESS: at that address)
npm start -- --port NUMBER    another port, remembered from then on; the chain takes the one after it`;

/** What was asked on the command line; throws with a sentence for a person. */
export function startOptions(args: string[]): StartOptions {
  const values = readOptions(
    args,
    {
      fresh: { type: "boolean" },
      anchor: { type: "string" },
      port: { type: "string" },
      club: { type: "string" },
      empty: { type: "boolean" },
      phone: { type: "boolean" },
      "phone-at": { type: "string" },
      help: { type: "boolean" },
    },
    startHelp,
  );
  const parsed = options.safeParse(values);
  if (!parsed.success) throw new Error(parsed.error.issues.map((issue) => issue.message).join("\n"));
  return parsed.data;
}
