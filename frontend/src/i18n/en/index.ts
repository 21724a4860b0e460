import { donations } from "./donations.ts";
import { errors } from "./errors.ts";
import { house } from "./house.ts";
import { join } from "./join.ts";
import { kit } from "./kit.ts";
import { me } from "./me.ts";
import { money } from "./money.ts";
import { oversight } from "./oversight.ts";
import { practice } from "./practice.ts";
import { round } from "./round.ts";
import { shell } from "./shell.ts";
import { tables } from "./tables.ts";
import { terminal } from "./terminal.ts";
import { ui } from "./ui.ts";
import { votes } from "./votes.ts";
import { vouchers } from "./vouchers.ts";

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
  ...vouchers,
  ...join,
  ...practice,
  ...errors,
  ...kit,
} as const;
