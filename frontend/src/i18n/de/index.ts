import { shell } from "./shell.ts";
import { ui } from "./ui.ts";
import { house } from "./house.ts";
import { money } from "./money.ts";
import { round } from "./round.ts";
import { votes } from "./votes.ts";
import { me } from "./me.ts";
import { tables } from "./tables.ts";
import { donations } from "./donations.ts";
import { oversight } from "./oversight.ts";
import { terminal } from "./terminal.ts";
import { join } from "./join.ts";
import { practice } from "./practice.ts";
import { errors } from "./errors.ts";
import { kit } from "./kit.ts";

/** All rooms together: what `useText` accepts, and what the tests compare. The browser loads room by room. */
export const messages = {
  ...shell,
  ...ui,
  ...house,
  ...money,
  ...round,
  ...votes,
  ...me,
  ...tables,
  ...donations,
  ...oversight,
  ...terminal,
  ...join,
  ...practice,
  ...errors,
  ...kit,
} as const;
