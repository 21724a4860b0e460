/**
 * One catalogue file per room and language, so that two people can write sentences at the same time: what the app itself
 * says, then the rooms of the house by the names they have everywhere.
 */
export const rooms = [
  "shell",
  "ui",
  "house",
  "votes",
  "me",
  "accounts",
  "membership",
  "oversight",
  "treasury",
  // What is said at the desks of registrar, operator and those in office.
  "desks",
  // What is said where the books are checked and taken along.
  "books",
  // What somebody did here, and what a receipt's code refers to.
  "records",
  // What members ask about something, and what they are answered.
  "questions",
  // A month of the house on one sheet.
  "letter",
  "voucher",
  "funding",
  "commons",
  "governance",
  "terminal",
  "practice",
  "errors",
  // Parts of the app for whoever builds it: in English alone.
  "kit",
] as const;

export type Room = (typeof rooms)[number];

/** Every page needs these: they come in one file (`<language>/first.ts`). */
export const firstRooms: readonly Room[] = ["shell", "ui", "house"];
