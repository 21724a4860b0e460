import { accounts } from "./accounts.ts";
import { books } from "./books.ts";
import { commons } from "./commons.ts";
import { desks } from "./desks.ts";
import { errors } from "./errors.ts";
import { funding } from "./funding.ts";
import { governance } from "./governance.ts";
import { house } from "./house.ts";
import { kit } from "./kit.ts";
import { letter } from "./letter.ts";
import { me } from "./me.ts";
import { membership } from "./membership.ts";
import { oversight } from "./oversight.ts";
import { practice } from "./practice.ts";
import { questions } from "./questions.ts";
import { records } from "./records.ts";
import { shell } from "./shell.ts";
import { terminal } from "./terminal.ts";
import { treasury } from "./treasury.ts";
import { ui } from "./ui.ts";
import { votes } from "./votes.ts";
import { voucher } from "./voucher.ts";

/** All rooms together: what `useText` accepts, and what the tests compare. The browser loads room by room. */
export const messages = {
  ...shell,
  ...ui,
  ...house,
  ...votes,
  ...me,
  ...accounts,
  ...membership,
  ...oversight,
  ...treasury,
  ...desks,
  ...books,
  ...records,
  ...questions,
  ...letter,
  ...voucher,
  ...funding,
  ...commons,
  ...governance,
  ...terminal,
  ...practice,
  ...errors,
  ...kit,
} as const;
